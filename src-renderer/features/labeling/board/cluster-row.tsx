import { memo } from 'react'
import type { ClusterView } from '../../../../src-main/contract/labeling.ts'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { formatCount, formatCounted } from '../../../lib/format.ts'
import { useClassLooks } from '../data/class-looks.ts'
import { ClusterPicture } from './cluster-picture.tsx'
import styles from './cluster-row.module.css'
import { MixBar } from './mix-bar.tsx'

const wholePercent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })

export const clusterRowHeight = 68

export interface ClusterRowProps {
  cluster: ClusterView
  place: number
  count: number
  top: number
  selected: boolean
  /** Places it would move if the list were sorted anew; 0 for none worth a mark. */
  move: number
}

/** One cluster of the board. Drawn anew only when something about this cluster changed. */
export const ClusterRow = memo(function ClusterRow({
  cluster,
  place,
  count,
  top,
  selected,
  move,
}: ClusterRowProps) {
  const looks = useClassLooks()
  const { component, size, labeled, uncertainty, mix } = cluster
  const mixWords = mix
    .slice(0, 3)
    .map(({ classId, share }) => `${looks.get(classId)?.name ?? '?'} ${wholePercent.format(share)}`)
    .join(', ')
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and points here (aria-activedescendant)
    <div
      role="option"
      id={`cluster-${component}`}
      className={styles.row}
      style={{ transform: `translateY(${top}px)`, height: clusterRowHeight }}
      data-component={component}
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={place + 1}
      title={mixWords || undefined}
    >
      <ClusterPicture component={component} size={48} />
      <span className={styles.text}>
        <span className={styles.line}>
          <span className={styles.name}>Cluster {component}</span>
          {move !== 0 && (
            <span className={styles.move} title={`Would move ${move < 0 ? 'up' : 'down'} when sorted anew`}>
              {move < 0 ? '↑' : '↓'}
              {Math.abs(move)}
            </span>
          )}
          <span className={styles.unsure}>{wholePercent.format(uncertainty)} unsure</span>
        </span>
        <span className={styles.detail}>
          {formatCounted(size, 'sample')}
          {labeled > 0 && <span> · {formatCount(labeled)} labeled</span>}
          <VisuallyHidden>{mixWords}</VisuallyHidden>
        </span>
        <MixBar mix={mix} />
      </span>
    </div>
  )
})

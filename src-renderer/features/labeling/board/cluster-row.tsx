import { memo } from 'react'
import type { ClusterView } from '../../../../src-main/contract/labeling.ts'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { useTexts } from '../../../lib/i18n.ts'
import { useClassLooks } from '../data/class-looks.ts'
import { formatShare } from '../logic/format-share.ts'
import { ClusterPicture } from './cluster-picture.tsx'
import styles from './cluster-row.module.css'
import { MixBar } from './mix-bar.tsx'

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
  const t = useTexts()
  const looks = useClassLooks()
  const { component, size, labeled, excluded, splitFrom, uncertainty, mix } = cluster
  const mixWords = mix
    .slice(0, 3)
    .map(({ classId, share }) => `${looks.get(classId)?.name ?? '?'} ${formatShare(share)}`)
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
          <span className={styles.name}>{t('labeling:board.cluster', { component })}</span>
          {move !== 0 && (
            <span
              className={styles.move}
              title={t(move < 0 ? 'labeling:board.wouldMoveUp' : 'labeling:board.wouldMoveDown')}
            >
              {move < 0 ? '↑' : '↓'}
              {Math.abs(move)}
            </span>
          )}
          <span className={styles.unsure}>
            {t('labeling:board.unsure', { share: formatShare(uncertainty) })}
          </span>
        </span>
        <span className={styles.detail}>
          {[
            t('samples', { count: size }),
            splitFrom !== null && t('labeling:board.splitFrom', { component: splitFrom }),
            labeled > 0 && t('labeling:board.labeled', { count: labeled }),
            excluded > 0 && t('labeling:board.excluded', { count: excluded }),
          ]
            .filter(Boolean)
            .join(' · ')}
          <VisuallyHidden>{mixWords}</VisuallyHidden>
        </span>
        <MixBar mix={mix} />
      </span>
    </div>
  )
})

import { CircleCheck } from 'lucide-react'
import type { SourcePreview } from '../../../src-main/contract/window.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { capitalised, formatCounted } from '../../lib/format.ts'
import { describeShape } from '../../lib/input-shape.ts'
import styles from './preview-line.module.css'

/** What was found in the source, or a placeholder while it is looked into. */
export function PreviewLine({ preview }: { preview: SourcePreview | undefined }) {
  if (!preview) return <Skeleton height="34px" />
  const { shape, total } = preview
  const [one, many] = shape.kind === 'image' ? ['image', 'images'] : ['row', 'rows']
  const counted = capitalised(`${many} are counted while importing`)
  return (
    <p className={styles.line} role="status">
      <CircleCheck size={16} className={styles.icon} aria-hidden="true" />
      {total === null ? counted : formatCounted(total, one, many)}
      {' · '}
      {describeShape(shape)}
      {shape.kind === 'vector' && shape.columns.length > 0 && (
        <span className={styles.columns} title={shape.columns.join(', ')}>
          {shape.columns.join(', ')}
        </span>
      )}
    </p>
  )
}

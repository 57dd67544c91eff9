import { CircleCheck } from 'lucide-react'
import type { InputShape } from '../../../src-main/contract/data.ts'
import type { SourcePreview } from '../../../src-main/contract/window.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { t } from '../../lib/i18n.ts'
import { describeShape } from '../../lib/input-shape.ts'
import styles from './preview-line.module.css'

/** What was found in the source, or a placeholder while it is looked into. */
export function PreviewLine({ preview }: { preview: SourcePreview | undefined }) {
  if (!preview) return <Skeleton height="34px" />
  const { shape, total } = preview
  return (
    <p className={styles.line} role="status">
      <CircleCheck size={16} className={styles.icon} aria-hidden="true" />
      {countWords(shape.kind, total)}
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

function countWords(kind: InputShape['kind'], total: number | null): string {
  if (kind === 'image') {
    return total === null ? t('data:preview.imagesUncounted') : t('data:preview.images', { count: total })
  }
  return total === null ? t('data:preview.rowsUncounted') : t('data:preview.rows', { count: total })
}

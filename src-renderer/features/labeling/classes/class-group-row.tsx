import { ChevronDown, ChevronRight } from 'lucide-react'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { formatCount } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import styles from './class-row.module.css'
import { indentOf } from './class-row.tsx'
import type { ClassTreeRow } from './logic/class-tree.ts'

export interface ClassGroupRowProps {
  row: Extract<ClassTreeRow, { kind: 'group' }>
  onToggle: () => void
}

/** A group of classes: opens and closes, and sums up what is in it. */
export function ClassGroupRow({ row, onToggle }: ClassGroupRowProps) {
  const { name, depth, classes, labeled, predicted, open } = row
  return (
    <div className={styles.row}>
      <button
        type="button"
        className={`${styles.main} ${styles.group}`}
        style={indentOf(depth)}
        aria-expanded={open}
        onClick={onToggle}
      >
        <span className={styles.key} aria-hidden="true">
          {open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        </span>
        <span className={styles.name} title={name}>
          {name}
          <span className={styles.classes}>
            <span aria-hidden="true">{formatCount(classes)}</span>
            <VisuallyHidden>, {t('classes:group.classes', { count: classes })}, </VisuallyHidden>
          </span>
        </span>
        <span className={styles.predicted}>
          {formatCount(labeled)}
          <VisuallyHidden> {t('classes:row.labeled')} </VisuallyHidden>
        </span>
        <span className={styles.predicted}>
          {formatCount(predicted)}
          <VisuallyHidden> {t('classes:row.guessed')}</VisuallyHidden>
        </span>
      </button>
      <span className={styles.noMenu} />
    </div>
  )
}

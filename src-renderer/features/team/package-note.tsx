import { Package } from 'lucide-react'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import styles from './package-note.module.css'

/** Says whose work this is, how much is left, and what becomes of it when it is done. */
export function PackageNote({ work }: { work: NonNullable<ProjectSummary['work']> }) {
  const labeling = useLive((live) => live.labeling)
  const left = labeling && labeling.samples - labeling.labeled - labeling.skipped - labeling.excluded
  return (
    <p className={styles.note}>
      <Package size={15} aria-hidden="true" />
      <span>{t('team:note.text', { name: work.annotator, project: work.projectName })}</span>
      {left !== null && (
        <strong>{left > 0 ? t('team:note.left', { count: left }) : t('team:note.done')}</strong>
      )}
    </p>
  )
}

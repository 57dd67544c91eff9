import type { ExportRequest } from '../../../src-main/contract/export.ts'
import { labelSources } from '../../../src-main/contract/labeling.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { formatCount, formatPercent } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import styles from './export-counts.module.css'
import type { ExportCountsQuery } from './use-export-counts.ts'

export interface ExportCountsProps {
  counts: ExportCountsQuery
  project: ProjectSummary
  request: ExportRequest
}

/** How many rows the export will have, by who gave the label and by part. */
export function ExportCounts({ counts, project, request }: ExportCountsProps) {
  if (counts.isError) return <ErrorNotice error={toErrorDocument(counts.error)} />
  if (!counts.data) return <Skeleton height="62px" />
  const { rows, bySource, parts, notices, duplicatesPending } = counts.data
  const { samples } = project
  const people = bySource.human + bySource.bulk
  if (rows === 0) {
    return (
      <p className={styles.none} role="status">
        {t(`export:counts.${whyNone(project, request)}`)}
      </p>
    )
  }
  return (
    <div className={styles.counts} role="status">
      <div className={styles.bar} aria-hidden="true">
        <span className={styles.people} style={{ width: `${(people / samples) * 100}%` }} />
        <span className={styles.model} style={{ width: `${(bySource.model / samples) * 100}%` }} />
      </div>
      <p>
        <strong>{formatCount(rows)}</strong>{' '}
        {t('export:counts.ofSamples', { count: samples, share: formatPercent(rows / samples) })}
      </p>
      <ul className={styles.sources}>
        {labelSources
          .filter((source) => request.sources.includes(source))
          .map((source) => (
            <li key={source}>
              <span className={source === 'model' ? styles.modelKey : styles.peopleKey} aria-hidden="true" />
              {t(`export:counts.${source}`, { count: bySource[source] })}
            </li>
          ))}
      </ul>
      {parts.length > 0 && (
        <ul className={styles.sources} aria-label={t('export:split.title')}>
          {parts.map((part) => (
            <li key={part.name}>{t('export:counts.part', { part: part.name, count: part.rows })}</li>
          ))}
        </ul>
      )}
      {duplicatesPending && <p className={styles.note}>{t('export:counts.duplicatesPending')}</p>}
      {notices.map((notice) => (
        <p key={notice} className={styles.note}>
          {notice}
        </p>
      ))}
    </div>
  )
}

function whyNone({ labels }: ProjectSummary, { filter, sources }: ExportRequest) {
  if (labels === 0) return 'nothing'
  if (Object.values(filter).some(Boolean)) return 'noneFits'
  return sources.includes('model') ? 'noneReaches' : 'nothing'
}

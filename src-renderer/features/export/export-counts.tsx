import { ErrorNotice } from '../../components/error-notice.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { formatCount, formatPercent } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import styles from './export-counts.module.css'
import type { ExportCountsQuery } from './use-export-counts.ts'

export interface ExportCountsProps {
  counts: ExportCountsQuery
  samples: number
  humansOnly: boolean
}

/** How many rows the export will have, by who gave the label. */
export function ExportCounts({ counts, samples, humansOnly }: ExportCountsProps) {
  if (counts.isError) return <ErrorNotice error={toErrorDocument(counts.error)} />
  if (!counts.data) return <Skeleton height="62px" />
  const { rows, bySource } = counts.data
  const people = bySource.human + bySource.bulk
  if (rows === 0) {
    return (
      <p className={styles.none} role="status">
        {t(humansOnly || people === 0 ? 'export:counts.nothing' : 'export:counts.noneReaches')}
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
        <li>
          <span className={styles.peopleKey} aria-hidden="true" />
          {t('export:counts.human', { count: bySource.human })}
        </li>
        <li>
          <span className={styles.peopleKey} aria-hidden="true" />
          {t('export:counts.bulk', { count: bySource.bulk })}
        </li>
        {!humansOnly && (
          <li>
            <span className={styles.modelKey} aria-hidden="true" />
            {t('export:counts.model', { count: bySource.model })}
          </li>
        )}
      </ul>
    </div>
  )
}

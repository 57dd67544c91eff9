import { ErrorNotice } from '../../components/error-notice.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { formatCount, formatPercent } from '../../lib/format.ts'
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
        {humansOnly || people === 0
          ? 'There is nothing to export yet: label some samples first.'
          : 'No label reaches this confidence.'}
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
        <strong>{formatCount(rows)}</strong> of {formatCount(samples)} samples (
        {formatPercent(rows / samples)})
      </p>
      <ul className={styles.sources}>
        <li>
          <span className={styles.peopleKey} aria-hidden="true" />
          {formatCount(bySource.human)} labeled one by one
        </li>
        <li>
          <span className={styles.peopleKey} aria-hidden="true" />
          {formatCount(bySource.bulk)} labeled in bulk
        </li>
        {!humansOnly && (
          <li>
            <span className={styles.modelKey} aria-hidden="true" />
            {formatCount(bySource.model)} by the model
          </li>
        )}
      </ul>
    </div>
  )
}

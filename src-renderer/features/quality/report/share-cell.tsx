import type { Interval } from '../../../../src-main/contract/quality.ts'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { formatRange, formatWholePercent } from '../../../lib/format.ts'
import styles from './share-cell.module.css'

export interface ShareCellProps {
  interval: Interval | null
  /** Why there is nothing to say. */
  unknown: string
  /** Draws the interval beside its numbers. */
  drawn?: boolean
}

/** A share with its interval in a table; a dash with its reason where nothing tells. */
export function ShareCell({ interval, unknown, drawn = false }: ShareCellProps) {
  if (!interval) {
    return (
      <span className={styles.none} title={unknown}>
        <span aria-hidden="true">–</span>
        <VisuallyHidden>{unknown}</VisuallyHidden>
      </span>
    )
  }
  const { value, low, high } = interval
  return (
    <span className={styles.cell}>
      {drawn && (
        <span className={styles.track} aria-hidden="true">
          <span
            className={styles.interval}
            style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }}
          />
          <span className={styles.point} style={{ left: `${value * 100}%` }} />
        </span>
      )}
      {/* With intervals this wide a decimal would promise what is not known. */}
      <span>{formatWholePercent(value)}</span>
      <span className={styles.bounds}>{formatRange(low, high)}</span>
    </span>
  )
}

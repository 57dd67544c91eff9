import type { CSSProperties } from 'react'
import { formatWholePercent } from '../lib/format.ts'
import styles from './interval-bar.module.css'

export interface IntervalBarProps {
  /** Shares in [0, 1]; null draws the scale alone. */
  interval: { value: number; low: number; high: number } | null
  target: number
  /** Left end of the scale; the right end is 1. */
  from: number
  size?: 's' | 'l'
  /** What it shows in words. */
  label: string
}

/** An interval on a scale up to 100 %, against a target; the point in it is only its middle. */
export function IntervalBar({ interval, target, from, size = 's', label }: IntervalBarProps) {
  const place = (share: number) =>
    `${(Math.max(0, Math.min(1, (share - from) / (1 - from))) * 100).toFixed(2)}%`
  // Marks at every tenth; a shorter scale is parted into five.
  const steps = from > 0.75 ? 5 : Math.round((1 - from) * 10)
  return (
    <div className={`${styles.bar} ${styles[size]}`} role="img" aria-label={label}>
      <span className={styles.track}>
        {interval && (
          <span
            className={styles.interval}
            data-met={interval.low >= target || undefined}
            style={
              { left: place(interval.low), right: `calc(100% - ${place(interval.high)})` } as CSSProperties
            }
          />
        )}
        {interval && <span className={styles.point} style={{ left: place(interval.value) }} />}
        <span className={styles.target} style={{ left: place(target) }} />
      </span>
      {size === 'l' && (
        <span className={styles.scale} aria-hidden="true">
          {Array.from({ length: steps + 1 }, (_, step) => from + ((1 - from) * step) / steps).map((share) => (
            <span key={share} style={{ left: place(share) }}>
              {formatWholePercent(share)}
            </span>
          ))}
        </span>
      )}
    </div>
  )
}

/** Where a scale begins that shows an interval and its target well: a whole tenth below both, at most 90 %. */
export function scaleStart(low: number | null, target: number): number {
  const least = Math.min(low ?? target, target)
  return Math.max(0, Math.min(0.9, Math.floor((least - 0.02) * 10) / 10))
}

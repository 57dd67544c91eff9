import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { isUnusual, type ProfilePoint, profilePoints, type SampleProfile } from './profile.ts'
import styles from './profile-chart.module.css'
import { pointWords } from './profile-words.ts'

const mostPoints = 200
const unitHeight = 100

/**
 * Many columns side by side, each between its least value (below) and its largest (above): the cluster as a band, the
 * sample as a line. Columns are read with the pointer or, while the chart has the focus, with the arrow keys.
 */
export function ProfileChart({ profile }: { profile: SampleProfile }) {
  const [pointed, setPointed] = useState<number | null>(null)
  const points = profilePoints(profile, mostPoints)
  const last = points.length - 1
  const at = pointed === null ? null : Math.min(pointed, last)

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const point = Math.floor(((event.clientX - left) / Math.max(1, width)) * points.length)
    setPointed(Math.min(last, Math.max(0, point)))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const here = at ?? 0
    const next: Record<string, number | undefined> = {
      ArrowLeft: at === null ? last : Math.max(0, here - 1),
      ArrowRight: at === null ? 0 : Math.min(last, here + 1),
      PageUp: Math.max(0, here - 10),
      PageDown: Math.min(last, here + 10),
      Home: 0,
      End: last,
    }
    const point = next[event.key]
    if (point === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    setPointed(point)
  }

  return (
    <div className={styles.chart}>
      <div
        role="slider"
        tabIndex={0}
        className={styles.plot}
        aria-label={t('sample:profile.reader')}
        aria-valuemin={1}
        aria-valuemax={points.length}
        aria-valuenow={(at ?? 0) + 1}
        aria-valuetext={pointWords(profile, points[at ?? 0])}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setPointed(null)}
        onBlur={() => setPointed(null)}
        onKeyDown={onKeyDown}
      >
        <svg
          viewBox={`0 0 ${points.length} ${unitHeight}`}
          preserveAspectRatio="none"
          className={styles.svg}
          aria-hidden="true"
        >
          <path className={styles.band} d={bandPath(points)} />
          <path className={styles.mean} d={linePath(points, (point) => point.cluster?.place)} />
          <path className={styles.line} d={linePath(points, (point) => point.place)} />
        </svg>
        {points.map(
          (point, index) =>
            hasUnusual(profile, point) && (
              <span
                key={point.from}
                className={styles.unusual}
                style={{ left: `${middle(index, points)}%`, bottom: `${100 * point.place}%` }}
              />
            ),
        )}
        {at !== null && (
          <>
            <span className={styles.cursor} style={{ left: `${middle(at, points)}%` }} />
            <span
              className={styles.dot}
              style={{ left: `${middle(at, points)}%`, bottom: `${100 * points[at].place}%` }}
            />
          </>
        )}
      </div>
      <p className={styles.reading}>
        {at === null ? t('sample:profile.hint') : pointWords(profile, points[at])}
      </p>
    </div>
  )
}

/** Only where a point is one column: the mean of several has no deviation to be judged by. */
function hasUnusual(profile: SampleProfile, { from, to }: ProfilePoint): boolean {
  return from === to && isUnusual(profile, from)
}

/** Percent of the width. */
function middle(index: number, points: ProfilePoint[]): number {
  return (100 * (index + 0.5)) / points.length
}

function linePath(points: ProfilePoint[], place: (point: ProfilePoint) => number | undefined): string {
  return points
    .flatMap((point, index) => {
      const height = place(point)
      return height === undefined ? [] : [`${index + 0.5} ${((1 - height) * unitHeight).toFixed(2)}`]
    })
    .map((at, index) => `${index === 0 ? 'M' : 'L'}${at}`)
    .join('')
}

/** Steps, so that a single column is as wide as its place. */
function bandPath(points: ProfilePoint[]): string {
  return points
    .flatMap(({ cluster }, index) => {
      if (!cluster) return []
      const top = ((1 - cluster.high) * unitHeight).toFixed(2)
      const bottom = ((1 - cluster.low) * unitHeight).toFixed(2)
      return [`M${index} ${top}h1V${bottom}h-1z`]
    })
    .join('')
}

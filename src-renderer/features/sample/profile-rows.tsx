import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef } from 'react'
import { VisuallyHidden } from '../../components/visually-hidden.tsx'
import { formatNumber } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { isUnusual, type ProfilePoint, profilePoints, type SampleProfile } from './profile.ts'
import styles from './profile-rows.module.css'
import { clusterWords, columnName } from './profile-words.ts'

const rowHeight = 27
const scrollKeys = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'])

/** A line for each column: name, value, cluster, and where both lie between the least and the largest value. */
export function ProfileRows({ profile }: { profile: SampleProfile }) {
  const scroll = useRef<HTMLDivElement>(null)
  const points = profilePoints(profile, Number.POSITIVE_INFINITY)
  const rows = useVirtualizer({
    count: points.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 0, height: 24 * rowHeight },
  })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { scrollHeight, clientHeight } = event.currentTarget
    if (scrollKeys.has(event.key) && scrollHeight > clientHeight) event.stopPropagation()
  }
  const items = rows.getVirtualItems()
  const above = items.at(0)?.start ?? 0
  const below = rows.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a scrolling region
    <div
      ref={scroll}
      className={styles.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled by keys
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div style={{ paddingTop: above, paddingBottom: below }}>
        <table className={styles.table} aria-rowcount={points.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{t('sample:profile.name')}</th>
              <th scope="col" className={styles.number}>
                {t('sample:profile.value')}
              </th>
              <th scope="col" className={styles.cluster}>
                {profile.cluster && t('sample:profile.cluster')}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ index }) => (
              <Row key={index} profile={profile} point={points[index]} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Row({ profile, point }: { profile: SampleProfile; point: ProfilePoint }) {
  const column = point.from
  const name = columnName(profile, column)
  const unusual = isUnusual(profile, column)
  return (
    <tr aria-rowindex={column + 2} data-unusual={unusual || undefined} style={{ height: rowHeight }}>
      <th scope="row" className={styles.name} title={name}>
        {name}
      </th>
      <td className={styles.number}>
        {formatNumber(profile.values[column])}
        {unusual && <VisuallyHidden>, {t('sample:profile.unusual')}</VisuallyHidden>}
      </td>
      <td className={styles.cluster}>
        <div className={styles.around}>
          <span className={styles.words}>{clusterWords(profile, column)}</span>
          <div className={styles.line} aria-hidden="true">
            {point.cluster && (
              <>
                <span
                  className={styles.band}
                  style={{
                    left: `${100 * point.cluster.low}%`,
                    width: `${100 * (point.cluster.high - point.cluster.low)}%`,
                  }}
                />
                <span className={styles.mean} style={{ left: `${100 * point.cluster.place}%` }} />
              </>
            )}
            <span className={styles.value} style={{ left: `${100 * point.place}%` }} />
          </div>
        </div>
      </td>
    </tr>
  )
}

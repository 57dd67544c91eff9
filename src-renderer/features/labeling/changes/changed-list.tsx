import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { Changes } from '../../../../src-main/contract/labeling.ts'
import { VisuallyHidden } from '../../../components/visually-hidden.tsx'
import { t } from '../../../lib/i18n.ts'
import { SampleFace } from '../../sample/sample-face.tsx'
import { useClassLooks } from '../data/class-looks.ts'
import { LabelChip } from '../label-chip.tsx'
import styles from './changed-list.module.css'

type Row = Changes['samples'][number]

const rowHeight = 52

export interface ChangedListProps {
  total: number
  /** Those that are there, from the first on. */
  rows: readonly Row[]
  /** More are looked at than there are. */
  onEnd: () => void
}

/** Samples with their guess before and now; only the rows in sight exist. */
export function ChangedList({ total, rows, onEnd }: ChangedListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length) onEnd()
  }, [last, rows.length, onEnd])
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled by keys
      tabIndex={0}
    >
      <ul
        className={styles.rows}
        style={{ height: virtual.getTotalSize() }}
        aria-label={t('labeling:changes.rows')}
      >
        {items.map(({ index, start }) => (
          <li
            key={index}
            className={styles.row}
            style={{ transform: `translateY(${start}px)`, height: rowHeight }}
            aria-setsize={total}
            aria-posinset={index + 1}
          >
            {rows[index] && <Changed row={rows[index]} />}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Changed({ row: { sample, before } }: { row: Row }) {
  const looks = useClassLooks()
  const { guess } = sample
  const was = before && looks.get(before.classId)
  const is = guess && looks.get(guess.classId)
  return (
    <>
      <span className={styles.picture}>
        <SampleFace id={sample.id} view={sample} />
      </span>
      <bdi className={styles.name}>{sample.externalId}</bdi>
      <span className={styles.guess}>
        <VisuallyHidden>{`${t('labeling:changes.before')}: `}</VisuallyHidden>
        {was && before ? (
          <LabelChip look={was} by="model" confidence={before.confidence} size="m" />
        ) : (
          <span className={styles.none}>{t('labeling:changes.noneBefore')}</span>
        )}
      </span>
      <span aria-hidden="true">{'→'}</span>
      <span className={styles.guess}>
        <VisuallyHidden>{`${t('labeling:changes.after')}: `}</VisuallyHidden>
        {is && guess && <LabelChip look={is} by="model" confidence={guess.confidence} size="m" />}
      </span>
    </>
  )
}

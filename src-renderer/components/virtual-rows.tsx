import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import styles from './virtual-rows.module.css'

export interface VirtualRowsProps {
  label: string
  count: number
  /** Pixels; every row has the same. */
  rowHeight: number
  /** Pixels; the list is as high as its rows up to this. */
  maxHeight: number
  render: (index: number) => ReactNode
}

/** A long list of which only the rows in sight exist. */
export function VirtualRows({ label, count, rowHeight, maxHeight, render }: VirtualRowsProps) {
  const scrollRef = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  return (
    <div
      ref={scrollRef}
      className={styles.scroll}
      style={{ maxHeight }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled by keys
      tabIndex={0}
    >
      <ul className={styles.inner} style={{ height: rows.getTotalSize() }} aria-label={label}>
        {rows.getVirtualItems().map((row) => (
          <li
            key={row.key}
            aria-setsize={count}
            aria-posinset={row.index + 1}
            className={styles.row}
            style={{ height: rowHeight, transform: `translateY(${row.start}px)` }}
          >
            {render(row.index)}
          </li>
        ))}
      </ul>
    </div>
  )
}

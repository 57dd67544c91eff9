import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { t } from '../../../lib/i18n.ts'
import { ClassGroupRow } from './class-group-row.tsx'
import styles from './class-list.module.css'
import { ClassRow } from './class-row.tsx'
import type { ClassTreeRow } from './logic/class-tree.ts'

/** Longer lists exist only where they are in sight. */
const wholeUpTo = 60
/** Pixels; as in class-row.module.css. */
const rowHeight = 28

export interface ClassListProps {
  rows: readonly ClassTreeRow[]
  /** There is only one class. */
  alone: boolean
  onToggleGroup: (key: string) => void
}

/** Classes and their groups, one line each. */
export function ClassList(props: ClassListProps) {
  if (props.rows.length > wholeUpTo) return <LongList {...props} />
  return (
    <ul className={styles.list} aria-label={t('classes:pane.title')}>
      {props.rows.map((row) => (
        <li key={row.key}>
          <Row {...props} row={row} />
        </li>
      ))}
    </ul>
  )
}

function LongList(props: ClassListProps) {
  const { rows } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index].key,
    overscan: 8,
  })
  return (
    <div ref={scroller} className={styles.list}>
      <ul
        className={styles.inner}
        style={{ height: virtual.getTotalSize() }}
        aria-label={t('classes:pane.title')}
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => (
          <li
            key={key}
            className={styles.placed}
            style={{ transform: `translateY(${start}px)` }}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
          >
            <Row {...props} row={rows[index]} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Row({ row, alone, onToggleGroup }: Omit<ClassListProps, 'rows'> & { row: ClassTreeRow }) {
  return row.kind === 'group' ? (
    <ClassGroupRow row={row} onToggle={() => onToggleGroup(row.key)} />
  ) : (
    <ClassRow entry={row.entry} depth={row.depth} alone={alone} />
  )
}

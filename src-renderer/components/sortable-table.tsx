import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { t } from '../lib/i18n.ts'
import { Button } from './button.tsx'
import { pressHeading, type SortOrder, type SortValue, sortRows } from './sort-rows.ts'
import styles from './sortable-table.module.css'

export interface TableColumn<Row> {
  key: string
  title: string
  /** What the column means, in a tooltip of its heading. */
  hint?: string
  /** Words stand at the left and start from A; numbers at the right and start from the largest. */
  kind: 'words' | 'number'
  value: (row: Row) => SortValue
  render: (row: Row) => ReactNode
}

export interface SortableTableProps<Row> {
  /** Name for assistive technology. */
  label: string
  rows: readonly Row[]
  columns: readonly TableColumn<Row>[]
  rowKey: (row: Row) => string | number
  start: SortOrder
  /** Rows shown before somebody asks for all of them. */
  limit?: number
}

/** A table that can be sorted by each of its columns. */
export function SortableTable<Row>({
  label,
  rows,
  columns,
  rowKey,
  start,
  limit = Number.POSITIVE_INFINITY,
}: SortableTableProps<Row>) {
  const [order, setOrder] = useState(start)
  const [whole, setWhole] = useState(false)
  const sorted = useMemo(() => {
    const column = columns.find(({ key }) => key === order.by)
    return column ? sortRows(rows, column.value, order.descending) : rows
  }, [rows, columns, order])
  const shown = whole ? sorted : sorted.slice(0, limit)

  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, title, hint, kind }) => {
              const active = order.by === key
              const Arrow = order.descending ? ArrowDown : ArrowUp
              return (
                <th
                  key={key}
                  scope="col"
                  data-kind={kind}
                  aria-sort={active ? (order.descending ? 'descending' : 'ascending') : undefined}
                >
                  <button
                    type="button"
                    className={styles.heading}
                    title={hint}
                    onClick={() => setOrder(pressHeading(order, key, kind === 'number'))}
                  >
                    <span>{title}</span>
                    <span className={styles.arrow}>{active && <Arrow size={12} aria-hidden="true" />}</span>
                  </button>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, kind, render }, place) =>
                place === 0 ? (
                  <th key={key} scope="row" data-kind={kind}>
                    {render(row)}
                  </th>
                ) : (
                  <td key={key} data-kind={kind}>
                    {render(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > limit && (
        <div className={styles.more}>
          <Button variant="ghost" size="s" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? t('table.showFirst', { count: limit }) : t('table.showAll', { count: rows.length })}
          </Button>
        </div>
      )}
    </div>
  )
}

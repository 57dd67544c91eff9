import type { ReactNode } from 'react'
import styles from './matrix-table.module.css'

export interface MatrixCell {
  text: string
  /** How strongly it is tinted, in [0, 1]. */
  share: number
  /** Tinted as a mistake. */
  wrong?: boolean
  /** What it says, for assistive technology and as a tooltip. */
  words: string
  onOpen?: () => void
}

export interface MatrixTableProps {
  label: string
  /** Heading of the rows, and what the columns are. */
  rowsAre: string
  columnsAre: string
  columns: readonly { key: number | string; name: ReactNode; title: string }[]
  rows: readonly {
    key: number
    name: ReactNode
    total: string
    cells: readonly (MatrixCell | null)[]
  }[]
  /** Heading of the totals. */
  totalIs: string
}

/** Rows against columns with a number in each cell; tints only help the eye. */
export function MatrixTable({ label, rowsAre, columnsAre, columns, rows, totalIs }: MatrixTableProps) {
  return (
    <section
      className={styles.frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than its frame is scrolled by keys
      tabIndex={0}
      aria-label={label}
    >
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            <td />
            <th scope="colgroup" colSpan={columns.length} className={styles.are}>
              {columnsAre}
            </th>
            <td />
          </tr>
          <tr>
            <th scope="col" className={styles.are}>
              {rowsAre}
            </th>
            {columns.map(({ key, name, title }) => (
              <th key={key} scope="col" className={styles.column} title={title}>
                <span>{name}</span>
              </th>
            ))}
            <th scope="col" className={styles.are}>
              {totalIs}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, total, cells }) => (
            <tr key={key}>
              <th scope="row" className={styles.name}>
                {name}
              </th>
              {cells.map((cell, c) => (
                <td key={columns[c].key} className={styles.cell}>
                  {cell && <Cell {...cell} />}
                </td>
              ))}
              <td className={styles.total}>{total}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ text, share, wrong = false, words, onOpen }: MatrixCell) {
  const look = {
    className: styles.fill,
    style: { '--share': `${Math.round(share * 100)}%` } as React.CSSProperties,
    'data-wrong': wrong ? '' : undefined,
    'data-strong': share > 0.5 ? '' : undefined,
    title: words,
  }
  return onOpen ? (
    <button type="button" {...look} aria-label={words} onClick={onOpen}>
      {text}
    </button>
  ) : (
    <span {...look}>{text}</span>
  )
}

import type { ChangedCell } from '../../../src-main/contract/snapshots.ts'

/** Rows on one page of the matrix. */
export const classesPerPage = 20
/** Columns beside each other; the page says where there are more. */
const mostColumns = 60

export interface ChangeRow {
  from: number | null
  count: number
  /** By the class it became. */
  cells: ReadonlyMap<number | null, ChangedCell & { share: number }>
}

export interface ChangeView {
  columns: (number | null)[]
  rows: ChangeRow[]
  /** Classes that fewest samples became, for which there is no column. */
  columnsLeftOut: number
  /** Rows there are on all pages. */
  total: number
}

/**
 * A page of the matrix of what was one class and became another, classes with the most changes first. Where only
 * `changes` are asked for, what stayed the same is left out.
 */
export function changeView(
  cells: readonly ChangedCell[],
  { onlyChanges, first }: { onlyChanges: boolean; first: number },
): ChangeView {
  const shown = onlyChanges ? cells.filter(({ from, to }) => from !== to) : cells
  const weights = new Map<number | null, number>()
  for (const { from, to, count } of cells) {
    if (from !== to) weights.set(from, (weights.get(from) ?? 0) + count)
  }
  const rowIds = [...new Set(shown.map(({ from }) => from))].sort(
    (a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || (a ?? 0) - (b ?? 0),
  )
  const pageIds = rowIds.slice(first, first + classesPerPage)
  const rows = pageIds.map((from): ChangeRow => {
    const own = shown.filter((cell) => cell.from === from)
    const count = own.reduce((sum, cell) => sum + cell.count, 0)
    return {
      from,
      count,
      cells: new Map(own.map((cell) => [cell.to, { ...cell, share: cell.count / count }])),
    }
  })
  const incoming = new Map<number | null, number>()
  for (const { cells: own } of rows) {
    for (const [to, { count }] of own) incoming.set(to, (incoming.get(to) ?? 0) + count)
  }
  const becameIds = [...incoming.keys()].sort(
    (a, b) => (incoming.get(b) ?? 0) - (incoming.get(a) ?? 0) || (a ?? 0) - (b ?? 0),
  )
  const columns = becameIds.slice(0, mostColumns)
  return { columns, columnsLeftOut: becameIds.length - columns.length, rows, total: rowIds.length }
}

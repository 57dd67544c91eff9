import type { ImportProblem, tableFormats } from '../contract/data.ts'
import type { ColumnLook } from './column-look.ts'

/** A cell of a table: bytes are Uint8Array, lists of numbers the other arrays; null where there is nothing. */
export type Cell = string | number | bigint | boolean | Date | Uint8Array | Float32Array | Float64Array | null

export interface TableRow {
  /** As many as there are columns. */
  cells: Cell[]
  /** Its number, as {@link Table.rowWord} counts. */
  row: number
}

/** A table of any format, its beginning known and its rows still to be read. */
export interface Table {
  path: string
  format: (typeof tableFormats)[number]
  /** What its rows are called where something is wrong with one of them. */
  rowWord: RowWord
  /** All columns in their order, as the first rows show them. */
  looks: ColumnLook[]
  /** Numbers in cells that are text are written as 1,5. */
  decimalComma: boolean
  total: number | null
  notices: ImportProblem[]
  /** Rows in their order, some at a time; what is found out on the way goes to `notice`. */
  rows(notice: (notice: ImportProblem) => void): AsyncIterable<readonly TableRow[]>
}

/** `row`: as spreadsheets count, with the header as row 1; `line`: of the file, from 1; `index`: of the row, from 0. */
export type RowWord = 'row' | 'line' | 'index'

/** Longest name of a column, an id or a class, in characters. */
export const nameLimit = 1000
/** Longest vector the model takes; the same as in the contract's InputShape. */
export const columnLimit = 65_536
/** How much of the beginning of a table decides on its columns. */
export const probeBytes = 1024 * 1024
export const probeRows = 200

/** What a cell says, as text. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell
  if (cell === null) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString()
  if (cell instanceof Uint8Array) return ''
  if (typeof cell === 'object') return `[${Array.from(cell).join(', ')}]`
  return String(cell)
}

/** `column "width"`, or its number where it has no name. */
export function columnPlace(names: readonly string[], position: number): string {
  const name = names[position] ?? ''
  return name === '' ? `column ${position + 1}` : `column "${name}"`
}

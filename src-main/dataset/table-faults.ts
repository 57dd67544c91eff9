import { FewlabelError } from '../contract/errors.ts'
import { shortened } from './column-roles.ts'
import { isMissing } from './csv-number.ts'
import { type Cell, cellText, columnPlace, type RowWord } from './table.ts'

/*
 * What can be wrong with the rows of a table, told with row and column.
 */

/** Where a cell stands, or should stand. */
export interface CellPlace {
  path: string
  names: readonly string[]
  /** Of the column, from 0. */
  position: number
  row: number
  rowWord: RowWord
}

/** `row 3`; where rows have no numbers of their own, `row 3 (from 0)`. */
export function rowName(row: number, word: RowWord): string {
  return word === 'index' ? `row ${row} (from 0)` : `${word} ${row}`
}

function faultAt(
  { path, names, position, row, rowWord }: CellPlace,
  message: (row: string) => string,
  details: { expected: string; found: string; remedy: string },
): FewlabelError {
  const name = rowName(row, rowWord)
  const place = `${name}, ${columnPlace(names, position)}`
  const start = name.slice(0, 1).toUpperCase() + name.slice(1)
  return new FewlabelError('source-damaged', message(start), { file: path, place, ...details })
}

export function ragged(
  place: Omit<CellPlace, 'position'>,
  cells: number,
  remedyForLong = 'Remove what is too much, or put cells that contain the delimiter in quotes.',
): FewlabelError {
  const { names, path } = place
  const short = cells < names.length
  const at = { ...place, position: Math.min(cells, names.length) }
  return faultAt(at, (row) => `${row} of "${path}" is too ${short ? 'short' : 'long'}.`, {
    expected: `${names.length} cells, as in the header`,
    found: `${cells} cells`,
    remedy: short ? 'Complete the row.' : remedyForLong,
  })
}

export function notNumeric(place: CellPlace, cell: Cell): FewlabelError {
  const text = cellText(cell)
  const gap = cell === null || isMissing(text)
  const column = columnPlace(place.names, place.position)
  const what = gap ? 'has a gap in' : 'has no number in'
  return faultAt(place, (row) => `${row} of "${place.path}" ${what} ${column}.`, {
    expected: 'a number, as in the rows before',
    found: shown(cell),
    remedy: gap
      ? 'Fill the gap, or remove the row or the column.'
      : 'Correct the cell, or remove the column.',
  })
}

/** @param length numbers that the lists of the other rows have */
export function badList(
  place: CellPlace,
  cell: Cell,
  list: ArrayLike<number> | null,
  length: number,
): FewlabelError {
  const numbers = list === null ? null : list.length
  return faultAt(place, (row) => `${row} of "${place.path}" has no embedding like the others.`, {
    expected: `a list of ${length.toLocaleString('en-US')} numbers, as in the rows before`,
    found:
      numbers === null
        ? shown(cell)
        : numbers === length
          ? 'one that is no number, or too large'
          : `${numbers.toLocaleString('en-US')} numbers`,
    remedy:
      'Correct the cell, or remove the row. Lists that were shortened with dots have to be written in full.',
  })
}

export function badId(place: CellPlace, cell: string): FewlabelError {
  const message = (row: string) =>
    cell === '' ? `${row} of "${place.path}" has no id.` : `The id "${cell}" occurs twice in "${place.path}".`
  return faultAt(place, message, {
    expected: 'an id of its own for every row',
    found: cell === '' ? 'an empty cell' : `"${cell}" again`,
    remedy: 'Correct the id, or use the column as something else.',
  })
}

export function longCell(place: CellPlace, cell: string, limit: number): FewlabelError {
  const column = columnPlace(place.names, place.position)
  return faultAt(place, (row) => `${row} of "${place.path}" has too long a name in ${column}.`, {
    expected: `at most ${limit.toLocaleString('en-US')} characters in an id, a class or a person's name`,
    found: `${cell.length.toLocaleString('en-US')}, beginning "${shortened(cell, 40)}"`,
    remedy: 'Correct the cell, or choose another column.',
  })
}

function shown(cell: Cell): string {
  if (cell === null || cell === '') return 'an empty cell'
  if (cell instanceof Uint8Array) return 'bytes'
  return typeof cell === 'string' ? `"${shortened(cell, 80)}"` : shortened(cellText(cell), 80)
}

import type { CsvError } from 'csv-parse'
import { FewlabelError } from '../contract/errors.ts'
import { shortened } from './column-roles.ts'
import { columnPlace, nameLimit } from './csv-layout.ts'
import { isMissing } from './csv-number.ts'

/*
 * What can be wrong with the rows of a table, told with row and column.
 */

/** Where a cell stands, or should stand. */
export interface CellPlace {
  path: string
  header: string[]
  /** Of the column, from 0. */
  position: number
  row: number
}

function faultAt(
  { path, header, position, row }: CellPlace,
  message: string,
  details: { expected: string; found: string; remedy: string },
): FewlabelError {
  const place = `row ${row}, ${columnPlace(header, position)}`
  return new FewlabelError('source-damaged', message, { file: path, place, ...details })
}

export function ragged(path: string, header: string[], cells: string[], row: number): FewlabelError {
  const short = cells.length < header.length
  const place = { path, header, position: Math.min(cells.length, header.length), row }
  return faultAt(place, `Row ${row} of "${path}" is too ${short ? 'short' : 'long'}.`, {
    expected: `${header.length} cells, as in the header`,
    found: `${cells.length} cells`,
    remedy: short
      ? 'Complete the row.'
      : 'Remove what is too much, or put cells that contain the delimiter in quotes.',
  })
}

export function notNumeric(place: CellPlace, cell: string): FewlabelError {
  const gap = isMissing(cell)
  const column = columnPlace(place.header, place.position)
  const what = gap ? 'has a gap in' : 'has no number in'
  return faultAt(place, `Row ${place.row} of "${place.path}" ${what} ${column}.`, {
    expected: 'a number, as in the rows before',
    found: cell === '' ? 'an empty cell' : `"${cell.slice(0, 80)}"`,
    remedy: gap
      ? 'Fill the gap, or remove the row or the column.'
      : 'Correct the cell, or remove the column.',
  })
}

/** @param length numbers that the lists of the other rows have */
export function badList(
  place: CellPlace,
  cell: string,
  list: Float32Array | null,
  length: number,
): FewlabelError {
  const noList = cell === '' ? 'an empty cell' : `"${shortened(cell, 80)}"`
  return faultAt(place, `Row ${place.row} of "${place.path}" has no embedding like the others.`, {
    expected: `a list of ${length.toLocaleString('en-US')} numbers, as in the rows before`,
    found: list !== null ? `${list.length.toLocaleString('en-US')} numbers` : noList,
    remedy:
      'Correct the cell, or remove the row. Lists that were shortened with dots have to be written in full.',
  })
}

export function badId(place: CellPlace, cell: string): FewlabelError {
  const { path, row } = place
  const message =
    cell === '' ? `Row ${row} of "${path}" has no id.` : `The id "${cell}" occurs twice in "${path}".`
  return faultAt(place, message, {
    expected: 'an id of its own for every row',
    found: cell === '' ? 'an empty cell' : `"${cell}" again`,
    remedy: 'Correct the id, or import without an id column.',
  })
}

export function longCell(place: CellPlace, cell: string): FewlabelError {
  const column = columnPlace(place.header, place.position)
  return faultAt(place, `Row ${place.row} of "${place.path}" has too long a name in ${column}.`, {
    expected: `at most ${nameLimit.toLocaleString('en-US')} characters in an id or a class`,
    found: `${cell.length.toLocaleString('en-US')}, beginning "${shortened(cell, 40)}"`,
    remedy: 'Correct the cell, or choose another column.',
  })
}

export function malformed(path: string, error: CsvError): FewlabelError {
  return new FewlabelError(
    'source-damaged',
    `"${path}" is not well-formed CSV.`,
    {
      file: path,
      // The row that was begun; the parser's own line is where it gave up, often far below.
      place: `row ${Number(error.records ?? 0) + Number(error.empty_lines ?? 0) + 1}`,
      expected: 'quotes in pairs, around whole cells, doubled inside them',
      found: error.message.replace(/ at line.*/, ''),
      remedy: 'Correct the quotes, or save the file again from a spreadsheet.',
    },
    { cause: error },
  )
}

import type { CsvError } from 'csv-parse'
import { FewlabelError } from '../contract/errors.ts'
import { type CsvLayout, columnPlace, nameLimit } from './csv-layout.ts'
import { isMissing } from './csv-number.ts'
import { shortened } from './csv-roles.ts'

/*
 * What can be wrong with the rows of a table, told with row and column.
 */

export function ragged(path: string, header: string[], cells: string[], row: number): FewlabelError {
  const short = cells.length < header.length
  const place = columnPlace(header, Math.min(cells.length, header.length))
  return new FewlabelError(
    'source-damaged',
    short ? `Row ${row} of "${path}" is too short.` : `Row ${row} of "${path}" is too long.`,
    {
      file: path,
      place: `row ${row}, ${place}`,
      expected: `${header.length} cells, as in the header`,
      found: `${cells.length} cells`,
      remedy: short
        ? 'Complete the row.'
        : 'Remove what is too much, or put cells that contain the delimiter in quotes.',
    },
  )
}

export function notNumeric(
  path: string,
  header: string[],
  position: number,
  cell: string,
  row: number,
): FewlabelError {
  const place = columnPlace(header, position)
  const gap = isMissing(cell)
  return new FewlabelError(
    'source-damaged',
    gap
      ? `Row ${row} of "${path}" has a gap in ${place}.`
      : `Row ${row} of "${path}" has no number in ${place}.`,
    {
      file: path,
      place: `row ${row}, ${place}`,
      expected: 'a number, as in the rows before',
      found: cell === '' ? 'an empty cell' : `"${cell.slice(0, 80)}"`,
      remedy: gap
        ? 'Fill the gap, or remove the row or the column.'
        : 'Correct the cell, or remove the column.',
    },
  )
}

export function badList(
  path: string,
  { header, embedding }: CsvLayout,
  cells: string[],
  list: Float32Array | null,
  row: number,
): FewlabelError {
  const { position, length } = embedding ?? { position: 0, length: 0 }
  const place = columnPlace(header, position)
  const cell = cells[position]
  return new FewlabelError('source-damaged', `Row ${row} of "${path}" has no embedding like the others.`, {
    file: path,
    place: `row ${row}, ${place}`,
    expected: `a list of ${length.toLocaleString('en-US')} numbers, as in the rows before`,
    found:
      list !== null
        ? `${list.length.toLocaleString('en-US')} numbers`
        : cell === ''
          ? 'an empty cell'
          : `"${shortened(cell, 80)}"`,
    remedy:
      'Correct the cell, or remove the row. Lists that were shortened with dots have to be written in full.',
  })
}

export function badId(
  path: string,
  header: string[],
  position: number,
  cell: string,
  row: number,
): FewlabelError {
  const place = columnPlace(header, position)
  return new FewlabelError(
    'source-damaged',
    cell === '' ? `Row ${row} of "${path}" has no id.` : `The id "${cell}" occurs twice in "${path}".`,
    {
      file: path,
      place: `row ${row}, ${place}`,
      expected: 'an id of its own for every row',
      found: cell === '' ? 'an empty cell' : `"${cell}" again`,
      remedy: 'Correct the id, or import without an id column.',
    },
  )
}

export function longCell(
  path: string,
  header: string[],
  position: number,
  cell: string,
  row: number,
): FewlabelError {
  const place = columnPlace(header, position)
  return new FewlabelError('source-damaged', `Row ${row} of "${path}" has too long a name in ${place}.`, {
    file: path,
    place: `row ${row}, ${place}`,
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

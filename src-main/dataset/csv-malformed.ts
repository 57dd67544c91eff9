import type { CsvError } from 'csv-parse'
import { FewlabelError } from '../contract/errors.ts'

/** What csv-parse found wrong, with the row that was begun. */
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

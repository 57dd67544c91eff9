import { parse } from 'csv-parse/sync'
import { FewlabelError } from '../contract/errors.ts'
import { readBeginning } from './byte-reader.ts'
import { hasPoint, isNumber } from './csv-number.ts'
import { columnLimit, probeBytes, probeRows } from './table.ts'

export interface CsvLayout {
  delimiter: string
  /** Numbers are written as 1,5. */
  decimalComma: boolean
  /** All column names, in order. */
  header: string[]
  /** The first rows. */
  body: string[][]
}

/**
 * Looks at the beginning of a CSV file and decides how to read it.
 *
 * - Delimiter: of comma, semicolon, tab and bar the one with which the rows agree best with the header.
 * - Numbers have a decimal comma if the delimiter is another one and the cells show commas but no points.
 *
 * @throws FewlabelError — `source-empty` without data rows, `source-unsupported` for text that is not UTF-8 or too
 * many columns, `source-damaged` for a missing header
 */
export async function readCsvLayout(path: string): Promise<CsvLayout> {
  const beginning = await readBeginning(path, probeBytes)
  const text = asText(path, beginning)
  const { delimiter, rows } = splitBest(text)
  const [header = [], ...body] = rows
  if (body.length === 0 && beginning.length === probeBytes) throw overlong(path, header)
  if (header.length === 0 || body.length === 0) {
    throw new FewlabelError('source-empty', `"${path}" holds no data.`, {
      file: path,
      expected: 'a header row with column names, and at least one row of data',
      found: header.length === 0 ? 'no rows' : 'a header row alone',
      remedy: 'Choose a file with data.',
    })
  }
  checkHeader(path, header)
  const cells = body.flat()
  const decimalComma =
    delimiter !== ',' &&
    !cells.some(hasPoint) &&
    cells.some((cell) => cell.includes(',') && isNumber(cell, true))
  return { delimiter, decimalComma, header, body }
}

function overlong(path: string, header: string[]): FewlabelError {
  return new FewlabelError('source-unsupported', `The first rows of "${path}" are too long.`, {
    file: path,
    place: header.length === 0 ? 'row 1' : 'row 2',
    expected: `the end of the row within the first ${probeBytes.toLocaleString('en-US')} bytes of the file`,
    found: 'a row that goes on',
    remedy: 'Check that quotes come in pairs and rows end with line breaks, or reduce the number of columns.',
  })
}

function asText(path: string, bytes: Uint8Array): string {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (wide || bytes.includes(0)) {
    throw new FewlabelError('source-unsupported', `"${path}" is not a text file in UTF-8.`, {
      file: path,
      expected: 'CSV as UTF-8 text',
      found: wide ? 'UTF-16 text' : 'binary data',
      remedy: wide ? 'Save it as UTF-8.' : 'Choose a CSV file.',
    })
  }
  // Wrong bytes are found and placed while the rows are read; here they must not stop the probe.
  const text = new TextDecoder().decode(bytes)
  return bytes.length < probeBytes ? text : text.slice(0, text.lastIndexOf('\n') + 1)
}

function splitBest(text: string): { delimiter: string; rows: string[][] } {
  let best = { delimiter: ',', rows: split(text, ',') }
  let bestScore = score(best.rows)
  for (const delimiter of [';', '\t', '|']) {
    const rows = split(text, delimiter)
    const rowsScore = score(rows)
    if (rowsScore > bestScore) {
      best = { delimiter, rows }
      bestScore = rowsScore
    }
  }
  return best
}

/** The first rows; what cannot be parsed ends them, to be reported when the file is read in earnest. */
function split(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  try {
    parse(text, {
      delimiter,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: probeBytes,
      to: probeRows + 1,
      on_record: (row: string[]) => {
        if (row.some((cell) => cell !== '')) rows.push(row)
        return null
      },
    })
  } catch {
    // The rows before the fault are what there is to go by.
  }
  return rows
}

/** Share of rows as wide as the header, plus share of numbers among their cells; a single column scores nothing. */
function score([header, ...body]: string[][]): number {
  if (header === undefined || header.length < 2) return 0
  if (body.length === 0) return 1
  const cells = body.flat()
  const agreeing = body.filter((row) => row.length === header.length).length / body.length
  const numbers = cells.filter((cell) => isNumber(cell, false) || isNumber(cell, true)).length / cells.length
  return 1 + agreeing + numbers
}

function checkHeader(path: string, header: string[]): void {
  if (header.length > columnLimit) {
    throw new FewlabelError('source-unsupported', `"${path}" has too many columns.`, {
      file: path,
      expected: `at most ${columnLimit.toLocaleString('en-US')} columns`,
      found: header.length.toLocaleString('en-US'),
      remedy: 'Reduce the number of columns first.',
    })
  }
  if (header.filter((name) => isNumber(name, false)).length > header.length / 2) {
    throw new FewlabelError('source-damaged', `"${path}" has no header row.`, {
      file: path,
      place: 'row 1',
      expected: 'column names',
      found: `mostly numbers: ${header.slice(0, 8).join(', ')}`,
      remedy: 'Add a first row with the names of the columns.',
    })
  }
}

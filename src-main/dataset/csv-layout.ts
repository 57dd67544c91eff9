import { parse } from 'csv-parse/sync'
import type { ColumnRole, ImportProblem, SourceColumn } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { readBeginning } from './byte-reader.ts'
import type { ColumnLook, Contents } from './column-look.ts'
import { assignRoles, type RoleRequest } from './column-roles.ts'
import { parseList } from './csv-list.ts'
import { hasPoint, isMissing, isNumber } from './csv-number.ts'

/** How much of the file's beginning decides on delimiter and columns. */
const probeBytes = 1024 * 1024
const probeRows = 200
/** Longest name of a column, an id or a class, in characters. */
export const nameLimit = 1000
/** Longest vector the model takes; the same as in the contract's InputShape. */
const columnLimit = 65_536

export interface CsvLayout {
  delimiter: string
  /** Numbers are written as 1,5. */
  decimalComma: boolean
  /** All column names, in order. */
  header: string[]
  /** What each of them is used for. */
  columns: SourceColumn[]
  /** Positions of the columns that make up the vector; none where there is an embedding. */
  numeric: number[]
  /** The column with the whole vector, and how many numbers its first cell holds. */
  embedding: { position: number; length: number } | null
  id: number | null
  truth: number | null
  text: number | null
  /** Positions of the columns that are kept for people to read. */
  fields: number[]
  /** Columns that were left out, and why. */
  notices: ImportProblem[]
}

/**
 * Looks at the beginning of a CSV file and decides how to read it.
 *
 * - Delimiter: of comma, semicolon, tab and bar the one with which the rows agree best with the header.
 * - Numbers have a decimal comma if the delimiter is another one and the cells show commas but no points.
 * - A column is numeric if its first cell is (cells that are empty or NaN are skipped over when deciding, so that a
 *   gap in the first row is reported as a gap and does not silently cost the column). See `assignRoles` for what
 *   columns are used for.
 *
 * @throws FewlabelError — `source-empty` without data rows, `source-unsupported` for text that is not UTF-8 or too
 * many columns, `source-damaged` for a missing or ambiguous header or nothing numeric at all, and as `assignRoles`
 */
export async function readCsvLayout(path: string, request: RoleRequest): Promise<CsvLayout> {
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
  const columns = assignRoles(path, looksOf(header, body, decimalComma), request)
  const having = (role: ColumnRole) =>
    [...columns.keys()].filter((position) => columns[position].role === role)
  const [embedding] = having('embedding')
  const numeric = having('feature')
  if (embedding === undefined && numeric.length === 0) throw nothingNumeric(path, header, columns)
  return {
    delimiter,
    decimalComma,
    header,
    columns,
    numeric,
    embedding:
      embedding === undefined
        ? null
        : { position: embedding, length: listLength(path, header, body, embedding) },
    id: having('id')[0] ?? null,
    truth: having('truth')[0] ?? null,
    text: having('text')[0] ?? null,
    fields: having('field'),
    notices: columns.flatMap(({ reason }, position) =>
      reason === null
        ? []
        : [{ file: path, place: columnPlace(header, position), reason: `the column is left out: ${reason}` }],
    ),
  }
}

function looksOf(header: string[], body: string[][], decimalComma: boolean): ColumnLook[] {
  return header.map((name, position) => {
    const cells = body.flatMap((row) => (isMissing(row[position] ?? '') ? [] : [row[position]]))
    const list = cells.length === 0 ? null : parseList(cells[0])
    return {
      name,
      contents: contentsOf(name, cells, list, decimalComma),
      cells,
      gaps: cells.length < body.length,
      listLength: list?.length ?? null,
    }
  })
}

/** Only the first cell decides between numbers and words, so that text among numbers is reported with its place. */
function contentsOf(
  name: string,
  cells: string[],
  list: Float32Array | null,
  decimalComma: boolean,
): Contents {
  if (name === '') return 'nameless'
  if (cells.length === 0) return 'empty'
  if (isNumber(cells[0], decimalComma)) return 'number'
  return list === null ? 'words' : 'list'
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

function listLength(path: string, header: string[], body: string[][], position: number): number {
  const first = body.find((row) => !isMissing(row[position] ?? ''))?.[position] ?? ''
  const length = parseList(first)?.length ?? 0
  if (length <= columnLimit) return length
  throw new FewlabelError(
    'source-unsupported',
    `The lists in ${columnPlace(header, position)} are too long.`,
    {
      file: path,
      expected: `at most ${columnLimit.toLocaleString('en-US')} numbers`,
      found: length.toLocaleString('en-US'),
      remedy: 'Reduce the embedding first.',
    },
  )
}

function nothingNumeric(path: string, header: string[], columns: SourceColumn[]): FewlabelError {
  const found = columns.map(({ role, reason, examples }, position) => {
    const why = reason ?? (role === 'field' && examples.length > 0 ? `field, as "${examples[0]}"` : role)
    return `${columnPlace(header, position)}: ${why}`
  })
  const some = found.slice(0, 20).join('; ') + (found.length > 20 ? '; …' : '')
  if (columns.some(({ possible }) => possible.includes('feature') || possible.includes('embedding'))) {
    return new FewlabelError('bad-request', 'No column is left for the model to learn from.', {
      file: path,
      expected: 'at least one feature, or an embedding',
      found: some,
      remedy: 'Use a column of numbers as a feature, or one with lists of numbers as the embedding.',
    })
  }
  return new FewlabelError('source-damaged', `"${path}" has no column of numbers.`, {
    file: path,
    expected: 'at least one numeric column, or a column with embeddings as "[0.1, 0.2, …]"',
    found: some,
    remedy: 'Check the delimiter. Texts need their embeddings beside them, as columns or as a list.',
  })
}

/** `column "width"`, or its number where it has no name. */
export function columnPlace(header: string[], position: number): string {
  const name = header[position] ?? ''
  return name === '' ? `column ${position + 1}` : `column "${name}"`
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

function longName(path: string, position: number, name: string): FewlabelError {
  return new FewlabelError('source-damaged', `"${path}" has a column whose name is too long.`, {
    file: path,
    place: `row 1, column ${position + 1}`,
    expected: `at most ${nameLimit.toLocaleString('en-US')} characters`,
    found: `${name.length.toLocaleString('en-US')}, beginning "${name.slice(0, 40)}"`,
    remedy: 'Rename it, or check that the first row holds the names of the columns.',
  })
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
  const seen = new Map<string, number>()
  for (const [position, name] of header.entries()) {
    if (name.length > nameLimit) throw longName(path, position, name)
    const before = seen.get(name)
    if (name !== '' && before !== undefined) {
      throw new FewlabelError('source-damaged', `"${path}" has two columns named "${name}".`, {
        file: path,
        place: `row 1, columns ${before + 1} and ${position + 1}`,
        expected: 'a name of its own for every column',
        found: `"${name}" twice`,
        remedy: 'Rename one of them.',
      })
    }
    seen.set(name, position)
  }
}

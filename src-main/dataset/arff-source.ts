import type { StartProgram } from '../contract/child-program.ts'
import type { ImportRequest } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { type ArffAttribute, ArffHeader } from './arff-header.ts'
import { type ArffToken, readValue, skipSpace, splitValues } from './arff-tokens.ts'
import { ByteReader } from './byte-reader.ts'
import type { ColumnLook } from './column-look.ts'
import { parseNumber } from './csv-number.ts'
import type { SampleSource } from './sample-source.ts'
import { type Cell, columnPlace, probeRows, type Table, type TableRow } from './table.ts'
import { ragged } from './table-faults.ts'
import { lookAt } from './table-look.ts'
import { openTable } from './table-source.ts'
import { textLines } from './text-lines.ts'

/**
 * Weka's ARFF, dense or sparse. Numbers are features, texts and dates are kept to be read; the last attribute is the
 * truth where it is one of several values, or else the one that is called so. A gap (`?`) among numbers makes the file
 * unusable, with its place; elsewhere it is an empty cell. Weights of rows are passed over.
 *
 * @throws FewlabelError — `source-empty` without rows, `source-damaged` with the line, and as `openTable`
 */
export async function openArff(request: ImportRequest, startProgram: StartProgram): Promise<SampleSource> {
  const path = request.source
  const { attributes, first } = await lookInto(path)
  const looks = await Promise.all(
    attributes.map(async ({ name, kind }, position): Promise<ColumnLook> => {
      const cells = first.map((row) => row.cells[position])
      const look = await lookAt(path, name, cells)
      // What is declared goes before what the first cell looks like.
      const contents =
        kind === 'number' && look.contents === 'words'
          ? 'number'
          : kind === 'text' && look.contents === 'number'
            ? 'words'
            : look.contents
      return { ...look, contents, ofClasses: kind === 'nominal' && position === attributes.length - 1 }
    }),
  )
  const table: Table = {
    path,
    format: 'arff',
    rowWord: 'line',
    looks,
    decimalComma: false,
    total: null,
    notices: [],
    rows: () => readRows(path, () => {}),
  }
  return openTable(table, request, startProgram)
}

async function lookInto(path: string): Promise<{ attributes: ArffAttribute[]; first: TableRow[] }> {
  let attributes: ArffAttribute[] = []
  const first: TableRow[] = []
  for await (const rows of readRows(path, (found) => {
    attributes = found
  })) {
    first.push(...rows.slice(0, probeRows))
    if (first.length >= probeRows) break
  }
  if (first.length > 0) return { attributes, first }
  throw new FewlabelError('source-empty', `"${path}" holds no data.`, {
    file: path,
    expected: 'attributes, and at least one line of data after @data',
    found: attributes.length === 0 ? 'no @data' : 'no data',
    remedy: 'Choose a file with data.',
  })
}

async function* readRows(
  path: string,
  onHeader: (attributes: ArffAttribute[]) => void,
): AsyncGenerator<TableRow[], void, void> {
  const reader = await ByteReader.open(path)
  const header = new ArffHeader(path)
  let toRow: ((line: string, number: number) => TableRow | null) | null = null
  try {
    for await (const { first, lines } of textLines(reader)) {
      const rows: TableRow[] = []
      for (const [i, line] of lines.entries()) {
        if (toRow !== null) {
          const row = toRow(line, first + i)
          if (row !== null) rows.push(row)
        } else if (header.take(line, first + i)) {
          onHeader(header.attributes)
          toRow = rowReader(path, header.attributes)
        }
      }
      yield rows
    }
  } finally {
    await reader.close()
  }
}

function rowReader(path: string, attributes: readonly ArffAttribute[]) {
  const names = attributes.map(({ name }) => name)
  const allowed = attributes.map(({ values }) => new Set(values))
  const defaults = attributes.map(
    ({ kind, values }): Cell => (kind === 'number' ? 0 : kind === 'nominal' ? (values.at(0) ?? null) : null),
  )

  const toCell = (token: ArffToken, position: number, row: number): Cell => {
    if (token.text === '?' && !token.quoted) return null
    const { kind } = attributes[position]
    if (kind === 'number') {
      const value = parseNumber(token.text, false)
      return Number.isNaN(value) ? token.text : value
    }
    if (kind === 'nominal' && !allowed[position].has(token.text))
      throw undeclared(path, names, position, row, token)
    return token.text
  }

  return (line: string, row: number): TableRow | null => {
    const text = line.trim()
    if (text === '' || text.startsWith('%')) return null
    if (text.startsWith('{')) {
      const cells = [...defaults]
      for (const { position, token } of sparseValues(path, text, names.length, row)) {
        cells[position] = toCell(token, position, row)
      }
      return { cells, row }
    }
    const tokens = splitValues(text)
    if (tokens === null) throw malformed(path, row, text)
    const weight = tokens.length === names.length + 1 && /^\{.*\}$/.test(tokens[names.length].text)
    if (weight) tokens.pop()
    if (tokens.length !== names.length) {
      throw ragged(
        { path, names, row, rowWord: 'line' },
        tokens.length,
        'Put values that contain commas in quotes.',
      )
    }
    return { cells: tokens.map((token, position) => toCell(token, position, row)), row }
  }
}

/** `{0 1.5, 3 "a word"}`, perhaps with a weight behind it. */
function sparseValues(
  path: string,
  text: string,
  columns: number,
  row: number,
): { position: number; token: ArffToken }[] {
  const values: { position: number; token: ArffToken }[] = []
  let at = skipSpace(text, 1)
  while (text[at] !== '}') {
    const index = readValue(text, at, ',}', true)
    const token = index === null ? null : readValue(text, index.end, ',}')
    if (index === null || token === null || at >= text.length) throw malformed(path, row, text)
    const position = /^\d{1,9}$/.test(index.text) ? Number(index.text) : columns
    if (position >= columns || (token.text === '' && !token.quoted)) throw malformed(path, row, text)
    values.push({ position, token })
    at = skipSpace(text, token.end)
    if (text[at] === ',') at = skipSpace(text, at + 1)
    else if (text[at] !== '}') throw malformed(path, row, text)
  }
  return values
}

function malformed(path: string, row: number, text: string): FewlabelError {
  return new FewlabelError('source-damaged', `Line ${row} of "${path}" cannot be understood.`, {
    file: path,
    place: `line ${row}`,
    expected:
      'values between commas, in quotes in pairs, or {position value, …} with positions of attributes',
    found: `"${text.slice(0, 80)}"`,
    remedy: 'Correct the line.',
  })
}

function undeclared(
  path: string,
  names: readonly string[],
  position: number,
  row: number,
  { text }: ArffToken,
): FewlabelError {
  const column = columnPlace(names, position)
  return new FewlabelError(
    'source-damaged',
    `Line ${row} of "${path}" has a value that ${column} does not have.`,
    {
      file: path,
      place: `line ${row}, ${column}`,
      expected: 'one of the values that the attribute declares',
      found: text === '' ? 'nothing' : `"${text.slice(0, 80)}"`,
      remedy: 'Correct the value, or add it to the declaration.',
    },
  )
}

import { Readable } from 'node:stream'
import { type CsvError, type Info, parse } from 'csv-parse'
import type { StartProgram } from '../contract/child-program.ts'
import type { ImportRequest } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { ByteReader } from './byte-reader.ts'
import { type CsvLayout, readCsvLayout } from './csv-layout.ts'
import { malformed } from './csv-malformed.ts'
import type { SampleSource } from './sample-source.ts'
import type { Table, TableRow } from './table.ts'
import { ragged } from './table-faults.ts'
import { lookAt } from './table-look.ts'
import { openTable } from './table-source.ts'
import { utf8Chunks } from './utf8-chunks.ts'

/** Longest row, in characters: an unclosed quote must not swallow the file into memory. */
const rowLimit = 16 * 1024 * 1024
/** Rows that travel together. */
const rowsAtATime = 256

/**
 * A CSV file with a header row (see `readCsvLayout` for what is read how, `openTable` for what becomes of its rows).
 * Rows are counted as spreadsheets count them: the header is row 1, blank lines count. A row of another length, broken
 * quotes, and bytes that are not UTF-8 make the whole file unusable: guessing would silently shift columns.
 *
 * @throws FewlabelError — as `readCsvLayout` and `openTable`
 */
export async function openCsv(request: ImportRequest, startProgram: StartProgram): Promise<SampleSource> {
  return openTable(await readCsvTable(request.source), request, startProgram)
}

/** @throws FewlabelError — as `readCsvLayout` */
export async function readCsvTable(path: string): Promise<Table> {
  const layout = await readCsvLayout(path)
  const { header, body, decimalComma } = layout
  const looks = await Promise.all(
    header.map((name, position) =>
      lookAt(
        path,
        name,
        body.map((row) => row[position] ?? ''),
        decimalComma,
      ),
    ),
  )
  return {
    path,
    format: 'csv',
    rowWord: 'row',
    looks,
    decimalComma,
    total: null,
    notices: [],
    rows: () => readRows(path, layout),
  }
}

async function* readRows(path: string, layout: CsvLayout): AsyncGenerator<TableRow[], void, void> {
  const { header } = layout
  const reader = await ByteReader.open(path)
  let rows: TableRow[] = []
  try {
    for await (const { cells, row } of recordsOf(reader, layout.delimiter)) {
      if (cells.every((cell) => cell === '')) continue
      if (cells.length !== header.length) {
        throw ragged({ path, names: header, row, rowWord: 'row' }, cells.length)
      }
      rows.push({ cells, row })
      if (rows.length < rowsAtATime) continue
      yield rows
      rows = []
    }
    yield rows
  } finally {
    await reader.close()
  }
}

/** The records after the header, with their numbers. */
async function* recordsOf(
  reader: ByteReader,
  delimiter: string,
): AsyncGenerator<{ cells: string[]; row: number }, void, void> {
  const parser = parse({
    delimiter,
    bom: true,
    trim: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: rowLimit,
  })
  const bytes = Readable.from(utf8Chunks(reader), { objectMode: false })
  bytes.on('error', (error) => parser.destroy(error))
  try {
    let header = true
    for await (const { record, info } of bytes.pipe(parser) as AsyncIterable<{
      record: string[]
      info: Info
    }>) {
      if (header) header = false
      else yield { cells: record, row: info.records + info.empty_lines }
    }
  } catch (error) {
    throw error instanceof FewlabelError ? error : malformed(reader.path, error as CsvError)
  } finally {
    bytes.destroy()
    parser.destroy()
  }
}

import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { type CsvError, type Info, parse } from 'csv-parse'
import { fieldLimit, type ImportRequest, type PreparedSample, textLimit } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { ByteReader } from './byte-reader.ts'
import { badId, badList, longCell, malformed, notNumeric, ragged } from './csv-faults.ts'
import { type CsvLayout, columnPlace, nameLimit, readCsvLayout } from './csv-layout.ts'
import { parseList } from './csv-list.ts'
import { parseNumber } from './csv-number.ts'
import { CutCells } from './cut-cells.ts'
import { IdSet } from './id-set.ts'
import { batchLimit, type SampleBatch, type SampleSource, throwIfCancelled } from './sample-source.ts'

const chunkBytes = 64 * 1024
/** Longest row, in characters: an unclosed quote must not swallow the file into memory. */
const rowLimit = 16 * 1024 * 1024
/** Separates the cells of a row in its hash; a control character no spreadsheet writes. */
const unitSeparator = '\u001f'

/**
 * A CSV file with a header row, its numeric columns or its embedding as a vector, the rest as fields and a text to read
 * (see `readCsvLayout` for what is read how).
 * Rows are counted as spreadsheets count them: the header is row 1, blank lines count. A sample's id is its cell in
 * the id column, else its row number; its content hash covers all cells of the row, so two rows are duplicates when
 * they are equal in every column, id included. An empty truth cell means that the truth is not known.
 *
 * One fault makes the whole file unusable: a row of another length, a gap or text among the numbers, an embedding of
 * another length, an id that occurs twice, broken quotes, bytes that are not UTF-8. Guessing would silently shift columns or invent numbers.
 *
 * @throws FewlabelError — as `readCsvLayout`; `batches` throws `source-damaged` with row and column
 */
export async function openCsv(request: ImportRequest): Promise<SampleSource> {
  const layout = await readCsvLayout(request.source, request)
  const columns = layout.numeric.map((position) => layout.header[position])
  return {
    format: 'csv',
    shape: { kind: 'vector', length: layout.embedding?.length ?? columns.length, columns },
    columns: layout.columns,
    fieldNames: layout.fields.map((position) => layout.header[position]),
    total: null,
    notices: layout.notices,
    batches: (signal) => readBatches(request.source, layout, signal),
  }
}

async function* readBatches(
  path: string,
  layout: CsvLayout,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleBatch, void, void> {
  throwIfCancelled(signal)
  const reader = await ByteReader.open(path)
  const cuts = new CutCells(path)
  const prepare = rowReader(path, layout, cuts)
  let samples: PreparedSample[] = []
  try {
    for await (const { cells, row } of rowsOf(reader, layout.delimiter)) {
      const sample = prepare(cells, row)
      if (sample !== null) samples.push(sample)
      if (samples.length === batchLimit) {
        throwIfCancelled(signal)
        yield { samples, problems: [] }
        samples = []
        await setImmediate()
      }
    }
    throwIfCancelled(signal)
    const notices = cuts.notices()
    if (samples.length > 0 || notices.length > 0) yield { samples, problems: [], notices }
  } finally {
    await reader.close()
  }
}

/** The rows after the header, with their numbers. */
async function* rowsOf(
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
  const bytes = Readable.from(checkedChunks(reader), { objectMode: false })
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

async function* checkedChunks(reader: ByteReader): AsyncGenerator<Uint8Array, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let done = 0; ; ) {
    const chunk = new Uint8Array(chunkBytes)
    const there = await reader.read(chunk)
    try {
      decoder.decode(chunk.subarray(0, there), { stream: there > 0 })
    } catch (error) {
      throw new FewlabelError(
        'source-damaged',
        `"${reader.path}" is not text in UTF-8.`,
        {
          file: reader.path,
          place: `after byte ${done.toLocaleString('en-US')}`,
          expected: 'UTF-8',
          found: 'bytes of another encoding',
          remedy: 'Save it as "CSV UTF-8".',
        },
        { cause: error },
      )
    }
    const nul = chunk.subarray(0, there).indexOf(0)
    if (nul >= 0) {
      throw new FewlabelError('source-damaged', `"${reader.path}" is not text throughout.`, {
        file: reader.path,
        place: `byte ${(done + nul).toLocaleString('en-US')}`,
        expected: 'text',
        found: 'a NUL byte',
        remedy: 'Copy or download the file again.',
      })
    }
    done += there
    if (reader.damage !== null) {
      throw new FewlabelError('source-damaged', `"${reader.path}" is cut short.`, {
        file: reader.path,
        place: `byte ${done.toLocaleString('en-US')}`,
        found: reader.damage,
        remedy: 'Copy or download the file again.',
      })
    }
    if (there === 0) return
    yield chunk.subarray(0, there)
  }
}

/** Builds the function from the cells of a row to its sample; null for a row of nothing but empty cells. */
function rowReader(
  path: string,
  layout: CsvLayout,
  cuts: CutCells,
): (cells: string[], row: number) => PreparedSample | null {
  const { header, id, truth, text, fields } = layout
  const ids = new IdSet()
  const readInput = inputReader(path, layout)
  const named = [id, truth].filter((position) => position !== null)

  return (cells, row) => {
    if (cells.every((cell) => cell === '')) return null
    if (cells.length !== header.length) throw ragged(path, header, cells, row)
    const input = readInput(cells, row)
    if (id !== null && (cells[id] === '' || !ids.add(cells[id])))
      throw badId({ path, header, position: id, row }, cells[id])
    for (const position of named) {
      if (cells[position].length > nameLimit) throw longCell({ path, header, position, row }, cells[position])
    }
    const kept = (position: number, limit: number) =>
      cuts.within(cells[position], limit, columnPlace(header, position), row)
    return {
      externalId: id === null ? String(row) : cells[id],
      sourcePath: null,
      input,
      thumbnail: null,
      original: null,
      contentHash: hash('sha256', cells.join(unitSeparator), 'buffer'),
      truth: truth === null || cells[truth] === '' ? null : cells[truth],
      ...(fields.length > 0 && { fields: fields.map((position) => kept(position, fieldLimit)) }),
      ...(text !== null && cells[text] !== '' && { text: kept(text, textLimit) }),
    }
  }
}

/** Builds the function from the cells of a row to the model's input. */
function inputReader(path: string, layout: CsvLayout): (cells: string[], row: number) => Float32Array {
  const { header, numeric, embedding, decimalComma } = layout
  if (embedding !== null) {
    return (cells, row) => {
      const { position, length } = embedding
      const list = parseList(cells[position])
      if (list?.length !== length)
        throw badList({ path, header, position, row }, cells[position], list, length)
      return list
    }
  }
  return (cells, row) => {
    const input = new Float32Array(numeric.length)
    for (let i = 0; i < numeric.length; i++) {
      const cell = cells[numeric[i]]
      const value = parseNumber(cell, decimalComma)
      if (Number.isNaN(value)) throw notNumeric({ path, header, position: numeric[i], row }, cell)
      input[i] = value
    }
    return input
  }
}

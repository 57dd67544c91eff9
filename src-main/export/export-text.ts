import { stringify } from 'csv-stringify/sync'
import type { ExportRow } from '../contract/export.ts'
import { exportColumns, exportRecord, probability } from './export-fields.ts'

/** Rows per piece of text: one piece is some 50 kB, about what a file stream takes before it asks to wait. */
const rowsPerChunk = 200

/** What the writers read: rows in order, from memory or as they come. */
export type ExportRows = AsyncIterable<ExportRow> | Iterable<ExportRow>

/**
 * RFC 4180 with `\n` line ends, UTF-8 without a byte order mark, a header, and nothing for what is not known.
 *
 * Values are written as they are, also those that a spreadsheet takes for a formula (`=1+1`, `-x`): the usual
 * guard puts an apostrophe before them, so that ids and class names read back would be others than in the project.
 * Fields with white space at an end are quoted, since some readers trim bare ones.
 */
export async function* csvText(rows: ExportRows, classNames: readonly string[]): AsyncGenerator<string> {
  yield csvLines([exportColumns(classNames)])
  for await (const chunk of inChunks(rows)) {
    yield csvLines(chunk.map((row) => exportRecord(row, classNames.length)))
  }
}

/** CSV lines, each ended by `\n`. */
export function csvLines(records: (string | number | null)[][]): string {
  return stringify(records, { record_delimiter: '\n', quoted_match: /^\s|\s$/ })
}

/**
 * One JSON object per line with the fields of the CSV; the probabilities are one object, `{class: p}`, or null.
 * Lines are put together by hand because an object would list classes named by numbers before all others.
 */
export async function* jsonLines(rows: ExportRows, classNames: readonly string[]): AsyncGenerator<string> {
  const keys = classNames.map((name) => JSON.stringify(name))
  for await (const chunk of inChunks(rows)) {
    let text = ''
    for (const row of chunk) text += `${jsonLine(row, keys)}\n`
    yield text
  }
}

function jsonLine(row: ExportRow, keys: readonly string[]): string {
  const probabilities = row.probabilities
  const pairs = probabilities && keys.map((key, c) => `${key}:${probability(probabilities[c])}`).join(',')
  const head = JSON.stringify({
    id: row.id,
    source: row.source,
    label: row.label,
    label_source: row.labelSource,
    confidence: probability(row.confidence),
    cluster_id: row.cluster,
  })
  const tail = JSON.stringify({ annotator: row.annotator, labeled_at: row.labeledAt })
  return `${head.slice(0, -1)},"probabilities":${pairs === null ? 'null' : `{${pairs}}`},${tail.slice(1)}`
}

async function* inChunks(rows: ExportRows): AsyncGenerator<ExportRow[]> {
  let chunk: ExportRow[] = []
  for await (const row of rows) {
    chunk.push(row)
    if (chunk.length < rowsPerChunk) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

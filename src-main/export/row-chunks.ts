import type { ExportRow } from '../contract/export.ts'
import type { ExportRows } from './export-writer.ts'

/** Rows per piece of text: one piece is some 50 kB. */
const rowsPerChunk = 200

export async function* inChunks(rows: ExportRows): AsyncGenerator<ExportRow[]> {
  let chunk: ExportRow[] = []
  for await (const row of rows) {
    chunk.push(row)
    if (chunk.length < rowsPerChunk) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

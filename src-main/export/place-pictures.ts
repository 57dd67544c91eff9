import { extname } from 'node:path'
import type { ExportRow } from '../contract/export.ts'
import type { ExportOutput } from './export-output.ts'
import type { ExportJob, ExportPicture, ExportRows } from './export-writer.ts'

/** Pictures written at the same moment; enough to hide the wait for the disk. */
const picturesAtOnce = 8

export interface PlacedRow {
  row: ExportRow
  /** Of its picture in the export. */
  name: string
  picture: ExportPicture
}

/**
 * Puts the pictures of all rows under the names that `nameOf` gives them, some at a time, and yields the rows in
 * their order, a few in a piece.
 *
 * @param nameOf is told the ending with its dot; must give each name once
 */
export async function* placePictures(
  job: Pick<ExportJob, 'rows' | 'picture'>,
  output: ExportOutput,
  nameOf: (row: ExportRow, extension: string) => string,
): AsyncGenerator<PlacedRow[]> {
  for await (const rows of inBatches(job.rows)) {
    const pictures = await Promise.all(rows.map((row) => job.picture(row.sampleId)))
    const placed = rows.map((row, i) => ({
      row,
      name: nameOf(row, extensionOf(pictures[i])),
      picture: pictures[i],
    }))
    await output.place(placed)
    yield placed
  }
}

function extensionOf(picture: ExportPicture): string {
  return 'path' in picture ? extname(picture.path) : picture.extension
}

async function* inBatches(rows: ExportRows): AsyncGenerator<ExportRow[]> {
  let batch: ExportRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < picturesAtOnce) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

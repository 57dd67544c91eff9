import { stringify } from 'csv-stringify/sync'
import { exportColumns, exportRecord } from './export-fields.ts'
import type { ExportJob, ExportWriter } from './export-writer.ts'
import { inChunks } from './row-chunks.ts'
import { type SampleValue, sampleColumns, shortest } from './sample-columns.ts'

type Cell = string | number | null

/**
 * RFC 4180 with `\n` line ends, UTF-8 without a byte order mark, a header, and nothing for what is not known.
 *
 * Values are written as they are, also those that a spreadsheet takes for a formula (`=1+1`, `-x`): the usual
 * guard puts an apostrophe before them, so that ids and class names read back would be others than in the project.
 * Fields with white space at an end are quoted, since some readers trim bare ones.
 */
export const csvWriter: ExportWriter = {
  write: (job, output) => output.writeAll(output.name, csvText(job)),
}

async function* csvText(job: ExportJob): AsyncGenerator<string> {
  const shape = tableShape(job)
  const head = exportColumns(shape)
  const samples = sampleColumns(job, head)
  yield csvLines([[...head, ...samples.columns.map(({ name }) => name)]])
  for await (const chunk of inChunks(job.rows)) {
    yield csvLines(
      chunk.map((row) => {
        const record = exportRecord(row, shape)
        if (samples.columns.length > 0) record.push(...samples.values(row.sampleId).map(cellOf))
        return record
      }),
    )
  }
}

export function tableShape({ classes, parts }: ExportJob) {
  return { classNames: classes.map(({ name }) => name), hasParts: parts.length > 0 }
}

/** CSV lines, each ended by `\n`. */
export function csvLines(records: Cell[][]): string {
  return stringify(records, { record_delimiter: '\n', quoted_match: /^\s|\s$/ })
}

function cellOf(value: SampleValue): Cell {
  if (typeof value === 'number') return Number.isFinite(value) ? shortest(value) : String(value)
  return value instanceof Float32Array ? JSON.stringify(Array.from(value, shortest)) : value
}

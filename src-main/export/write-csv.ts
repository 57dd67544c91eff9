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

/** CSV lines, each ended by `\n`. (csv-stringify takes most of the time that a large table takes.) */
export function csvLines(records: readonly (readonly Cell[])[]): string {
  let text = ''
  for (const record of records) {
    for (let c = 0; c < record.length; c++) text += c === 0 ? csvCell(record[c]) : `,${csvCell(record[c])}`
    text += '\n'
  }
  return text
}

const needsQuotes = /[",\r\n]|^\s|\s$/

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function cellOf(value: SampleValue): Cell {
  if (typeof value === 'number') return Number.isFinite(value) ? shortest(value) : String(value)
  return value instanceof Float32Array ? JSON.stringify(Array.from(value, shortest)) : value
}

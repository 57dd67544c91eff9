import type { ExportRow } from '../contract/export.ts'
import { exportColumns, probabilityText } from './export-fields.ts'
import type { ExportJob, ExportWriter } from './export-writer.ts'
import { inChunks } from './row-chunks.ts'
import { type SampleValue, sampleColumns, shortest } from './sample-columns.ts'
import { tableShape } from './write-csv.ts'

/**
 * One JSON object per line with the fields of the CSV; the probabilities are one object, `{class: p}`, or null.
 * Lines are put together by hand because an object would list classes named by numbers before all others.
 */
export const jsonLinesWriter: ExportWriter = {
  write: (job, output) => output.writeAll(output.name, jsonLines(job)),
}

async function* jsonLines(job: ExportJob): AsyncGenerator<string> {
  const keys = job.classes.map(({ name }) => JSON.stringify(name))
  const samples = sampleColumns(job, [
    ...exportColumns({ ...tableShape(job), classNames: [] }),
    'probabilities',
  ])
  const sampleKeys = samples.columns.map(({ name }) => JSON.stringify(name))
  for await (const chunk of inChunks(job.rows)) {
    let text = ''
    for (const row of chunk) {
      const line = jsonLine(row, keys, job.parts.length > 0)
      if (sampleKeys.length === 0) text += `${line}\n`
      else {
        const values = samples.values(row.sampleId)
        const pairs = sampleKeys.map((key, i) => `${key}:${JSON.stringify(jsonOf(values[i]))}`)
        text += `${line.slice(0, -1)},${pairs.join(',')}}\n`
      }
    }
    yield text
  }
}

function jsonLine(row: ExportRow, keys: readonly string[], hasParts: boolean): string {
  const { probabilities, confidence } = row
  let line = `{"id":${JSON.stringify(row.id)},"source":${JSON.stringify(row.source)}`
  line += `,"label":${JSON.stringify(row.label)},"label_source":"${row.labelSource}"`
  line += `,"confidence":${confidence === null ? 'null' : probabilityText(confidence)}`
  line += `,"cluster_id":${row.cluster},"probabilities":`
  if (probabilities) {
    for (let c = 0; c < keys.length; c++)
      line += `${c === 0 ? '{' : ','}${keys[c]}:${probabilityText(probabilities[c])}`
    line += '}'
  } else line += 'null'
  line += `,"annotator":${JSON.stringify(row.annotator)},"labeled_at":${JSON.stringify(row.labeledAt)}`
  return `${line}${hasParts ? `,"split":${JSON.stringify(row.split)}` : ''}}`
}

/** JSON has no word for what is not a finite number. */
function jsonOf(value: SampleValue): unknown {
  if (typeof value === 'number') return finite(value)
  return value instanceof Float32Array ? Array.from(value, finite) : value
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? shortest(value) : null
}

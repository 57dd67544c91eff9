import type { ExportRow } from '../contract/export.ts'
import type { ExportOutput } from './export-output.ts'
import type { ExportJob, ExportOpinion } from './export-writer.ts'
import { pictureName, UniqueNames } from './file-names.ts'
import { placePictures } from './place-pictures.ts'
import { shortest } from './sample-columns.ts'

/** A row with what people are shown of it in another labeling tool. */
export interface ShownRow {
  row: ExportRow
  /** Name of the picture in the export; null where a text is shown. */
  picture: string | null
  text: string | null
}

/** Numbers and fields that are written out for samples that have neither picture nor text. */
const mostNumbers = 40

/** Whether another tool shows pictures of these samples, and not texts. */
export function showsPictures(job: Pick<ExportJob, 'shape'>): boolean {
  return job.shape?.kind === 'image'
}

/** The rows in their order, with pictures in `images/`, or with texts. */
export async function* shownRows(job: ExportJob, output: ExportOutput): AsyncGenerator<ShownRow> {
  if (!showsPictures(job)) {
    for await (const row of job.rows) yield { row, picture: null, text: textOf(job, row) }
    return
  }
  const names = new UniqueNames()
  const placed = placePictures(
    job,
    output,
    (row, extension) => `images/${names.take(pictureName(row.id, extension))}`,
  )
  for await (const batch of placed)
    for (const { row, name } of batch) yield { row, picture: name, text: null }
}

/**
 * Where the samples are asked for, too: what is known of one beside its label, and what the model sees of a text, as a
 * list of numbers called `embedding`, from which such tasks can be imported again. A name that is `taken` gets `_2`, …
 */
export function extrasOf(job: ExportJob, row: ExportRow, taken: readonly string[]): Record<string, unknown> {
  if (!job.request.withSamples) return {}
  const { fields, vector } = job.sample(row.sampleId)
  const names = new UniqueNames([...taken, 'embedding'])
  const extras = job.fieldNames.flatMap((name, i): [string, unknown][] => {
    const free = names.take(name)
    return fields[i] === null ? [] : [[free, fields[i]]]
  })
  if (vector) extras.push(['embedding', Array.from(vector, shortest)])
  return Object.fromEntries(extras)
}

/**
 * What everybody whose labels are asked for says of a sample that people labeled, oldest first; none where the model
 * labeled it.
 */
export function opinionsOf(job: ExportJob, row: ExportRow): ExportOpinion[] {
  if (row.labelSource === 'model') return []
  const { sources, filter } = job.request
  const isAskedFor = ({ annotator, source }: ExportOpinion) =>
    sources.includes(source) && (filter.annotators?.includes(annotator) ?? true)
  return job.opinions(row.sampleId).filter(isAskedFor)
}

/** The model's class and its probability, whatever people say; null where it has no opinion. */
export function guessOf(job: ExportJob, row: ExportRow): { label: string; score: number } | null {
  const { probabilities } = row
  if (!probabilities) return null
  let best = 0
  for (let c = 1; c < probabilities.length; c++) if (probabilities[c] > probabilities[best]) best = c
  return { label: job.classes[best].name, score: probabilities[best] }
}

/** The sample's text; without one, what is known of it, a line each; without anything, its id. */
function textOf(job: ExportJob, row: ExportRow): string {
  const { text, fields, vector } = job.sample(row.sampleId)
  if (text !== null) return text
  const lines = job.fieldNames.flatMap((name, i) => (fields[i] === null ? [] : [`${name}: ${fields[i]}`]))
  for (const [i, name] of (job.featureNames ?? []).entries()) {
    if (vector) lines.push(`${name}: ${shortest(vector[i])}`)
  }
  if (lines.length === 0) return row.id
  const left = lines.length - mostNumbers
  return [...lines.slice(0, mostNumbers), ...(left > 0 ? [`… and ${left} more`] : [])].join('\n')
}

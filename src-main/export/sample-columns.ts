import type { ExportJob } from './export-writer.ts'

/** A column that says something of the sample itself. */
export interface SampleColumn {
  name: string
  kind: 'text' | 'field' | 'feature' | 'embedding'
}

export type SampleValue = string | number | Float32Array | null

/** The columns of samples, beside those of labels; none unless the samples are asked for, too. */
export interface SampleColumns {
  columns: readonly SampleColumn[]
  /** In the order of the columns. */
  values(sampleId: number): SampleValue[]
}

/**
 * The text, what is known beside the model's input, and vectors: one column for each number where they have names,
 * else one for the whole.
 *
 * @param taken names that columns have already; a name that is taken gets `_2`, `_3`, …
 */
export function sampleColumns(job: ExportJob, taken: readonly string[]): SampleColumns {
  if (!job.request.withSamples) return { columns: [], values: () => [] }
  const names = new Set(taken)
  const columns: SampleColumn[] = []
  const add = (name: string, kind: SampleColumn['kind']) => {
    let free = name
    for (let n = 2; names.has(free); n++) free = `${name}_${n}`
    names.add(free)
    columns.push({ name: free, kind })
  }
  if (job.hasTexts) add('text', 'text')
  for (const name of job.fieldNames) add(name, 'field')
  const hasVectors = job.shape?.kind === 'vector'
  const features = hasVectors ? job.featureNames : null
  if (features) for (const name of features) add(name, 'feature')
  else if (hasVectors) add('embedding', 'embedding')
  return {
    columns,
    values: (sampleId) => {
      const { text, fields, vector } = job.sample(sampleId)
      const values: SampleValue[] = job.hasTexts ? [text] : []
      values.push(...fields)
      if (features) for (let i = 0; i < features.length; i++) values.push(vector?.[i] ?? null)
      else if (hasVectors) values.push(vector)
      return values
    },
  }
}

/** The shortest decimal number that is this one in single precision. */
export function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.fround(rounded) === value) return rounded
  }
  return value
}

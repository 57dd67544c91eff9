import type { StartProgram } from '../contract/child-program.ts'
import {
  type ImportProgress,
  type ImportReport,
  type ImportRequest,
  type InputShape,
  inputLength,
  type PreparedSample,
} from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import {
  type ExportReport,
  type ExportRequest,
  type ExportRow,
  exportRequestSchema,
} from '../contract/export.ts'
import type { ModelFacts } from '../contract/model-file.ts'
import { openSource } from '../dataset/open-source.ts'
import type { SampleSource } from '../dataset/sample-source.ts'
import { writeExport } from '../export/write-export.ts'
import { type Classification, Classifier } from '../onnx/classifier.ts'
import { RateEstimate } from './rate-estimate.ts'

/** Problems that are listed; all are counted. */
const problemsKept = 1000
const reportEveryMs = 150

/** Formats that need nothing but rows. */
export const predictionFormats = [
  'csv',
  'jsonl',
  'parquet',
] as const satisfies readonly ExportRequest['format'][]

export type PredictionFormat = (typeof predictionFormats)[number]

export interface ClassifyRequest {
  /** The saved model. */
  model: string
  /** Where new samples are; how images become inputs is the model's business. */
  source: Omit<ImportRequest, 'recipe'>
  out: string
  format: PredictionFormat
  overwrite: boolean
}

export interface ClassifyReport extends Pick<ExportReport, 'rows' | 'out' | 'format' | 'files' | 'seconds'> {
  facts: ModelFacts
  /** Items of the source that could not be read, and up to 1,000 of them. */
  failed: number
  problems: ImportReport['problems']
}

export interface ClassifyOptions {
  startProgram: StartProgram
  /** Of this program. */
  version: string
  onProgress?: (progress: ImportProgress) => void
  signal?: AbortSignal
}

/**
 * Has a saved model say what new samples are, and writes its answers: streamed from the source to the file, in bounded
 * memory, whole or not at all. No project takes part.
 *
 * @throws FewlabelError as the reader of the source, the writer and {@link Classifier.open}; `source-mismatch` when the
 * samples are not what the model was trained on
 */
export async function classifySource(
  request: ClassifyRequest,
  options: ClassifyOptions,
): Promise<ClassifyReport> {
  const model = await Classifier.open(request.model)
  try {
    const { facts } = model
    const recipe = facts.recipe ?? { colour: 'grayscale', side: 28, fit: 'pad' }
    const source = await openSource({ ...request.source, recipe }, options.startProgram)
    requireFitting(source.shape, facts.shape, request.source.source)
    const intake = new Intake(source, options)
    const report = await writeExport(
      {
        request: exportRequestSchema.parse({
          format: request.format,
          out: request.out,
          sources: ['model'],
          overwrite: request.overwrite,
        }),
        rows: answers(model, intake),
        total: source.total ?? 0,
        excluded: 0,
        classes: facts.classes.map((name, i) => ({ id: i + 1, name, colour: '#808080' })),
        parts: [],
        notices: [],
        project: { name: facts.project },
        snapshot: null,
        program: { name: 'Fewlabel', version: options.version },
        model: null,
        accuracy: null,
        shape: facts.shape,
        featureNames: null,
        fieldNames: [],
        hasTexts: false,
        picture: notAsked,
        sample: notAsked,
        opinions: () => [],
      },
      { signal: options.signal },
    )
    const { rows, out, format, files, seconds } = report
    return {
      rows,
      out,
      format,
      files,
      seconds,
      facts,
      failed: intake.progress.failed,
      problems: intake.problems,
    }
  } finally {
    await model.close()
  }
}

/** What comes from the source, counted. */
class Intake {
  readonly progress: ImportProgress
  readonly problems: ImportReport['problems'] = []
  readonly #source: SampleSource
  readonly #options: ClassifyOptions
  readonly #rate = new RateEstimate()
  #reported = 0

  constructor(source: SampleSource, options: ClassifyOptions) {
    this.#source = source
    this.#options = options
    this.progress = { done: 0, total: source.total, imported: 0, duplicates: 0, failed: 0, secondsLeft: null }
  }

  async *batches(): AsyncGenerator<PreparedSample[]> {
    for await (const { samples, problems } of this.#source.batches(this.#options.signal)) {
      const { progress } = this
      this.problems.push(...problems.slice(0, problemsKept - this.problems.length))
      progress.failed += problems.length
      if (samples.length > 0) yield samples
      progress.imported += samples.length
      progress.done += samples.length + problems.length
      this.#report()
    }
    if (this.progress.imported > 0) return
    throw new FewlabelError('source-empty', 'There is nothing in it that the model could judge.', {
      found: this.problems[0] ? `${this.problems[0].file}: ${this.problems[0].reason}` : 'no samples',
      remedy: 'Choose another source.',
    })
  }

  #report(): void {
    const now = performance.now()
    if (now - this.#reported < reportEveryMs) return
    this.#reported = now
    const { done, total } = this.progress
    this.progress.secondsLeft = total === null ? null : this.#rate.secondsLeft(done, total, now)
    this.#options.onProgress?.({ ...this.progress })
  }
}

/** One row per sample, in the order of the source. */
async function* answers(model: Classifier, intake: Intake): AsyncGenerator<ExportRow> {
  const { classes, clusters } = model.facts
  let sampleId = 0
  for await (const samples of intake.batches()) {
    const said = await model.classify(together(samples, inputLength(model.facts.shape)))
    for (const [i, sample] of samples.entries()) {
      sampleId++
      yield {
        ...answer(said, i, classes, clusters),
        id: sample.externalId,
        source: sample.sourcePath,
        sampleId,
      }
    }
  }
}

function answer(
  said: Classification,
  i: number,
  classes: readonly string[],
  clusters: number,
): Omit<ExportRow, 'id' | 'source' | 'sampleId'> {
  const probabilities = said.probabilities.slice(i * classes.length, (i + 1) * classes.length)
  const best = indexOfLargest(probabilities)
  return {
    label: classes[best],
    labelSource: 'model',
    confidence: probabilities[best],
    cluster: indexOfLargest(said.responsibilities.subarray(i * clusters, (i + 1) * clusters)),
    probabilities,
    annotator: null,
    labeledAt: null,
    split: null,
  }
}

function indexOfLargest(values: Float32Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i
  return best
}

/** The inputs of some samples, one after the other. */
function together(samples: readonly PreparedSample[], length: number): Uint8Array | Float32Array {
  const all =
    samples[0].input instanceof Uint8Array
      ? new Uint8Array(samples.length * length)
      : new Float32Array(samples.length * length)
  for (const [i, { input }] of samples.entries()) all.set(input, i * length)
  return all
}

function requireFitting(found: InputShape, expected: InputShape, file: string): void {
  if (found.kind === 'image' && expected.kind === 'image') return
  if (found.kind === 'vector' && expected.kind === 'vector') {
    const named = found.columns.length > 0 && expected.columns.length > 0
    const isSame = found.length === expected.length && (!named || sameNames(found.columns, expected.columns))
    if (isSame) return
  }
  throw new FewlabelError(
    'source-mismatch',
    'These are not samples of the kind that the model was trained on.',
    {
      file,
      expected: describe(expected),
      found: describe(found),
      remedy: 'Choose a source with the same columns, or another model.',
    },
  )
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.every((name, i) => name === b[i])
}

function describe(shape: InputShape): string {
  if (shape.kind === 'image') return 'images'
  const some = shape.columns.slice(0, 8).join(', ')
  const names = some && ` (${some}${shape.columns.length > 8 ? ', …' : ''})`
  return `vectors of ${shape.length} numbers${names}`
}

function notAsked(): never {
  throw new Error('only rows are written of samples that are in no project')
}

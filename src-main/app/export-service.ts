import { FewlabelError } from '../contract/errors.ts'
import type { ExportProgress, ExportReport, ExportRequest, ExportRow } from '../contract/export.ts'
import type { ExportState } from '../contract/window.ts'
import { isImageName } from '../dataset/image-kind.ts'
import { encodePng } from '../dataset/png.ts'
import { writeExport } from '../export/write-export.ts'
import type { Project } from '../project/project.ts'
import { outcomeOf } from './job-outcome.ts'
import type { LabelingService } from './labeling-service.ts'
import type { PredictionState } from './prediction-state.ts'

const idle: ExportState = { state: 'idle', request: null, progress: null, report: null, error: null }

export interface ExportServiceOptions {
  project: Project
  labeling: LabelingService
  /** Resolves when the decoder answers as well as it can; see NeighbourhoodService. */
  settled: () => Promise<void>
  publish: (state: ExportState) => void
}

export interface ExportCounts {
  rows: number
  bySource: ExportReport['bySource']
  /** Samples left out because people excluded them. */
  excluded: number
}

/** Hands the labeled set on: what people said, and what the model says with enough confidence. */
export class ExportService {
  readonly #options: ExportServiceOptions
  #state: ExportState = idle
  #abort: AbortController | null = null
  #running: Promise<unknown> = Promise.resolve()

  constructor(options: ExportServiceOptions) {
    this.#options = options
  }

  state(): ExportState {
    return this.#state
  }

  /** What the export would hold, without writing it. */
  preview(request: ExportRequest): ExportCounts {
    const { labels, sources, excluded } = this.#options.project.labels.current()
    const predictions = this.#options.labeling.model.predictions
    const bySource = { human: 0, bulk: 0, model: 0 }
    let leftOut = 0
    for (let i = 0; i < labels.length; i++) {
      if (excluded[i] !== 0) leftOut++
      else if (labels[i] !== 0) bySource[sources[i] === 2 ? 'bulk' : 'human']++
      else if (predictions && isExported(predictions, i, request)) bySource.model++
    }
    return { rows: bySource.human + bySource.bulk + bySource.model, bySource, excluded: leftOut }
  }

  /** Starts and answers at once; how it goes is in the `export` topic. */
  start(request: ExportRequest): ExportState {
    // A failure is part of the published state; there is nobody to throw to.
    this.run(request).catch(() => {})
    return this.#state
  }

  /** Exports and waits. */
  async run(
    request: ExportRequest,
    onProgress?: (progress: ExportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ExportReport> {
    if (this.#state.state === 'running') {
      throw new FewlabelError('busy', 'An export is running already.', {
        remedy: 'Wait for it or cancel it.',
      })
    }
    const abort = new AbortController()
    this.#abort = abort
    this.#set({ ...idle, state: 'running', request })
    const work = this.#write(
      request,
      signal ? AbortSignal.any([abort.signal, signal]) : abort.signal,
      onProgress,
    )
    this.#running = work.catch(() => {})
    return work
  }

  cancel(): ExportState {
    this.#abort?.abort()
    return this.#state
  }

  async close(): Promise<void> {
    this.cancel()
    await this.#running
  }

  async #write(
    request: ExportRequest,
    signal: AbortSignal,
    onProgress?: (progress: ExportProgress) => void,
  ): Promise<ExportReport> {
    const { project } = this.#options
    try {
      // So that the same labels are exported the same way, however long ago they were given.
      if (!request.humansOnly) await this.#options.settled()
      const { rows: total, excluded } = this.preview(request)
      if (total === 0) {
        throw new FewlabelError('no-labels', 'There is nothing to export yet.', {
          remedy: request.humansOnly
            ? 'Label some samples first.'
            : 'Label some samples first, or lower the confidence.',
        })
      }
      const report = await writeExport(request, this.#rows(request), {
        classNames: project.classes.list().map(({ name }) => name),
        total,
        excluded,
        picture: async (sampleId) => this.#picture(sampleId),
        project: { name: project.name },
        onProgress: (progress) => {
          this.#set({ ...this.#state, progress })
          onProgress?.(progress)
        },
        signal,
      })
      this.#set({ ...this.#state, state: 'done', report })
      return report
    } catch (thrown) {
      this.#set({ ...this.#state, ...outcomeOf(thrown) })
      throw FewlabelError.from(thrown)
    } finally {
      this.#abort = null
    }
  }

  /** Rows as the project stands now: labels given while the file is being written do not mix in. */
  *#rows(request: ExportRequest): Generator<ExportRow> {
    const { project } = this.#options
    const current = project.labels.current()
    const labels = current.labels.slice()
    const sources = current.sources.slice()
    const excluded = current.excluded.slice()
    const classes = project.classes.list()
    const nameOf = new Map(classes.map(({ id, name }) => [id, name]))
    const state = this.#options.labeling.model.snapshot()
    const pageSize = 1024
    for (let first = 0; first < labels.length; first += pageSize) {
      const metas = project.samples.metaRange(first, Math.min(pageSize, labels.length - first))
      for (const meta of metas) {
        const ordinal = meta.id - 1
        if (excluded[ordinal] !== 0) continue
        const labeled = labels[ordinal] !== 0
        if (!labeled && !(state && isExported(state, ordinal, request))) continue
        const origin = labeled ? project.labels.origin(meta.id) : null
        const guess = state?.guess(ordinal) ?? null
        const classId = labeled ? labels[ordinal] : (guess?.classId as number)
        const probabilities = guess && state ? modelProbabilities(state, ordinal, labeled) : null
        yield {
          id: meta.externalId,
          source: meta.sourcePath,
          label: nameOf.get(classId) ?? '',
          labelSource: labeled ? (sources[ordinal] === 2 ? 'bulk' : 'human') : 'model',
          confidence: probabilities && state ? probabilities[state.classIds.indexOf(classId)] : null,
          cluster:
            state && ordinal < state.count
              ? state.sorted.posteriors.components[ordinal * state.sorted.posteriors.width]
              : null,
          probabilities,
          annotator: origin?.annotator ?? null,
          labeledAt: origin?.at ?? null,
          sampleId: meta.id,
        }
      }
    }
  }

  #picture(sampleId: number) {
    const { samples } = this.#options.project
    const original = samples.original(sampleId)
    // Of a project that somebody else made: nothing but pictures is copied, whatever file it names.
    if (original && 'path' in original && isImageName(original.path)) return { path: original.path }
    if (original && 'path' in original) {
      throw new FewlabelError('source-unsupported', 'The original of a sample is not a picture.', {
        file: original.path,
        remedy: 'Export as csv or jsonl.',
      })
    }
    if (original) return { extension: extensionOf(original.mediaType), bytes: original.bytes }
    const shape = samples.inputShape()
    const input = samples.input(sampleId)
    if (shape?.kind !== 'image' || !(input instanceof Uint8Array)) {
      throw new FewlabelError('source-unsupported', 'Vectors have no pictures to put into folders.', {
        remedy: 'Export as csv or jsonl.',
      })
    }
    return { extension: '.png', bytes: encodePng(input, shape.side, shape.side, shape.channels) }
  }

  #set(state: ExportState): void {
    this.#state = state
    this.#options.publish(state)
  }
}

/** Of a labeled sample what the model would say without that label: a person's word is no probability of the model's. */
function modelProbabilities({ decoder }: PredictionState, ordinal: number, isLabeled: boolean): Float32Array {
  return isLabeled ? decoder.leaveOneOut(ordinal) : decoder.probabilities(ordinal)
}

function isExported(state: PredictionState, ordinal: number, request: ExportRequest): boolean {
  if (request.humansOnly || ordinal >= state.count) return false
  return (
    state.predictions.best[ordinal] >= 0 && state.predictions.confidence[ordinal] >= request.minConfidence
  )
}

function extensionOf(mediaType: string): string {
  const subtype = mediaType.split('/')[1]?.split('+')[0] ?? 'bin'
  return `.${subtype === 'jpeg' ? 'jpg' : subtype}`
}

import { FewlabelError } from '../contract/errors.ts'
import type { ExportCounts, ExportProgress, ExportReport, ExportRequest } from '../contract/export.ts'
import type { AccuracyEstimate } from '../contract/quality.ts'
import type { ExportState } from '../contract/window.ts'
import type { ExportJob } from '../export/export-writer.ts'
import { writeExport } from '../export/write-export.ts'
import type { Project } from '../project/project.ts'
import { exportRows } from './export-rows.ts'
import { exportedPicture, exportedSamples } from './export-samples.ts'
import { nothingToExport, selectSamples } from './export-selection.ts'
import { partRows } from './export-split.ts'
import { outcomeOf } from './job-outcome.ts'
import { type LabeledState, liveState, presentState } from './labeled-state.ts'
import type { LabelingService } from './labeling-service.ts'
import type { NeighbourhoodService } from './neighbourhood-service.ts'

const idle: ExportState = { state: 'idle', request: null, progress: null, report: null, error: null }

export interface ExportServiceOptions {
  project: Project
  labeling: LabelingService
  /** Resolves when the decoder answers as well as it can; see NeighbourhoodService. */
  settled: () => Promise<void>
  copies: Pick<NeighbourhoodService, 'copies' | 'copiesFound' | 'state'>
  /** What is exported of a snapshot; throws where there is no such one. */
  snapshot: (id: number) => Promise<ExportedMoment>
  accuracy: () => AccuracyEstimate | null
  /** Of the program. */
  version: string
  publish: (state: ExportState) => void
}

/** The project at one moment, with how good it was known to be. */
export interface ExportedMoment {
  state: LabeledState
  accuracy: AccuracyEstimate | null
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
  async preview(request: ExportRequest): Promise<ExportCounts> {
    const { project, labeling, copies, snapshot } = this.#options
    const state =
      request.snapshotId === null
        ? liveState(project, labeling.model)
        : (await snapshot(request.snapshotId)).state
    const selection = selectSamples(state, request)
    const parted = request.split && partRows(selection, request.split, copies.copies())
    const isLooking = !copies.copies() && ['building', 'idle', 'refining'].includes(copies.state().state)
    return {
      rows: selection.ordinals.length,
      bySource: selection.bySource,
      excluded: selection.excluded,
      parts: parted ? parted.names.map((name, i) => ({ name, rows: parted.sizes[i] })) : [],
      notices: parted && !isLooking ? parted.notices : [],
      duplicatesPending: request.split?.groupDuplicates === true && isLooking,
    }
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
    try {
      const report = await writeExport(await this.#job(request, signal), {
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

  /** Everything as the project stands now: labels given while the export is being written do not mix in. */
  async #job(request: ExportRequest, signal: AbortSignal): Promise<ExportJob> {
    const { project, labeling, settled, copies, snapshot, version } = this.#options
    const { samples } = project
    // So that the same labels are exported the same way, however long ago they were given.
    if (request.sources.includes('model')) await unlessCancelled(settled(), signal)
    const found = request.split?.groupDuplicates ? await unlessCancelled(copies.copiesFound(), signal) : null
    const { state, accuracy } =
      request.snapshotId === null
        ? { state: presentState(project, labeling.model), accuracy: this.#options.accuracy() }
        : await snapshot(request.snapshotId)
    const selection = selectSamples(state, request)
    if (selection.ordinals.length === 0) throw nothingToExport(request)
    const parted = request.split && partRows(selection, request.split, found)
    return {
      request,
      rows: exportRows(samples, state, selection, parted),
      total: selection.ordinals.length,
      excluded: selection.excluded,
      classes: state.classes,
      parts: request.split?.parts ?? [],
      notices: parted?.notices ?? [],
      project: { name: project.name },
      snapshot: request.snapshotId === null ? null : project.snapshots.get(request.snapshotId).name,
      program: { name: 'Fewlabel', version },
      model: state.predictions && {
        run: state.predictions.sorted.runId,
        seed: project.runs.get(state.predictions.sorted.runId).config.seed,
        decoder: state.predictions.kind,
        prior: state.prior,
      },
      accuracy,
      shape: samples.inputShape(),
      featureNames: samples.featureNames(),
      fieldNames: samples.fieldNames(),
      hasTexts: samples.hasTexts(),
      picture: async (sampleId) => exportedPicture(samples, sampleId),
      sample: exportedSamples(samples),
      opinions: (sampleId) => state.opinions(sampleId - 1),
    }
  }

  #set(state: ExportState): void {
    this.#state = state
    this.#options.publish(state)
  }
}

/** Minutes can go by until neighbours are found: who cancels does not wait for that. */
async function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: cancelled, reject } = Promise.withResolvers<never>()
  const stop = () => reject(new FewlabelError('cancelled', 'The export was cancelled; nothing was written.'))
  signal.addEventListener('abort', stop)
  try {
    if (signal.aborted) stop()
    return await Promise.race([work, cancelled])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

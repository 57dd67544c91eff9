import type { StartProgram } from '../contract/child-program.ts'
import type {
  ImportProblem,
  ImportProgress,
  ImportReport,
  ImportRequest,
  InputShape,
} from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { ImportState } from '../contract/window.ts'
import { openSource } from '../dataset/open-source.ts'
import type { SampleSource } from '../dataset/sample-source.ts'
import type { Project } from '../project/project.ts'
import { outcomeOf } from './job-outcome.ts'
import { RateEstimate } from './rate-estimate.ts'

const examplesKept = 1000
const reportEveryMs = 150

const idle: ImportState = { state: 'idle', request: null, progress: null, report: null, error: null }

export interface ImportServiceOptions {
  project: Project
  startProgram: StartProgram
  publish: (state: ImportState) => void
  /** Throws `busy` when something else is using the samples. */
  assertFree: () => void
  annotator: () => string
  /** Called after samples were added. */
  onImported: (report: ImportReport) => void
}

/** Brings samples into the project: streamed, in one transaction, with progress and cancel. */
export class ImportService {
  readonly #options: ImportServiceOptions
  #state: ImportState = idle
  #abort: AbortController | null = null
  #running: Promise<unknown> = Promise.resolve()

  constructor(options: ImportServiceOptions) {
    this.#options = options
  }

  get busy(): boolean {
    return this.#state.state === 'running'
  }

  state(): ImportState {
    return this.#state
  }

  /** Starts and answers at once; how it goes is in the `import` topic. */
  start(request: ImportRequest): ImportState {
    this.#begin()
    this.#set({ ...idle, state: 'running', request })
    // A failure is part of the published state; there is nobody to throw to.
    this.#running = this.#import(() => this.#open(request), request).catch(() => {})
    return this.#state
  }

  /** Imports and waits. `source` may be drawn instead of read. */
  async run(
    source: ImportRequest | SampleSource,
    onProgress?: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImportReport> {
    this.#begin()
    const request = 'batches' in source ? null : source
    this.#set({ ...idle, state: 'running', request })
    const onAbort = () => this.#abort?.abort()
    signal?.addEventListener('abort', onAbort, { once: true })
    const work = this.#import(
      async () => ('batches' in source ? source : this.#open(source)),
      request,
      onProgress,
    )
    this.#running = work.catch(() => {})
    return work.finally(() => signal?.removeEventListener('abort', onAbort))
  }

  cancel(): ImportState {
    this.#abort?.abort()
    return this.#state
  }

  /** Cancels what runs and waits until the project is as it was. */
  async close(): Promise<void> {
    this.cancel()
    await this.#running
  }

  #open(request: ImportRequest): Promise<SampleSource> {
    return openSource(request, this.#options.startProgram)
  }

  #begin(): void {
    if (this.busy)
      throw new FewlabelError('busy', 'An import is running already.', {
        remedy: 'Wait for it or cancel it.',
      })
    this.#options.assertFree()
    this.#abort = new AbortController()
  }

  async #import(
    open: () => Promise<SampleSource>,
    request: ImportRequest | null,
    onProgress?: (progress: ImportProgress) => void,
    outer?: AbortSignal,
  ): Promise<ImportReport> {
    const own = (this.#abort as AbortController).signal
    const signal = outer ? AbortSignal.any([own, outer]) : own
    try {
      const report = await this.#transfer(await open(), request, signal, (progress) => {
        this.#set({ ...this.#state, progress })
        onProgress?.(progress)
      })
      this.#set({ ...this.#state, state: 'done', report })
      this.#options.onImported(report)
      return report
    } catch (thrown) {
      this.#set({ ...this.#state, ...outcomeOf(thrown) })
      throw FewlabelError.from(thrown)
    } finally {
      this.#abort = null
    }
  }

  async #transfer(
    source: SampleSource,
    request: ImportRequest | null,
    signal: AbortSignal,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportReport> {
    const started = performance.now()
    const rate = new RateEstimate()
    const progress: ImportProgress = {
      done: 0,
      total: source.total,
      imported: 0,
      duplicates: 0,
      failed: 0,
      secondsLeft: null,
    }
    const truthClasses = new Set<string>()
    const duplicateExamples: ImportReport['duplicateExamples'] = []
    const problems: ImportReport['problems'] = []
    const notices = [...source.notices]
    let lastReport = started
    let labelsLost = 0
    const transaction = this.#options.project.beginImport({
      source: request?.source ?? 'drawn letters',
      format: source.format,
      shape: source.shape,
      recipe: request?.recipe ?? null,
      fieldNames: source.fieldNames,
      featureNames: featureNames(source.shape),
      annotator: this.#options.annotator(),
    })
    try {
      for await (const batch of source.batches(signal)) {
        for (const sample of batch.samples) {
          const outcome = transaction.add(sample)
          if (outcome === 'added') {
            progress.imported++
            if (sample.truth !== null) truthClasses.add(sample.truth)
          } else {
            progress.duplicates++
            labelsLost += sample.labels?.length ?? 0
            if (duplicateExamples.length < examplesKept) {
              duplicateExamples.push({ skipped: sample.externalId, sameAs: outcome.duplicateOf })
            }
          }
        }
        progress.failed += batch.problems.length
        problems.push(...batch.problems.slice(0, examplesKept - problems.length))
        notices.push(...(batch.notices ?? []).slice(0, Math.max(0, examplesKept - notices.length)))
        progress.done += batch.samples.length + batch.problems.length
        const now = performance.now()
        if (now - lastReport >= reportEveryMs) {
          lastReport = now
          progress.secondsLeft =
            progress.total === null ? null : rate.secondsLeft(progress.done, progress.total, now)
          onProgress({ ...progress })
        }
        // The window's requests get their turn between batches.
        await new Promise((resolve) => setImmediate(resolve))
        if (signal.aborted)
          throw new FewlabelError('cancelled', 'The import was cancelled; nothing was imported.')
      }
      if (progress.imported + progress.duplicates === 0) throw nothingUsable(request?.source ?? '', problems)
      if (labelsLost > 0) notices.unshift(lostWithDuplicates(request?.source ?? '', labelsLost))
      const { labels, labelAnnotators } = transaction.commit()
      onProgress({ ...progress, secondsLeft: 0 })
      return {
        source: request?.source ?? 'drawn letters',
        format: source.format,
        imported: progress.imported,
        duplicates: progress.duplicates,
        duplicateExamples,
        failed: progress.failed,
        problems,
        notices: notices.slice(0, examplesKept),
        truthClasses: [...truthClasses].sort(new Intl.Collator('en', { numeric: true }).compare),
        labels,
        labelAnnotators,
        seconds: (performance.now() - started) / 1000,
      }
    } catch (error) {
      transaction.rollback()
      throw error
    }
  }

  #set(state: ImportState): void {
    this.#state = state
    this.#options.publish(state)
  }
}

/** Absent where the columns have no names of their own, as the numbers of an embedding. */
function featureNames(shape: InputShape): string[] | undefined {
  return shape.kind === 'vector' && shape.columns.length === shape.length ? shape.columns : undefined
}

/** Who brings in labels of samples that are there already would wonder where they are. */
function lostWithDuplicates(file: string, labels: number): ImportProblem {
  return {
    file,
    reason:
      labels === 1
        ? 'a label came with a sample that was there already, and was not taken in'
        : `${labels.toLocaleString('en-US')} labels came with samples that were there already, and were not taken in`,
  }
}

function nothingUsable(source: string, problems: ImportReport['problems']): FewlabelError {
  if (problems.length === 0) {
    return new FewlabelError('source-empty', 'There is nothing to import in it.', {
      file: source,
      remedy: 'Choose another source.',
    })
  }
  const [first] = problems
  return new FewlabelError(
    'source-damaged',
    `None of its ${problems.length} items could be read; nothing was imported.`,
    {
      file: source,
      found: `${first.file}: ${first.reason}`,
      remedy: 'Check the files and try again.',
    },
  )
}

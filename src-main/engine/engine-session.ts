import { setImmediate as turn } from 'node:timers/promises'
import { FewlabelError } from '../contract/errors.ts'
import type { Checkpoint, PosteriorChunk, TrainingEvent } from '../contract/training.ts'
import type { LoadedBackend } from './backend.ts'
import type { EarlierPosteriors } from './cluster-numbers.ts'
import { type InputSource, loadInputs } from './load-inputs.ts'
import {
  type EngineMessage,
  type EnginePreference,
  hostMessageSchema,
  type InferRequest,
  type TrainRequest,
  unacknowledgedEvents,
} from './protocol.ts'
import type { TrainOptions } from './run-context.ts'
import type { TrainingData } from './training-data.ts'

/** What the session needs of a project; see project/project-reader.ts. */
export interface EngineProjectReader extends InputSource {
  latestCheckpoint(runId: number): Checkpoint | null
  posteriorsInUse(): EarlierPosteriors | null
  close(): void
}

/** What the session is made of; the entry point gives the real parts, tests give others. */
export interface EngineParts {
  loadBackend(preference: EnginePreference, nativeProblem: string | null): Promise<LoadedBackend>
  openReader(projectPath: string): EngineProjectReader
  train(data: TrainingData, options: TrainOptions): AsyncIterable<TrainingEvent>
  inferPosteriors(data: TrainingData, checkpoint: Checkpoint, first: number): Iterable<PosteriorChunk>
}

interface RunningJob {
  id: number
  abort: AbortController
  unacknowledged: number
  /** Continues the job that waits for acknowledgements. */
  wake: () => void
  ended: Promise<void>
}

/** The engine's side of the conversation: does what the host asks, one job at a time. */
export class EngineSession {
  readonly #send: (message: EngineMessage) => void
  readonly #parts: EngineParts
  readonly #exit: () => void
  #job: RunningJob | null = null

  /** @param exit ends the process, after a shutdown */
  constructor(send: (message: EngineMessage) => void, parts: EngineParts, exit: () => void) {
    this.#send = send
    this.#parts = parts
    this.#exit = exit
  }

  /** Takes a message of the host's. Throws on one that is none: that is a bug. */
  receive(raw: unknown): void {
    const message = hostMessageSchema.parse(raw)
    switch (message.type) {
      case 'hello':
        void this.#greet(message.preference, message.nativeProblem)
        break
      case 'train':
        this.#start(message.job, (signal) => this.#train(message.request, signal))
        break
      case 'infer':
        this.#start(message.job, (signal) => this.#infer(message.request, signal))
        break
      case 'pause':
        if (this.#job?.id === message.job) this.#job.abort.abort()
        break
      case 'acknowledge':
        if (this.#job?.id === message.job) {
          this.#job.unacknowledged--
          this.#job.wake()
        }
        break
      case 'shutdown':
        void this.#shutDown()
        break
    }
  }

  /** Tells the host about an error nobody caught; the process is to end after it. */
  fail(error: unknown): void {
    this.#send({ type: 'failed', job: this.#job?.id ?? null, error: FewlabelError.from(error).toDocument() })
  }

  async #greet(preference: EnginePreference, nativeProblem: string | null): Promise<void> {
    try {
      const loaded = await this.#parts.loadBackend(preference, nativeProblem)
      this.#send({ type: 'ready', pid: process.pid, ...loaded })
    } catch (error) {
      this.fail(error)
    }
  }

  async #shutDown(): Promise<void> {
    this.#job?.abort.abort()
    await this.#job?.ended
    this.#exit()
  }

  #start(id: number, events: (signal: AbortSignal) => AsyncIterable<TrainingEvent>): void {
    if (this.#job) {
      const error = new FewlabelError('busy', 'The engine has another job.')
      this.#send({ type: 'failed', job: id, error: error.toDocument() })
      return
    }
    const job: RunningJob = {
      id,
      abort: new AbortController(),
      unacknowledged: 0,
      wake: () => {},
      ended: Promise.resolve(),
    }
    this.#job = job
    job.ended = this.#run(job, events)
  }

  async #run(job: RunningJob, events: (signal: AbortSignal) => AsyncIterable<TrainingEvent>): Promise<void> {
    const { signal } = job.abort
    let last: EngineMessage
    try {
      for await (const event of events(signal)) {
        this.#send({ type: 'event', job: job.id, event })
        job.unacknowledged++
        // Computing blocks this thread: messages get their turn here, and only here.
        await turn()
        while (job.unacknowledged >= unacknowledgedEvents) {
          await new Promise<void>((wake) => {
            job.wake = wake
          })
        }
      }
      last = { type: 'done', job: job.id, outcome: signal.aborted ? 'stopped' : 'finished' }
    } catch (error) {
      const typed = FewlabelError.from(error)
      if (typed.code === 'internal' && !signal.aborted) console.error(error)
      last =
        signal.aborted && error === signal.reason
          ? { type: 'done', job: job.id, outcome: 'stopped' }
          : { type: 'failed', job: job.id, error: typed.toDocument() }
    }
    this.#job = null
    this.#send(last)
  }

  async *#train(request: TrainRequest, signal: AbortSignal): AsyncGenerator<TrainingEvent, void> {
    const { projectPath, runId, config } = request
    const { data, checkpoints } = yield* this.#read(projectPath, 0, signal, (reader) => {
      const { continues } = config
      const resume = request.resume ? reader.latestCheckpoint(runId) : null
      return { resume, base: continues && !resume ? reader.latestCheckpoint(continues.runId) : null }
    })
    yield* this.#parts.train(data, {
      runId,
      config,
      resume: checkpoints.resume ?? undefined,
      base: checkpoints.base ?? undefined,
      // Read when they are needed, at the end of the training: they are large.
      earlierPosteriors: () => {
        const reader = this.#parts.openReader(projectPath)
        try {
          return reader.posteriorsInUse()
        } finally {
          reader.close()
        }
      },
      signal,
    })
  }

  async *#infer(request: InferRequest, signal: AbortSignal): AsyncGenerator<TrainingEvent, void> {
    const { projectPath, runId, first } = request
    const { data, checkpoints } = yield* this.#read(projectPath, first, signal, (reader) =>
      reader.latestCheckpoint(runId),
    )
    if (!checkpoints) {
      throw new FewlabelError('not-trained', 'There is no trained model yet.', {
        remedy: 'Start training first.',
      })
    }
    for (const chunk of this.#parts.inferPosteriors(data, checkpoints, first)) {
      yield { type: 'posteriors', chunk }
      if (signal.aborted) return
    }
  }

  /** Reads what a job needs, and closes the project again. */
  async *#read<Checkpoints>(
    projectPath: string,
    first: number,
    signal: AbortSignal,
    checkpointsOf: (reader: EngineProjectReader) => Checkpoints,
  ): AsyncGenerator<TrainingEvent, { data: TrainingData; checkpoints: Checkpoints }> {
    const reader = this.#parts.openReader(projectPath)
    try {
      const data = yield* loadInputs(reader, first, signal)
      return { data, checkpoints: checkpointsOf(reader) }
    } finally {
      reader.close()
    }
  }
}

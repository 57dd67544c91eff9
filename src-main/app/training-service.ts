import type { InputShape } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { TrainingConfig, TrainingEvent, TrainingProgress, TrainingRun } from '../contract/training.ts'
import { defaultTrainingConfig } from '../contract/training-defaults.ts'
import type { TrainingState } from '../contract/window.ts'
import type { EngineClient } from '../engine/engine-client.ts'
import type { Project } from '../project/project.ts'
import { type ContinuationRequest, continuationOf } from './continuation.ts'
import { encoderOf, rememberEncoder } from './encoder-choice.ts'
import { EngineRun } from './engine-run.ts'
import { jitterOf, rememberJitter } from './jitter-choice.ts'
import { historyOf, untrained } from './last-training.ts'
import { PrototypeGallery } from './prototype-gallery.ts'
import { type TrainingResult, trainingResult } from './training-result.ts'
import { TrainingTopic } from './training-topic.ts'

export interface TrainingServiceOptions {
  project: Project
  engine: EngineClient
  publish: (state: TrainingState) => void
  /** Throws `busy` when something else is using the samples. */
  assertFree: () => void
  /** Called with the run whose posteriors are complete; resolves when the labeling side uses them. */
  onPosteriors: (runId: number) => Promise<void>
}

/** What someone who waits for a training is told meanwhile. */
export interface TrainingListener {
  onProgress?: (progress: TrainingProgress) => void
  onNotice?: (message: string) => void
}

/** Runs the engine over the project's samples and keeps what comes out: checkpoints, prototypes, posteriors. */
export class TrainingService {
  readonly prototypes: PrototypeGallery
  readonly #options: TrainingServiceOptions
  readonly #topic: TrainingTopic
  #engineRun: EngineRun | null = null
  /** What a stop is meant as, once the engine has stopped. */
  #stopAs: 'paused' | 'cancelled' = 'paused'
  #running: Promise<unknown> = Promise.resolve()
  #listener: TrainingListener = {}

  constructor(options: TrainingServiceOptions) {
    this.#options = options
    this.prototypes = new PrototypeGallery(options.project)
    this.#topic = new TrainingTopic(options.project, this.prototypes, options.publish)
  }

  get busy(): boolean {
    return ['starting', 'running', 'pausing', 'preparing'].includes(this.#topic.state.state)
  }

  state(): TrainingState {
    return this.#topic.state
  }

  defaults(overrides: Partial<TrainingConfig> = {}): TrainingConfig {
    const { project } = this.#options
    const shape = this.#shape()
    const jitter = jitterOf(project, shape)
    const encoder = overrides.encoder ?? encoderOf(project, shape)
    return defaultTrainingConfig(shape, project.samples.count(), { jitter, ...overrides, encoder })
  }

  /** The settings with which a run goes on from the model of another; see {@link continuationOf}. */
  continuation(request?: ContinuationRequest): TrainingConfig {
    return continuationOf(this.#options.project, this.defaults(), request)
  }

  /** Starts a run and answers at once; how it goes is in the `training` topic. */
  start(config: TrainingConfig = this.defaults()): TrainingState {
    void this.#begin(config).catch(() => {})
    return this.#topic.state
  }

  /**
   * Trains to the end and waits. Rejects when it fails, and as `cancelled` when it is stopped before.
   *
   * @param config null goes on with a paused or interrupted run
   */
  async run(config: TrainingConfig | null, listener: TrainingListener = {}): Promise<TrainingResult> {
    this.#listener = listener
    try {
      await (config ? this.#begin(config) : this.#goOn())
    } finally {
      this.#listener = {}
    }
    return trainingResult(this.#topic.state)
  }

  /** Goes on with a paused or interrupted run from its last checkpoint. */
  resume(): TrainingState {
    void this.#goOn().catch(() => {})
    return this.#topic.state
  }

  pause(): TrainingState {
    return this.#stop('paused')
  }

  cancel(): TrainingState {
    if (this.#topic.state.state !== 'paused') return this.#stop('cancelled')
    this.#topic.patchRun({ state: 'cancelled', finishedAt: now() })
    this.#topic.set({ state: 'cancelled', progress: null })
    return this.#topic.state
  }

  /** Sorts samples that came after the last training, with its model. */
  sortNew(): TrainingState {
    const { project } = this.#options
    const runId = project.posteriors.current()
    if (runId === null) {
      throw new FewlabelError('not-trained', 'There is no trained model yet.', {
        remedy: 'Start training first.',
      })
    }
    this.#assertStartable()
    this.#running = this.#sort(project.runs.get(runId)).catch(() => {})
    return this.#topic.state
  }

  /** Pauses what runs, keeping a last checkpoint, and waits for it. */
  async close(): Promise<void> {
    this.#stopAs = 'paused'
    this.#engineRun?.stop()
    await this.#running
  }

  #shape(): InputShape {
    const shape = this.#options.project.samples.inputShape()
    if (!shape) {
      throw new FewlabelError('nothing-to-train', 'There are no samples yet.', {
        remedy: 'Import some first.',
      })
    }
    return shape
  }

  #assertStartable(): void {
    if (this.busy) {
      throw new FewlabelError('busy', 'Training is running already.', { remedy: 'Pause or cancel it first.' })
    }
    this.#options.assertFree()
  }

  #begin(config: TrainingConfig): Promise<void> {
    const shape = this.#shape()
    this.#assertStartable()
    rememberEncoder(this.#options.project, shape, config)
    const run = this.#options.project.runs.create(config)
    rememberJitter(this.#options.project, config.jitter)
    this.prototypes.forget()
    this.#topic.set({ ...untrained, run, history: historyOf(this.#options.project.runs, run) })
    return this.#train(run, false)
  }

  #goOn(): Promise<void> {
    const { run, state } = this.#topic.state
    if (!run || state !== 'paused') {
      throw new FewlabelError('not-found', 'There is no paused training to resume.', {
        remedy: 'Start a new one.',
      })
    }
    this.#assertStartable()
    return this.#train(run, true)
  }

  #stop(as: 'paused' | 'cancelled'): TrainingState {
    if (!this.#engineRun) throw new FewlabelError('not-found', 'Training is not running.')
    this.#stopAs = as
    this.#topic.set({ state: 'pausing' })
    this.#engineRun.stop()
    return this.#topic.state
  }

  #train(run: TrainingRun, resume: boolean): Promise<void> {
    const work = this.#drive(run, resume)
    this.#running = work.catch(() => {})
    return work
  }

  async #drive(run: TrainingRun, resume: boolean): Promise<void> {
    const started = performance.now()
    const seconds = () => run.seconds + (performance.now() - started) / 1000
    this.#stopAs = 'paused'
    this.#topic.set({ state: 'starting', error: null })
    try {
      const outcome = await this.#engineRunFor(run, seconds).drive(resume)
      this.#engineRun = null
      if (outcome === 'stopped') {
        const state = this.#stopAs as TrainingState['state'] & TrainingRun['state']
        this.#topic.patchRun({ state, seconds: seconds(), finishedAt: state === 'cancelled' ? now() : null })
        this.#topic.set({ state, progress: null })
        return
      }
    } catch (thrown) {
      this.#engineRun = null
      const error = FewlabelError.from(thrown)
      this.#topic.patchRun({ state: 'failed', failure: error.message, seconds: seconds(), finishedAt: now() })
      this.#topic.set({ state: 'failed', progress: null, error: error.toDocument() })
      throw error
    }
    // Its posteriors are in the project: whatever becomes of the preparation, the run is done.
    this.#topic.patchRun({ state: 'done', seconds: seconds(), finishedAt: now() })
    this.#topic.set({ state: 'preparing' })
    let error: FewlabelError | null = null
    try {
      await this.#options.onPosteriors(run.id)
    } catch (thrown) {
      error = FewlabelError.from(thrown)
    }
    this.#topic.patchRun({ seconds: seconds() })
    this.#topic.set({ state: 'done', progress: null, error: error?.toDocument() ?? null })
    if (error) throw error
  }

  async #sort(run: TrainingRun): Promise<void> {
    const { state } = this.#topic.state
    this.#topic.set({ state: 'starting', error: null })
    let error: FewlabelError | null = null
    try {
      await this.#engineRunFor(run).sort()
      this.#engineRun = null
      this.#topic.set({ state: 'preparing' })
      await this.#options.onPosteriors(run.id)
    } catch (thrown) {
      this.#engineRun = null
      error = FewlabelError.from(thrown)
    }
    this.#topic.set({ state, progress: null, error: error?.toDocument() ?? null })
  }

  #engineRunFor(run: TrainingRun, seconds?: () => number): EngineRun {
    const { project, engine } = this.#options
    this.#engineRun = new EngineRun({
      project,
      engine,
      run,
      onEvent: (event) => this.#take(event, seconds),
      onNotice: (message) => this.#notice(message),
      onStarted: (backend) => {
        if (seconds) this.#topic.patchRun({ state: 'running', backend })
        if (this.#topic.state.state === 'starting') this.#topic.set({ state: 'running' })
      },
    })
    return this.#engineRun
  }

  async #take(event: TrainingEvent, seconds?: () => number): Promise<void> {
    const { runs } = this.#options.project
    if (event.type === 'progress') {
      const { progress } = event
      // A run that stops early is shorter than it was to be.
      if (seconds && progress.epochs !== this.#topic.state.run?.epochs)
        this.#topic.patchRun({ epochs: progress.epochs })
      this.#topic.set({ progress })
      this.#listener.onProgress?.(progress)
    } else if (event.type === 'epoch') {
      // A resumed run repeats no epoch, but one that starts over after a crash does.
      const before = this.#topic.state.history.filter(({ epoch }) => epoch < event.record.epoch)
      this.#topic.set({ history: [...before, event.record] })
    } else if (event.type === 'notice') {
      this.#notice(event.message)
    } else if (event.type === 'gallery') {
      this.prototypes.take(event.gallery)
      this.#topic.set({ galleryEpoch: event.gallery.epoch })
    } else if (event.type === 'checkpoint') {
      await runs.saveCheckpoint(event.checkpoint)
      const { progress } = this.#topic.state
      this.#topic.patchRun({
        ...(seconds ? { seconds: seconds() } : {}),
        ...(progress ? { liveComponents: progress.liveComponents } : {}),
        ...(progress && progress.phase !== 'posteriors'
          ? { samplesPerSecond: progress.samplesPerSecond }
          : {}),
      })
    }
  }

  #notice(message: string): void {
    this.#listener.onNotice?.(message)
    this.#topic.notice(message)
  }
}

function now(): string {
  return new Date().toISOString()
}

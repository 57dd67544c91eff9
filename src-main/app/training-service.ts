import type { InputShape } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type {
  EngineBackend,
  TrainingConfig,
  TrainingEvent,
  TrainingProgress,
  TrainingRun,
} from '../contract/training.ts'
import { defaultTrainingConfig } from '../contract/training-defaults.ts'
import type { TrainingState } from '../contract/window.ts'
import type { EngineClient } from '../engine/engine-client.ts'
import type { Project } from '../project/project.ts'
import type { RunPatch } from '../project/run-store.ts'
import { EngineRun } from './engine-run.ts'
import { jitterOf, rememberJitter } from './jitter-choice.ts'
import { PrototypeGallery } from './prototype-gallery.ts'

const noticesKept = 50

const idle: TrainingState = {
  state: 'idle',
  run: null,
  progress: null,
  history: [],
  notices: [],
  galleryEpoch: null,
  error: null,
}

export interface TrainingServiceOptions {
  project: Project
  engine: EngineClient
  publish: (state: TrainingState) => void
  /** Throws `busy` when something else is using the samples. */
  assertFree: () => void
  /** Called with the run whose posteriors are complete; resolves when the labeling side uses them. */
  onPosteriors: (runId: number) => Promise<void>
}

export interface TrainingResult {
  engine: EngineBackend
  seconds: number
  imagesPerSecond: number
  components: number
  epochs: number
}

/** Runs the engine over the project's samples and keeps what comes out: checkpoints, prototypes, posteriors. */
export class TrainingService {
  readonly prototypes: PrototypeGallery
  readonly #options: TrainingServiceOptions
  #state: TrainingState
  #engineRun: EngineRun | null = null
  /** What a stop is meant as, once the engine has stopped. */
  #stopAs: 'paused' | 'cancelled' = 'paused'
  #running: Promise<unknown> = Promise.resolve()
  #progressListener: ((progress: TrainingProgress) => void) | null = null

  constructor(options: TrainingServiceOptions) {
    this.#options = options
    this.prototypes = new PrototypeGallery(options.project)
    this.#state = this.#lastState()
  }

  get busy(): boolean {
    return ['starting', 'running', 'pausing', 'preparing'].includes(this.#state.state)
  }

  state(): TrainingState {
    return this.#state
  }

  defaults(overrides: Partial<TrainingConfig> = {}): TrainingConfig {
    const { project } = this.#options
    const shape = this.#shape()
    const jitter = jitterOf(project, shape)
    return defaultTrainingConfig(shape, project.samples.count(), { jitter, ...overrides })
  }

  /** Starts a fresh run and answers at once; how it goes is in the `training` topic. */
  start(config: TrainingConfig = this.defaults()): TrainingState {
    void this.#begin(config).catch(() => {})
    return this.#state
  }

  /** Trains to the end and waits. Rejects when it fails, and as `cancelled` when it is stopped before. */
  async run(
    config: TrainingConfig,
    onProgress?: (progress: TrainingProgress) => void,
  ): Promise<TrainingResult> {
    this.#progressListener = onProgress ?? null
    await this.#begin(config).finally(() => {
      this.#progressListener = null
    })
    const { state, run } = this.#state
    if (state !== 'done' || !run) {
      throw new FewlabelError('cancelled', 'Training was stopped; its last checkpoint is kept.', {
        remedy: 'Resume it in the window, or train again.',
      })
    }
    return {
      engine: run.backend ?? 'wasm',
      seconds: run.seconds,
      imagesPerSecond: run.samplesPerSecond ?? 0,
      components: run.liveComponents ?? run.config.clusters,
      epochs: run.epochs,
    }
  }

  /** Goes on with a paused or interrupted run from its last checkpoint. */
  resume(): TrainingState {
    const { run, state } = this.#state
    if (!run || state !== 'paused') {
      throw new FewlabelError('not-found', 'There is no paused training to resume.', {
        remedy: 'Start a new one.',
      })
    }
    this.#assertStartable()
    void this.#train(run, true).catch(() => {})
    return this.#state
  }

  pause(): TrainingState {
    return this.#stop('paused')
  }

  cancel(): TrainingState {
    if (this.#state.state !== 'paused') return this.#stop('cancelled')
    this.#patchRun({ state: 'cancelled', finishedAt: now() })
    this.#set({ state: 'cancelled', progress: null })
    return this.#state
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
    return this.#state
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
    this.#shape()
    this.#assertStartable()
    const run = this.#options.project.runs.create(config)
    rememberJitter(this.#options.project, config.jitter)
    this.prototypes.forget()
    this.#set({ ...idle, run })
    return this.#train(run, false)
  }

  #stop(as: 'paused' | 'cancelled'): TrainingState {
    if (!this.#engineRun) throw new FewlabelError('not-found', 'Training is not running.')
    this.#stopAs = as
    this.#set({ state: 'pausing' })
    this.#engineRun.stop()
    return this.#state
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
    this.#set({ state: 'starting', error: null })
    try {
      const outcome = await this.#engineRunFor(run, seconds).drive(resume)
      this.#engineRun = null
      if (outcome === 'stopped') {
        const state = this.#stopAs as TrainingState['state'] & TrainingRun['state']
        this.#patchRun({ state, seconds: seconds(), finishedAt: state === 'cancelled' ? now() : null })
        this.#set({ state, progress: null })
        return
      }
    } catch (thrown) {
      this.#engineRun = null
      const error = FewlabelError.from(thrown)
      this.#patchRun({ state: 'failed', failure: error.message, seconds: seconds(), finishedAt: now() })
      this.#set({ state: 'failed', progress: null, error: error.toDocument() })
      throw error
    }
    // Its posteriors are in the project: whatever becomes of the preparation, the run is done.
    this.#patchRun({ state: 'done', seconds: seconds(), finishedAt: now() })
    this.#set({ state: 'preparing' })
    let error: FewlabelError | null = null
    try {
      await this.#options.onPosteriors(run.id)
    } catch (thrown) {
      error = FewlabelError.from(thrown)
    }
    this.#patchRun({ seconds: seconds() })
    this.#set({ state: 'done', progress: null, error: error?.toDocument() ?? null })
    if (error) throw error
  }

  async #sort(run: TrainingRun): Promise<void> {
    const { state } = this.#state
    this.#set({ state: 'starting', error: null })
    let error: FewlabelError | null = null
    try {
      await this.#engineRunFor(run).sort()
      this.#engineRun = null
      this.#set({ state: 'preparing' })
      await this.#options.onPosteriors(run.id)
    } catch (thrown) {
      this.#engineRun = null
      error = FewlabelError.from(thrown)
    }
    this.#set({ state, progress: null, error: error?.toDocument() ?? null })
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
        if (seconds) this.#patchRun({ state: 'running', backend })
        if (this.#state.state === 'starting') this.#set({ state: 'running' })
      },
    })
    return this.#engineRun
  }

  async #take(event: TrainingEvent, seconds?: () => number): Promise<void> {
    const { runs } = this.#options.project
    if (event.type === 'progress') {
      this.#set({ progress: event.progress })
      this.#progressListener?.(event.progress)
    } else if (event.type === 'epoch') {
      // A resumed run repeats no epoch, but one that starts over after a crash does.
      const before = this.#state.history.filter(({ epoch }) => epoch < event.record.epoch)
      this.#set({ history: [...before, event.record] })
    } else if (event.type === 'notice') {
      this.#notice(event.message)
    } else if (event.type === 'gallery') {
      this.prototypes.take(event.gallery)
      this.#set({ galleryEpoch: event.gallery.epoch })
    } else if (event.type === 'checkpoint') {
      await runs.saveCheckpoint(event.checkpoint)
      const { progress } = this.#state
      this.#patchRun({
        ...(seconds ? { seconds: seconds() } : {}),
        ...(progress ? { liveComponents: progress.liveComponents } : {}),
        ...(progress && progress.phase !== 'posteriors'
          ? { samplesPerSecond: progress.samplesPerSecond }
          : {}),
      })
    }
  }

  #notice(message: string): void {
    this.#set({ notices: [...this.#state.notices, { at: now(), message }].slice(-noticesKept) })
  }

  /** What the project tells of its last run. A run that was under way when the program ended can be resumed. */
  #lastState(): TrainingState {
    const { runs } = this.#options.project
    const last = runs.list().at(-1)
    if (!last) return idle
    if (last.state === 'running' || last.state === 'queued') runs.update(last.id, { state: 'interrupted' })
    const run = runs.get(last.id)
    this.prototypes.load(run.id)
    return {
      ...idle,
      state: restingState(run.state),
      run,
      history: runs.checkpointSummary(run.id)?.history ?? [],
      galleryEpoch: this.prototypes.epoch,
      error: run.failure ? new FewlabelError('internal', run.failure).toDocument() : null,
    }
  }

  #patchRun(patch: RunPatch): void {
    const { run } = this.#state
    if (!run) return
    this.#options.project.runs.update(run.id, patch)
    this.#set({ run: this.#options.project.runs.get(run.id) })
  }

  #set(patch: Partial<TrainingState>): void {
    this.#state = { ...this.#state, ...patch }
    this.#options.publish(this.#state)
  }
}

function restingState(state: TrainingRun['state']): TrainingState['state'] {
  return state === 'done' || state === 'failed' || state === 'cancelled' ? state : 'paused'
}

function now(): string {
  return new Date().toISOString()
}

import { type InputShape, inputLength } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type {
  ComponentGallery,
  EngineBackend,
  TrainingConfig,
  TrainingEvent,
  TrainingProgress,
  TrainingRun,
} from '../contract/training.ts'
import { defaultTrainingConfig } from '../contract/training-defaults.ts'
import type { GalleryView, TrainingState } from '../contract/window.ts'
import type { EngineClient, EngineJob } from '../engine/engine-client.ts'
import type { Project } from '../project/project.ts'

/** A run whose engine dies more often than this is given up: the cause is not a passing one. */
const crashesForgiven = 5
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

type Intent = 'run' | 'pause' | 'cancel'

/** Runs the engine over the project's samples and keeps what comes out: checkpoints, prototypes, posteriors. */
export class TrainingService {
  readonly #options: TrainingServiceOptions
  #state: TrainingState
  #gallery: ComponentGallery | null
  #job: EngineJob | null = null
  #intent: Intent = 'run'
  #running: Promise<unknown> = Promise.resolve()
  #progressListener: ((progress: TrainingProgress) => void) | null = null

  constructor(options: TrainingServiceOptions) {
    this.#options = options
    const { runs, posteriors } = options.project
    const last = runs.list().at(-1) ?? null
    // The program ended in the middle of it: it stands where its last checkpoint is.
    if (last && (last.state === 'running' || last.state === 'queued')) {
      runs.update(last.id, { state: 'interrupted' })
    }
    const run = last && runs.get(last.id)
    this.#gallery = run ? posteriors.gallery(run.id) : null
    this.#state = run
      ? {
          ...idle,
          state: run.state === 'interrupted' ? 'paused' : restingState(run.state),
          run,
          history: runs.latestCheckpoint(run.id)?.history ?? [],
          galleryEpoch: this.#gallery?.epoch ?? null,
          error: run.failure ? new FewlabelError('internal', run.failure).toDocument() : null,
        }
      : idle
  }

  get busy(): boolean {
    return ['starting', 'running', 'pausing', 'preparing'].includes(this.#state.state)
  }

  state(): TrainingState {
    return this.#state
  }

  defaults(overrides: Partial<TrainingConfig> = {}): TrainingConfig {
    return defaultTrainingConfig(this.#shape(), this.#options.project.samples.count(), overrides)
  }

  /** Starts a fresh run and answers at once; how it goes is in the `training` topic. */
  start(config: TrainingConfig = this.defaults()): TrainingState {
    this.#running = this.#startRun(config).catch(() => {})
    return this.#state
  }

  /** Trains to the end and waits. Rejects when it fails or is stopped. */
  async run(
    config: TrainingConfig,
    onProgress?: (progress: TrainingProgress) => void,
  ): Promise<TrainingResult> {
    this.#progressListener = onProgress ?? null
    const work = this.#startRun(config)
    this.#running = work.catch(() => {})
    await work.finally(() => {
      this.#progressListener = null
    })
    const run = this.#state.run as TrainingRun
    if (this.#state.state !== 'done') {
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
    const { run } = this.#state
    if (!run || this.#state.state !== 'paused') {
      throw new FewlabelError('not-found', 'There is no paused training to resume.', {
        remedy: 'Start a new one.',
      })
    }
    this.#assertStartable()
    this.#running = this.#drive(run, this.#options.project.runs.latestCheckpoint(run.id) !== null).catch(
      () => {},
    )
    return this.#state
  }

  pause(): TrainingState {
    return this.#stop('pause')
  }

  cancel(): TrainingState {
    if (this.#state.state === 'paused' && this.#state.run) {
      this.#patchRun({ state: 'cancelled', finishedAt: new Date().toISOString() })
      this.#set({ state: 'cancelled', progress: null })
      return this.#state
    }
    return this.#stop('cancel')
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
    this.#running = this.#sort(runId).catch(() => {})
    return this.#state
  }

  gallery(): GalleryView | null {
    if (!this.#gallery) return null
    const { runId, epoch, masses } = this.#gallery
    const components = Array.from(masses, (mass, component) => ({ component, mass })).sort(
      (a, b) => b.mass - a.mass,
    )
    return { runId, epoch, components }
  }

  /** Decoded mean of a component, as a model input. */
  prototype(
    runId: number,
    epoch: number,
    component: number,
  ): { input: Uint8Array | Float32Array; shape: InputShape } {
    const shape = this.#shape()
    const gallery =
      this.#gallery?.runId === runId ? this.#gallery : this.#options.project.posteriors.gallery(runId)
    if (!gallery || gallery.epoch !== epoch || component >= gallery.masses.length) {
      throw new FewlabelError('not-found', 'There is no such prototype (any more).')
    }
    const length = inputLength(shape)
    return { input: gallery.prototypes.slice(component * length, (component + 1) * length), shape }
  }

  /** Pauses what runs, keeping a last checkpoint, and waits for it. */
  async close(): Promise<void> {
    if (this.busy) this.#stop('pause')
    await this.#running
  }

  #shape(): InputShape {
    const shape = this.#options.project.samples.inputShape()
    if (!shape)
      throw new FewlabelError('nothing-to-train', 'There are no samples yet.', {
        remedy: 'Import some first.',
      })
    return shape
  }

  #assertStartable(): void {
    if (this.busy)
      throw new FewlabelError('busy', 'Training is running already.', { remedy: 'Pause or cancel it first.' })
    this.#options.assertFree()
  }

  async #startRun(config: TrainingConfig): Promise<void> {
    this.#shape()
    this.#assertStartable()
    const run = this.#options.project.runs.create(config)
    this.#gallery = null
    this.#set({ ...idle, run })
    await this.#drive(run, false)
  }

  #stop(intent: Exclude<Intent, 'run'>): TrainingState {
    if (!this.#job && this.#state.state !== 'starting') {
      throw new FewlabelError('not-found', 'Training is not running.')
    }
    this.#intent = intent
    this.#set({ state: 'pausing' })
    this.#job?.stop()
    return this.#state
  }

  /** Trains a run to its end, over as many engine processes as it takes. */
  async #drive(run: TrainingRun, resume: boolean): Promise<void> {
    const { project, engine } = this.#options
    this.#intent = 'run'
    this.#set({ state: 'starting', error: null })
    const secondsBefore = run.seconds
    const started = performance.now()
    const seconds = () => secondsBefore + (performance.now() - started) / 1000
    try {
      let crashes = 0
      let ended: 'finished' | 'stopped' | null = null
      while (ended === null) {
        const { backend } = await engine.start()
        this.#patchRun({ state: 'running', backend })
        const posteriors = new PosteriorIntake(project, run)
        try {
          const fromCheckpoint = (resume || crashes > 0) && project.runs.latestCheckpoint(run.id) !== null
          const request = {
            projectPath: project.path,
            runId: run.id,
            config: run.config,
            resume: fromCheckpoint,
          }
          this.#job = engine.train(request, (event) => this.#take(event, posteriors, seconds))
          if (this.#intent === 'run') this.#set({ state: 'running' })
          else this.#job.stop()
          ended = await this.#job.done
          if (ended === 'finished') posteriors.commit()
        } catch (thrown) {
          const error = FewlabelError.from(thrown)
          if (error.code !== 'engine-crashed' || ++crashes > crashesForgiven) throw error
          if (this.#intent !== 'run') ended = 'stopped'
          else this.#notice(this.#crashNotice(run.id))
        } finally {
          this.#job = null
        }
      }
      if (ended === 'stopped') this.#rest(seconds())
      else await this.#finish(run.id, seconds())
    } catch (thrown) {
      const error = FewlabelError.from(thrown)
      this.#patchRun({
        state: 'failed',
        failure: error.message,
        finishedAt: new Date().toISOString(),
        seconds: seconds(),
      })
      this.#set({ state: 'failed', error: error.toDocument() })
      throw error
    }
  }

  #crashNotice(runId: number): string {
    const checkpoint = this.#options.project.runs.latestCheckpoint(runId)
    return checkpoint
      ? `The engine stopped unexpectedly and was started again; training goes on from epoch ${checkpoint.epoch}.`
      : 'The engine stopped unexpectedly and was started again; training begins anew.'
  }

  #rest(seconds: number): void {
    const cancelled = this.#intent === 'cancel'
    this.#patchRun({
      state: cancelled ? 'cancelled' : 'paused',
      seconds,
      ...(cancelled ? { finishedAt: new Date().toISOString() } : {}),
    })
    this.#set({ state: cancelled ? 'cancelled' : 'paused', progress: null })
  }

  async #finish(runId: number, seconds: number): Promise<void> {
    this.#set({ state: 'preparing' })
    await this.#options.onPosteriors(runId)
    this.#patchRun({ state: 'done', finishedAt: new Date().toISOString(), seconds })
    this.#set({ state: 'done', progress: null })
  }

  async #sort(runId: number): Promise<void> {
    const { project, engine } = this.#options
    const run = project.runs.get(runId)
    const before = this.#state
    this.#set({ state: 'starting', error: null })
    try {
      await engine.start()
      const intake = new PosteriorIntake(project, run, 'append')
      const first = project.posteriors.load(runId)?.count ?? 0
      this.#job = engine.infer({ projectPath: project.path, runId, first }, (event) =>
        this.#take(event, intake),
      )
      this.#set({ state: 'running' })
      if ((await this.#job.done) === 'finished') intake.commit()
      this.#job = null
      this.#set({ state: 'preparing' })
      await this.#options.onPosteriors(runId)
      this.#set({ state: before.state, progress: null })
    } catch (thrown) {
      this.#set({ state: before.state, progress: null, error: FewlabelError.from(thrown).toDocument() })
      throw thrown
    } finally {
      this.#job = null
    }
  }

  #take(event: TrainingEvent, posteriors: PosteriorIntake, seconds?: () => number): void {
    const { runs, posteriors: store } = this.#options.project
    switch (event.type) {
      case 'progress':
        this.#set({ progress: event.progress })
        this.#progressListener?.(event.progress)
        break
      case 'epoch': {
        const known = this.#state.history.filter(({ epoch }) => epoch < event.record.epoch)
        this.#set({ history: [...known, event.record] })
        break
      }
      case 'notice':
        this.#notice(event.message)
        break
      case 'checkpoint': {
        runs.saveCheckpoint(event.checkpoint)
        const { progress } = this.#state
        this.#patchRun({
          checkpointEpoch: event.checkpoint.epoch,
          liveComponents: progress?.liveComponents ?? null,
          ...(progress && progress.phase !== 'posteriors'
            ? { samplesPerSecond: progress.samplesPerSecond }
            : {}),
          ...(seconds ? { seconds: seconds() } : {}),
        })
        break
      }
      case 'gallery':
        this.#gallery = event.gallery
        store.saveGallery(event.gallery)
        this.#set({ galleryEpoch: event.gallery.epoch })
        break
      case 'posteriors':
        posteriors.add(event.chunk)
        break
    }
  }

  #notice(message: string): void {
    const notices = [...this.#state.notices, { at: new Date().toISOString(), message }].slice(-noticesKept)
    this.#set({ notices })
  }

  #patchRun(patch: Partial<TrainingRun>): void {
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

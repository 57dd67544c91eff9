import { FewlabelError } from '../contract/errors.ts'
import type {
  Checkpoint,
  EpochRecord,
  TrainingConfig,
  TrainingEvent,
  TrainingProgress,
} from '../contract/training.ts'
import type { BatchSource } from '../model/batch-source.ts'
import { mixtureLogVarianceLimits, prepareLogVariance } from '../model/gmvae.ts'
import type { StepLosses } from '../model/gmvae-trainer.ts'
import { fitMixture, mixtureFitOperations } from '../model/mixture-init.ts'
import { liveComponents, restartDeadComponents } from '../model/mixture-restart.ts'
import { normals, Random, shuffled, stream } from '../model/random.ts'
import { galleryOf, latents, posteriorChunks, temperatureOf } from './posteriors.ts'
import { assertTrainable, batchSource, fittingConfig, type TrainingData } from './training-data.ts'
import { TrainingPace, type WorkAhead } from './training-pace.ts'
import { checkpointOf, freshState, isHealthy, restoredState, type TrainingState } from './training-state.ts'

export { inferPosteriors } from './posteriors.ts'
export type { TrainingData } from './training-data.ts'

export interface TrainOptions {
  runId: number
  config: TrainingConfig
  /** Go on from here, with the checkpoint's own configuration. */
  resume?: Checkpoint
  /** Stops the run after one last checkpoint. */
  signal?: AbortSignal
  /** Seconds between checkpoints inside a phase; 15 if absent. */
  checkpointSeconds?: number
}

/** Divergences after which a run is given up. */
const mostDivergences = 4

/** Weight of the KL term at the start of the full loss; it rises to 1 over the first quarter of its steps. */
const firstKlWeight = 0.2
const klRampShare = 0.25

/** Restarted components need the rest of the epochs to find their place. */
const restartShare = 0.75

/** Learning rates of the full loss, relative to the configured one. */
const netRate = 0.5
const mixtureRate = 2

/** Galleries are pictures for people: more than two a second are of no use. */
const galleryMilliseconds = 500

/**
 * Trains the model: auto-encoder warm-up, mixture fitted on the latent means, full ELBO, posteriors of all samples.
 *
 * Events come in the order in which things happen. The last checkpoint comes before the posteriors, a last gallery
 * after them. Everything random follows from the seed and the place in the run, so a run resumed from a checkpoint
 * gives what the uninterrupted one would have given, up to rounding. After a divergence the run goes back to an
 * earlier checkpoint, and epochs that were already reported are reported again.
 *
 * @throws FewlabelError `nothing-to-train`, `training-diverged`; `source-mismatch` and `project-damaged` when a
 *   checkpoint does not fit
 */
export async function* train(data: TrainingData, options: TrainOptions): AsyncGenerator<TrainingEvent, void> {
  assertTrainable(data)
  const run = new TrainingRun(data, options)
  yield* run.run()
}

class TrainingRun {
  readonly #data: TrainingData
  readonly #options: TrainOptions
  readonly #pace = new TrainingPace()
  readonly #notices: string[] = []
  #state: TrainingState
  #source: BatchSource
  #lastGood: Checkpoint
  #lastCheckpoint = performance.now()
  #lastGallery = Number.NEGATIVE_INFINITY
  #divergences = 0
  /** Sums since the last report: loss, reconstruction, kl, steps. */
  #recent = new Float64Array(4)

  constructor(data: TrainingData, options: TrainOptions) {
    this.#data = data
    this.#options = options
    this.#state = options.resume
      ? restoredState(data, options.resume)
      : freshState(data, options.runId, fittingConfig(options.config, data.count))
    this.#source = batchSource(data, this.#state.config, this.#state.standardisation)
    this.#lastGood = options.resume ?? checkpointOf(this.#state)
    const { clusters } = this.#state.config
    if (clusters < options.config.clusters && !options.resume) {
      this.#notices.push(
        `${data.count} samples are few: the model uses ${clusters} clusters instead of ${options.config.clusters}.`,
      )
    }
  }

  get #epochs(): number {
    return this.#state.config.warmupEpochs + this.#state.config.elboEpochs
  }

  get #batchSize(): number {
    return Math.min(this.#state.config.batchSize, this.#source.count)
  }

  /** Samples that do not fill a batch wait for another epoch: its order is a new one. */
  get #batches(): number {
    return Math.floor(this.#source.count / this.#batchSize)
  }

  get #aborted(): boolean {
    return this.#options.signal?.aborted ?? false
  }

  async *run(): AsyncGenerator<TrainingEvent, void> {
    for (const message of this.#notices) yield { type: 'notice', message }
    while (!this.#aborted) {
      const { phase, epoch, config } = this.#state
      if (phase === 'warmup' && epoch >= config.warmupEpochs) yield* this.#startElbo()
      else if (epoch < this.#epochs) yield* this.#trainEpoch()
      else break
    }
    if (!this.#aborted)
      this.#state.temperature = temperatureOf(this.#state.trainer, this.#source, this.#state.config.seed)
    yield this.#checkpoint()
    if (this.#aborted) return
    yield* this.#concludePosteriors()
  }

  async *#trainEpoch(): AsyncGenerator<TrainingEvent, void> {
    const { config, phase, epoch } = this.#state
    const order = shuffled(this.#random(stream.order), this.#source.count)
    while (this.#state.batch < this.#batches) {
      const from = this.#state.batch * this.#batchSize
      const losses = this.#step(order.subarray(from, from + this.#batchSize))
      if (!Number.isFinite(losses.loss)) {
        yield this.#rollBack()
        return
      }
      this.#account(losses)
      await this.#pace.breathe()
      if (this.#pace.reportIsDue()) yield this.#progress()
      if (this.#aborted) return
      if (this.#checkpointIsDue()) yield this.#checkpoint()
    }
    if (!isHealthy(this.#state)) {
      yield this.#rollBack()
      return
    }
    const record = this.#closeEpoch()
    yield { type: 'epoch', record }
    if (phase === 'warmup') return
    const restarted = this.#restartDead(epoch)
    if (restarted > 0) {
      const what = restarted === 1 ? 'a cluster' : `${restarted} clusters`
      const message = `Epoch ${epoch + 1}: ${what} had lost all samples and began anew at others.`
      yield { type: 'notice', message }
    }
    if (epoch + 1 < config.warmupEpochs + config.elboEpochs) yield* this.#galleryIfDue()
  }

  /** One step of the phase under way, on the given samples; moves the state on by one batch. */
  #step(indices: Uint32Array): StepLosses {
    const state = this.#state
    const { trainer, config } = state
    const batch = this.#source.jittered(indices, this.#random(stream.jitter))
    const noise = normals(this.#random(stream.noise), indices.length * config.latentDimensions)
    state.batch++
    state.step++
    this.#pace.trained(indices.length)
    if (state.phase === 'warmup') return trainer.warmupStep(batch, state.step, config.learningRate)
    const rates = { net: netRate * config.learningRate, mixture: mixtureRate * config.learningRate }
    return trainer.elboStep(batch, noise, this.#klWeight(), state.step, rates, state.masses)
  }

  /** Depends on the place in the run only, so that a resumed run draws what the first one would have drawn. */
  #random(purpose: number): Random {
    const { config, epoch, batch } = this.#state
    return new Random(config.seed, purpose, epoch, purpose === stream.order ? 0 : batch)
  }

  #klWeight(): number {
    const { step, config } = this.#state
    const ramp = Math.max(1, klRampShare * config.elboEpochs * this.#batches)
    return Math.min(1, firstKlWeight + ((1 - firstKlWeight) * step) / ramp)
  }

  #account({ loss, reconstruction, kl }: StepLosses): void {
    for (const sums of [this.#state.sums, this.#recent]) {
      sums[0] += loss
      sums[1] += reconstruction
      sums[2] += kl
      sums[3] += 1
    }
  }

  #closeEpoch(): EpochRecord {
    const state = this.#state
    const [loss, reconstruction, kl, batches] = state.sums
    if (state.phase === 'elbo') state.lastMasses.set(state.masses)
    const record: EpochRecord = {
      epoch: state.epoch + 1,
      phase: state.phase,
      loss: loss / batches,
      reconstruction: reconstruction / batches,
      kl: state.phase === 'elbo' ? kl / batches : null,
      liveComponents: this.#live(),
    }
    state.history.push(record)
    state.epoch++
    state.batch = 0
    state.sums.fill(0)
    state.masses.fill(0)
    return record
  }

  #live(): number | null {
    return this.#state.phase === 'elbo' ? liveComponents(this.#state.lastMasses) : null
  }

  #restartDead(epoch: number): number {
    const { config, trainer, lastMasses } = this.#state
    if (epoch + 1 - config.warmupEpochs > restartShare * config.elboEpochs) return 0
    const random = new Random(config.seed, stream.restart, epoch)
    return restartDeadComponents(trainer.parameters, trainer.adam, lastMasses, random)
  }

  /** Fits the mixture on the latent means and switches to the full loss. */
  async *#startElbo(): AsyncGenerator<TrainingEvent, void> {
    yield this.#checkpoint()
    const state = this.#state
    const { config, trainer } = state
    const phaseStart = performance.now()
    // Encoding all samples takes a small part of this phase; the fit reports the rest.
    const points = new Float32Array(this.#source.count * config.latentDimensions)
    for (let first = 0; first < this.#source.count; first += encodingSlice) {
      const size = Math.min(encodingSlice, this.#source.count - first)
      points.set(latents(trainer, this.#source, first, size).means, first * config.latentDimensions)
      await this.#pace.breathe()
      if (this.#aborted) return
      if (this.#pace.reportIsDue()) yield this.#phaseProgress('mixture', 0, phaseStart)
    }
    const fit = fitMixture(points, config.latentDimensions, { clusters: config.clusters, seed: config.seed })
    const fitStart = performance.now()
    let next = fit.next()
    while (!next.done) {
      await this.#pace.breathe()
      if (this.#aborted) return
      if (this.#pace.reportIsDue()) yield this.#phaseProgress('mixture', next.value, fitStart)
      next = fit.next()
    }
    const { low, high } = mixtureLogVarianceLimits
    const { weights, means, variances } = next.value
    const { parameters, adam } = trainer
    parameters.view('mixture/means').set(means)
    parameters.view('mixture/logits').set(weights.map(Math.log))
    const logVariances = variances.map((variance) => Math.min(high, Math.max(low, Math.log(variance))))
    parameters.view('mixture/log-variances').set(logVariances)
    prepareLogVariance(parameters)
    adam.reset()
    state.lastMasses.set(weights)
    state.phase = 'elbo'
    state.step = 0
    yield this.#checkpoint()
    yield* this.#galleryIfDue()
  }

  async *#concludePosteriors(): AsyncGenerator<TrainingEvent, void> {
    const phaseStart = performance.now()
    for (const chunk of posteriorChunks(this.#state, this.#source, 0)) {
      yield { type: 'posteriors', chunk }
      await this.#pace.breathe()
      if (this.#aborted) return
      const fraction = (chunk.first + chunk.count) / this.#source.count
      if (this.#pace.reportIsDue()) yield this.#phaseProgress('posteriors', fraction, phaseStart)
    }
    yield { type: 'gallery', gallery: galleryOf(this.#state) }
  }

  *#galleryIfDue(): Generator<TrainingEvent> {
    if (performance.now() - this.#lastGallery < galleryMilliseconds) return
    yield { type: 'gallery', gallery: galleryOf(this.#state) }
    this.#lastGallery = performance.now()
  }

  #checkpointIsDue(): boolean {
    return performance.now() - this.#lastCheckpoint >= 1000 * (this.#options.checkpointSeconds ?? 15)
  }

  #checkpoint(): TrainingEvent {
    // The loss shows only at the next step that the last one has blown the weights up.
    if (isHealthy(this.#state)) this.#lastGood = checkpointOf(this.#state)
    this.#lastCheckpoint = performance.now()
    return { type: 'checkpoint', checkpoint: this.#lastGood }
  }

  /** Goes back to the last checkpoint with half the learning rate. */
  #rollBack(): TrainingEvent {
    this.#divergences++
    if (this.#divergences >= mostDivergences) throw diverged(this.#divergences)
    const learningRate = this.#state.config.learningRate / 2
    const config = { ...this.#lastGood.config, learningRate }
    this.#state = restoredState(this.#data, { ...this.#lastGood, config })
    this.#recent.fill(0)
    return {
      type: 'notice',
      message: `The loss stopped being a number. Training goes on from epoch ${this.#state.epoch} with half the learning rate (${learningRate}).`,
    }
  }

  #progress(): TrainingEvent {
    const [loss, reconstruction, kl, steps] = this.#recent
    const { phase } = this.#state
    const means = steps > 0 ? { loss: loss / steps, reconstruction: reconstruction / steps } : {}
    const report = this.#pace.report(phase, this.#workAhead())
    this.#recent.fill(0)
    return this.#event({ ...means, kl: phase === 'elbo' && steps > 0 ? kl / steps : null, ...report })
  }

  #phaseProgress(phase: 'mixture' | 'posteriors', fraction: number, phaseStart: number): TrainingEvent {
    return this.#event(this.#pace.report(phase, this.#workAhead(phase), { fraction, phaseStart }))
  }

  #event(part: Partial<TrainingProgress> & ReturnType<TrainingPace['report']>): TrainingEvent {
    const { runId, epoch, batch } = this.#state
    const progress = {
      runId,
      epoch: epoch + batch / this.#batches,
      epochs: this.#epochs,
      reconstruction: null,
      kl: null,
      loss: null,
      liveComponents: this.#live(),
      ...part,
    }
    return { type: 'progress', progress }
  }

  #workAhead(measured?: 'mixture' | 'posteriors'): WorkAhead {
    const { epoch, batch, phase, config } = this.#state
    const batches = (this.#epochs - epoch) * this.#batches - batch
    const fitAhead = phase === 'warmup' && !measured
    return {
      samples: measured === 'posteriors' ? 0 : batches * this.#batchSize,
      posteriors: measured === 'posteriors' ? 0 : this.#source.count,
      fitOperations: fitAhead
        ? mixtureFitOperations(this.#source.count, config.latentDimensions, config.clusters)
        : 0,
    }
  }
}

/** Samples encoded before the event loop gets its turn. */
const encodingSlice = 2048

function diverged(times: number): FewlabelError {
  return new FewlabelError('training-diverged', 'The training diverged and could not be saved.', {
    expected: 'a loss that stays a number',
    found: `${times} times it did not, each with half the learning rate of the time before`,
    remedy: 'Train again with a smaller learning rate, and look whether the data hold extreme values.',
  })
}

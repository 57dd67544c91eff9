import { FewlabelError } from '../contract/errors.ts'
import type { Checkpoint, TrainingConfig, TrainingEvent } from '../contract/training.ts'
import type { BatchSource } from '../model/batch-source.ts'
import type { StepSettings } from '../model/gmvae-trainer.ts'
import type { StepLosses } from '../model/loss-gradients.ts'
import { Random, stream } from '../model/random.ts'
import type { BatchOrder } from './batch-feeder.ts'
import type { EarlierPosteriors } from './cluster-numbers.ts'
import { type Split, splitOf, unsplit } from './held-out.ts'
import { galleryOf } from './posteriors.ts'
import { createStepper, type Stepper } from './stepper.ts'
import { batchSource, fittingConfig, type TrainingData } from './training-data.ts'
import { type TrainingPlan, trainingPlan } from './training-plan.ts'
import {
  checkpointOf,
  continuedState,
  freshState,
  isHealthy,
  restoredState,
  type TrainingState,
} from './training-state.ts'

export interface TrainOptions {
  runId: number
  config: TrainingConfig
  /** Go on from here, with the checkpoint's own configuration. */
  resume?: Checkpoint
  /** Last checkpoint of the run that the configuration says is continued. */
  base?: Checkpoint
  /** What the clusters are numbered after; asked for when the training is done. */
  earlierPosteriors?: () => EarlierPosteriors | null
  /** Stops the run after one last checkpoint. */
  signal?: AbortSignal
  /** Seconds between checkpoints inside a phase; 15 if absent. */
  checkpointSeconds?: number
}

/** Divergences after which a run is given up. */
const mostDivergences = 4

/** Galleries are pictures for people: more than two a second are of no use. */
const galleryMilliseconds = 500

/** What the phases of a training run have in common: the model's state, the samples, the way back to a checkpoint. */
export class RunContext {
  readonly options: TrainOptions
  readonly source: BatchSource
  readonly split: Split
  readonly #data: TrainingData
  readonly #stepper: Stepper
  #state: TrainingState
  #lastGood: Checkpoint
  #lastCheckpoint = performance.now()
  #lastGallery = Number.NEGATIVE_INFINITY
  #divergences = 0

  constructor(data: TrainingData, options: TrainOptions) {
    this.#data = data
    this.options = options
    this.#state = firstState(data, options)
    const { config, standardisation } = this.#state
    this.source = batchSource({ data, config, standardisation })
    this.split = config.earlyStop ? splitOf(data.count, config.seed) : unsplit(data.count)
    this.#stepper = createStepper(this.source, { data, config, standardisation }, this.batchSize)
    this.#lastGood = options.resume ?? checkpointOf(this.#state)
  }

  get state(): TrainingState {
    return this.#state
  }

  get plan(): TrainingPlan {
    return trainingPlan(this.#state.config, this.#state.history)
  }

  get aborted(): boolean {
    return this.options.signal?.aborted ?? false
  }

  get batchSize(): number {
    return Math.min(this.#state.config.batchSize, this.split.trained.length)
  }

  /** Of an epoch. Samples that do not fill a batch wait for another epoch: its order is a new one. */
  get batches(): number {
    return Math.floor(this.split.trained.length / this.batchSize)
  }

  /** Depends on the place in the run only, so that a resumed run draws what the first one would have drawn. */
  random(purpose: number): Random {
    return new Random(...this.#seedOf(purpose, this.#state.batch))
  }

  /**
   * One step on the batch under way.
   *
   * @param order of the epoch's samples
   */
  step(order: Uint32Array, settings: StepSettings): Promise<StepLosses> {
    const { trainer, phase, batch } = this.#state
    return this.#stepper.step(trainer, {
      ...settings,
      phase,
      batch: this.#batchOrder(order, batch),
      next: batch + 1 < this.batches ? this.#batchOrder(order, batch + 1) : null,
      noiseSeed: this.#seedOf(stream.noise, batch),
    })
  }

  /** Ends the threads that the run keeps, and frees what the backend holds for it. */
  close(): void {
    this.#stepper.close()
    this.#state.trainer.dispose()
  }

  #batchOrder(order: Uint32Array, batch: number): BatchOrder {
    const from = batch * this.batchSize
    return {
      samples: order.subarray(from, from + this.batchSize),
      seed: this.#seedOf(stream.jitter, batch),
    }
  }

  #seedOf(purpose: number, batch: number): number[] {
    const { config, epoch } = this.#state
    return [config.seed, purpose, epoch, purpose === stream.order ? 0 : batch]
  }

  *galleryIfDue(): Generator<TrainingEvent> {
    if (performance.now() - this.#lastGallery < galleryMilliseconds) return
    yield { type: 'gallery', gallery: galleryOf(this.#state) }
    this.#lastGallery = performance.now()
  }

  checkpointIsDue(): boolean {
    return performance.now() - this.#lastCheckpoint >= 1000 * (this.options.checkpointSeconds ?? 15)
  }

  checkpoint(): TrainingEvent {
    // The loss shows only at the next step that the last one has blown the weights up.
    if (isHealthy(this.#state)) this.#lastGood = checkpointOf(this.#state)
    this.#lastCheckpoint = performance.now()
    return { type: 'checkpoint', checkpoint: this.#lastGood }
  }

  /**
   * Goes back to the last checkpoint with half the learning rate.
   *
   * @throws FewlabelError `training-diverged` when that has been tried too often
   */
  rollBack(): TrainingEvent {
    this.#divergences++
    if (this.#divergences >= mostDivergences) throw diverged(this.#divergences)
    const learningRate = this.#state.config.learningRate / 2
    const config = { ...this.#lastGood.config, learningRate }
    this.#state.trainer.dispose()
    this.#state = restoredState(this.#data, { ...this.#lastGood, config })
    return {
      type: 'notice',
      message: `The loss stopped being a number. Training goes on from epoch ${this.#state.epoch} with half the learning rate (${learningRate}).`,
    }
  }
}

function firstState(data: TrainingData, { runId, config, resume, base }: TrainOptions): TrainingState {
  if (resume) return restoredState(data, resume)
  if (!config.continues) return freshState(data, runId, fittingConfig(config, data.count))
  if (base?.phase !== 'elbo') {
    throw new FewlabelError('not-trained', 'There is no model to go on from.', {
      expected: `a checkpoint of training run ${config.continues.runId} that has clusters`,
      remedy: 'Train from the start.',
    })
  }
  return continuedState(data, runId, config, base)
}

function diverged(times: number): FewlabelError {
  return new FewlabelError('training-diverged', 'The training diverged and could not be saved.', {
    expected: 'a loss that stays a number',
    found: `${times} times it did not, each with half the learning rate of the time before`,
    remedy: 'Train again with a smaller learning rate, and look whether the data hold extreme values.',
  })
}

import { availableParallelism } from 'node:os'
import * as tf from '@tensorflow/tfjs-core'
import type { BatchSource } from '../model/batch-source.ts'
import type { GmvaeTrainer, StepSettings } from '../model/gmvae-trainer.ts'
import type { StepLosses } from '../model/loss-gradients.ts'
import { normals, Random } from '../model/random.ts'
import { type BatchFeeder, type BatchOrder, batchFeeder } from './batch-feeder.ts'
import { GradientTeam } from './gradient-team.ts'
import type { BatchSettings } from './training-data.ts'

/** What one step is made on. */
export interface StepOrder extends StepSettings {
  phase: 'warmup' | 'elbo'
  batch: BatchOrder
  /** The batch after it, if that is known. */
  next: BatchOrder | null
  noiseSeed: readonly number[]
}

/** Makes steps of a model, in the way that is fastest with the backend in use. */
export interface Stepper {
  step(trainer: GmvaeTrainer, order: StepOrder): Promise<StepLosses>
  /** Ends the threads it keeps. */
  close(): void
}

/** Below it, handing a batch around takes longer than computing it. */
export const smallestShared = 128

/**
 * TensorFlow spreads every operation over the processor's cores by itself. WebAssembly does not: there several threads
 * each take a share of the batch, where the samples lie in shared memory and the batches are worth it.
 *
 * @param threads of the latter kind, at most
 */
export function createStepper(
  source: BatchSource,
  settings: BatchSettings,
  batchSize: number,
  threads = availableParallelism(),
): Stepper {
  const isShared = settings.data.inputs.buffer instanceof SharedArrayBuffer
  if (tf.getBackend() === 'wasm' && isShared && batchSize >= smallestShared) {
    return new TeamStepper(settings, threads)
  }
  return new SingleStepper(batchFeeder(source, settings))
}

class SingleStepper implements Stepper {
  readonly #feeder: BatchFeeder

  constructor(feeder: BatchFeeder) {
    this.#feeder = feeder
  }

  async step(trainer: GmvaeTrainer, order: StepOrder): Promise<StepLosses> {
    const batch = this.#feeder.batch(order.batch, order.next)
    const numbers = batch.size * trainer.shape.latentDimensions
    const noise = order.phase === 'elbo' ? normals(new Random(...order.noiseSeed), numbers) : null
    return trainer.step(batch, noise, order)
  }

  close(): void {
    this.#feeder.close()
  }
}

class TeamStepper implements Stepper {
  readonly #settings: BatchSettings
  readonly #threads: number
  #team: GradientTeam | null = null

  constructor(settings: BatchSettings, threads: number) {
    this.#settings = settings
    this.#threads = threads
  }

  async step(trainer: GmvaeTrainer, order: StepOrder): Promise<StepLosses> {
    const { parameters, shape } = trainer
    this.#team ??= new GradientTeam(this.#settings, shape, parameters.values.length, this.#threads)
    const klWeight = order.phase === 'elbo' ? order.klWeight : null
    const { losses, gradients } = await this.#team.evaluate(
      parameters,
      order.batch,
      order.noiseSeed,
      klWeight,
    )
    trainer.stepOn(gradients, order)
    return losses
  }

  close(): void {
    this.#team?.close()
  }
}

import * as tf from '@tensorflow/tfjs-core'
import {
  type Checkpoint,
  type ComponentGallery,
  type PosteriorChunk,
  posteriorWidth,
} from '../contract/training.ts'
import type { BatchSource } from '../model/batch-source.ts'
import { type DiagonalMixture, writeLargest } from '../model/diagonal-mixture.ts'
import { decode, encode, gmvaeTensors } from '../model/gmvae.ts'
import { type GmvaeTrainer, softmax } from '../model/gmvae-trainer.ts'
import { calibratedTemperature, type Latents, PosteriorEvaluator } from '../model/posterior.ts'
import { Random, shuffled, stream } from '../model/random.ts'
import { unstandardised } from '../model/standardisation.ts'
import { batchSource, type TrainingData } from './training-data.ts'
import { restoredState, type TrainingState } from './training-state.ts'

/** Samples per encoder pass: a few megabytes of activations. */
const encoderBatch = 1024

/** Samples in a chunk of posteriors. */
const chunkSize = 4096

/** Samples on which the posteriors' temperature is measured. */
const calibrationSize = 2048

/** q(z|x) of inputs [count · inputLength]. */
function encodeInputs(trainer: GmvaeTrainer, inputs: Float32Array, count: number): Latents {
  const { latentDimensions, inputLength } = trainer.shape
  const means = new Float32Array(count * latentDimensions)
  const logVariances = new Float32Array(count * latentDimensions)
  tf.tidy(() => {
    const tensors = gmvaeTensors(trainer.parameters, trainer.shape)
    for (let done = 0; done < count; done += encoderBatch) {
      const size = Math.min(encoderBatch, count - done)
      const part = inputs.subarray(done * inputLength, (done + size) * inputLength)
      tf.tidy(() => {
        const { mean, logVariance } = encode(tensors, tf.tensor2d(part, [size, inputLength]))
        means.set(mean.dataSync(), done * latentDimensions)
        logVariances.set(logVariance.dataSync(), done * latentDimensions)
      })
    }
  })
  return { means, logVariances }
}

/** q(z|x) of samples first … first + count − 1 as they are. */
export function latents(trainer: GmvaeTrainer, source: BatchSource, first: number, count: number): Latents {
  return encodeInputs(trainer, source.clean(first, count), count)
}

/** The temperature at which the posteriors predict where another jittered view of the same sample falls. */
export function temperatureOf(trainer: GmvaeTrainer, source: BatchSource, seed: number): number {
  const chosen = shuffled(new Random(seed, stream.subset), source.count).subarray(0, calibrationSize)
  const [first, second] = [1, 2].map((view) => {
    const { seen, size } = source.jittered(chosen, new Random(seed, stream.subset, view))
    return encodeInputs(trainer, seen, size)
  })
  return calibratedTemperature(mixtureOf(trainer), first, second)
}

/** The mixture as the parameters have it now. */
export function mixtureOf(trainer: GmvaeTrainer): DiagonalMixture {
  const { clusters, latentDimensions } = trainer.shape
  const { parameters } = trainer
  return {
    clusters,
    dimensions: latentDimensions,
    weights: softmax(parameters.view('mixture/logits')),
    means: Float64Array.from(parameters.view('mixture/means')),
    variances: Float64Array.from(parameters.view('mixture/log-variances'), Math.exp),
  }
}

/** Says which components samples belong to, with the mixture and the temperature as they are now. */
export class PosteriorReader {
  readonly #trainer: GmvaeTrainer
  readonly #source: BatchSource
  readonly #evaluator: PosteriorEvaluator

  constructor({ trainer, temperature }: Pick<TrainingState, 'trainer' | 'temperature'>, source: BatchSource) {
    this.#trainer = trainer
    this.#source = source
    this.#evaluator = new PosteriorEvaluator(mixtureOf(trainer), temperature)
  }

  /** Sparse posteriors p(c | x) and latent means of the source's samples first … first + count − 1. */
  read(first: number, count: number): PosteriorChunk {
    const found = latents(this.#trainer, this.#source, first, count)
    const responsibilities = new Float64Array(this.#trainer.shape.clusters)
    const components = new Uint16Array(count * posteriorWidth)
    const weights = new Float32Array(count * posteriorWidth)
    for (let i = 0; i < count; i++) {
      this.#evaluator.responsibilities(found, i, responsibilities)
      writeLargest(responsibilities, posteriorWidth, components, weights, i * posteriorWidth)
    }
    return { first, count, components, weights, means: found.means }
  }
}

/**
 * Sparse posteriors and latent means of all samples, in chunks of at most 4,096.
 *
 * @param first ordinal of the source's first sample in the project
 */
export function* posteriorChunks(
  state: Pick<TrainingState, 'trainer' | 'temperature'>,
  source: BatchSource,
  first: number,
): Generator<PosteriorChunk> {
  const reader = new PosteriorReader(state, source)
  for (let done = 0; done < source.count; done += chunkSize) {
    const chunk = reader.read(done, Math.min(chunkSize, source.count - done))
    yield { ...chunk, first: first + done }
  }
}

/**
 * Posteriors of samples that were not trained on, for instance imported after the training.
 *
 * @param first ordinal of the first sample of `data` in the project
 * @throws FewlabelError `source-mismatch` when the checkpoint was made for samples of another shape
 */
export function* inferPosteriors(
  data: TrainingData,
  checkpoint: Checkpoint,
  first: number,
): Generator<PosteriorChunk> {
  if (data.count === 0) return
  const state = restoredState(data, checkpoint)
  yield* posteriorChunks(
    state,
    batchSource({ data, config: state.config, standardisation: state.standardisation }),
    first,
  )
}

/** Decodes the component means; vectors come back in their own units. */
export function galleryOf(state: TrainingState): ComponentGallery {
  const { trainer, standardisation, runId, epoch } = state
  const decoded = tf.tidy(() => {
    const tensors = gmvaeTensors(trainer.parameters, trainer.shape)
    const output = decode(tensors, tensors.mixture.means)
    return (standardisation ? output : tf.mul(tf.sigmoid(output), 255)).dataSync()
  })
  return {
    runId,
    epoch,
    masses: Float32Array.from(softmax(trainer.parameters.view('mixture/logits'))),
    prototypes: standardisation
      ? unstandardised(decoded, standardisation)
      : Uint8Array.from(decoded, Math.round),
  }
}

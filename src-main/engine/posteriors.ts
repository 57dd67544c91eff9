import * as tf from '@tensorflow/tfjs-core'
import {
  type Checkpoint,
  type ComponentGallery,
  type PosteriorChunk,
  posteriorWidth,
} from '../contract/training.ts'
import type { BatchSource } from '../model/batch-source.ts'
import { type DiagonalMixture, MixtureEvaluator, writeLargest } from '../model/diagonal-mixture.ts'
import { decode, encodeMeans, gmvaeTensors } from '../model/gmvae.ts'
import { type GmvaeTrainer, softmax } from '../model/gmvae-trainer.ts'
import type { Standardisation } from '../model/standardisation.ts'
import { batchSource, type TrainingData } from './training-data.ts'
import { restoredState, type TrainingState } from './training-state.ts'

/** Samples per encoder pass: a few megabytes of activations. */
const encoderBatch = 1024

/** Samples in a chunk of posteriors. */
const chunkSize = 4096

/** Latent means μ(x) of samples first … first + count − 1, [count · d]. */
export function latentMeans(
  trainer: GmvaeTrainer,
  source: BatchSource,
  first: number,
  count: number,
): Float32Array {
  const { latentDimensions, inputLength } = trainer.shape
  const means = new Float32Array(count * latentDimensions)
  tf.tidy(() => {
    const tensors = gmvaeTensors(trainer.parameters, trainer.shape)
    for (let done = 0; done < count; done += encoderBatch) {
      const size = Math.min(encoderBatch, count - done)
      tf.tidy(() => {
        const x = tf.tensor2d(source.clean(first + done, size), [size, inputLength])
        means.set(encodeMeans(tensors, x).dataSync(), done * latentDimensions)
      })
    }
  })
  return means
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

/**
 * Sparse posteriors p(c | z = μ(x)) and latent means of all samples, in chunks of at most 4,096.
 *
 * @param first ordinal of the source's first sample in the project
 */
export function* posteriorChunks(
  trainer: GmvaeTrainer,
  source: BatchSource,
  first: number,
): Generator<PosteriorChunk> {
  const { clusters, latentDimensions } = trainer.shape
  const evaluator = new MixtureEvaluator(mixtureOf(trainer))
  const responsibilities = new Float64Array(clusters)
  for (let done = 0; done < source.count; done += chunkSize) {
    const count = Math.min(chunkSize, source.count - done)
    const means = latentMeans(trainer, source, done, count)
    const components = new Uint16Array(count * posteriorWidth)
    const weights = new Float32Array(count * posteriorWidth)
    for (let i = 0; i < count; i++) {
      evaluator.responsibilities(means, i * latentDimensions, responsibilities)
      writeLargest(responsibilities, posteriorWidth, components, weights, i * posteriorWidth)
    }
    yield { first: first + done, count, components, weights, means }
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
  const { trainer, standardisation, config } = restoredState(data, checkpoint)
  yield* posteriorChunks(trainer, batchSource(data, config, standardisation), first)
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

function unstandardised(values: ArrayLike<number>, { mean, deviation }: Standardisation): Float32Array {
  const columns = mean.length
  return Float32Array.from(values, (value, i) => value * deviation[i % columns] + mean[i % columns])
}

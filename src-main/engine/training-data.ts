import { type InputShape, inputLength } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { TrainingConfig } from '../contract/training.ts'
import { type BatchSource, imageBatches, vectorBatches } from '../model/batch-source.ts'
import { type GmvaeShape, gmvaeShape } from '../model/gmvae.ts'
import type { Standardisation } from '../model/standardisation.ts'

/** All samples of a project, as the model takes them in. */
export interface TrainingData {
  shape: InputShape
  count: number
  /** All inputs, [count · inputLength(shape)]; bytes for images, float32 for vectors. */
  inputs: Uint8Array | Float32Array
}

/** Fewer samples per cluster than this, and clusters would be single samples. */
const fewestPerCluster = 3

/** The configuration that a set of this size can carry: no more clusters than a third of the samples. */
export function fittingConfig(config: TrainingConfig, count: number): TrainingConfig {
  const most = Math.max(2, Math.floor(count / fewestPerCluster))
  return { ...config, clusters: Math.min(config.clusters, most) }
}

/**
 * @throws FewlabelError `nothing-to-train` when there are fewer than two different samples, `source-mismatch` when
 *   the inputs do not have the length that shape and count say
 */
export function assertTrainable(data: TrainingData): void {
  const length = inputLength(data.shape)
  if (data.inputs.length !== data.count * length) {
    throw new FewlabelError('source-mismatch', 'The samples do not have the size that the project says.', {
      expected: `${data.count} samples of ${length} numbers`,
      found: `${data.inputs.length} numbers`,
      remedy: 'Restore the project from a backup, or import the samples into a new one.',
    })
  }
  if (data.count >= 2 && hasTwoDifferent(data.inputs, length)) return
  const found = ['no sample', 'one sample'][data.count] ?? `${data.count} samples, all alike`
  throw new FewlabelError('nothing-to-train', 'There is nothing to sort into clusters.', {
    expected: 'at least two different samples',
    found,
    remedy: 'Import more samples, then train again.',
  })
}

function hasTwoDifferent(inputs: Uint8Array | Float32Array, length: number): boolean {
  for (let i = length; i < inputs.length; i++) if (inputs[i] !== inputs[i - length]) return true
  return false
}

/** The model's measures for these data. */
export function modelShape(data: TrainingData, config: TrainingConfig): GmvaeShape {
  const likelihood = data.shape.kind === 'image' ? 'bernoulli' : 'gaussian'
  // Embeddings are projected, which takes no hidden layer.
  const hiddenUnits = config.encoder === 'given' ? [] : config.hiddenUnits
  return gmvaeShape(inputLength(data.shape), likelihood, { ...config, hiddenUnits })
}

/** What batches are made from; plain data that a thread can be given. */
export interface BatchSettings {
  data: TrainingData
  config: Pick<TrainingConfig, 'jitter' | 'vectorNoise' | 'columnDropout'>
  /** Of vectors; null for images. */
  standardisation: Standardisation | null
}

export function batchSource({ data, config, standardisation }: BatchSettings): BatchSource {
  const { shape, inputs } = data
  if (shape.kind === 'image' && inputs instanceof Uint8Array) {
    return imageBatches(inputs, shape.side, shape.channels, config.jitter)
  }
  if (shape.kind === 'vector' && standardisation) return vectorBatches(inputs, standardisation, config)
  throw new Error('Images must come as bytes, and vectors with their standardisation.')
}

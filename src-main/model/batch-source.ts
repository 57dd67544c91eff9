import type { Jitter, TrainingConfig } from '../contract/training.ts'
import { ImageJitter, isStill } from './image-jitter.ts'
import type { Batch } from './loss-gradients.ts'
import type { Random } from './random.ts'
import { inverseNorms, type Standardisation } from './standardisation.ts'

/** A batch's numbers; see {@link Batch}. */
export type BatchArrays = Pick<Batch, 'seen' | 'clean'>

/** Prepares samples for the model: bytes to [0, 1], columns standardised, and what the encoder sees jittered. */
export interface BatchSource {
  /** Samples there are. */
  readonly count: number
  readonly inputLength: number
  /** False when the encoder sees the samples as they are: a batch's two arrays are then one. */
  readonly jitters: boolean
  /**
   * The batch of the given samples.
   *
   * @param into where it is written, [size · inputLength] each; without it, arrays that the next call uses again
   */
  jittered(indices: Uint32Array, random: Random, into?: BatchArrays): Batch
  /** Samples first … first + size − 1 as they are, [size · inputLength], in an array of its own. */
  clean(first: number, size: number): Float32Array
}

/**
 * @param pixels all images, [count · side² · channels], row by row, channels last
 * @param jitter for the encoder's view
 */
export function imageBatches(pixels: Uint8Array, side: number, channels: 1 | 3, jitter: Jitter): BatchSource {
  const inputLength = side * side * channels
  const imageJitter = isStill(jitter) ? null : new ImageJitter(jitter, side, channels)
  const buffers = new BatchBuffers(inputLength)
  const copy = (from: number, target: Float32Array, to: number) => {
    for (let j = 0; j < inputLength; j++) target[to + j] = pixels[from + j] * (1 / 255)
  }
  return {
    count: pixels.length / inputLength,
    inputLength,
    jitters: imageJitter !== null,
    jittered(indices, random, into = buffers.ofSize(indices.length)) {
      const { clean, seen } = into
      for (let i = 0; i < indices.length; i++) {
        const from = indices[i] * inputLength
        copy(from, clean, i * inputLength)
        imageJitter?.write(pixels, from, random, seen, i * inputLength)
      }
      return { size: indices.length, seen: imageJitter ? seen : clean, clean }
    },
    clean(first, size) {
      const target = new Float32Array(size * inputLength)
      for (let i = 0; i < size; i++) copy((first + i) * inputLength, target, i * inputLength)
      return target
    },
  }
}

/** How the encoder's view of vectors differs from them, in place of an image's jitter. */
export type VectorCorruption = Pick<TrainingConfig, 'vectorNoise' | 'columnDropout'>

/**
 * The encoder sees each column with some noise and, in a share of the columns, the value of another sample drawn at
 * random: what one column says must then be told from the others (Bahri et al. 2022, "SCARF").
 *
 * @param values all vectors, [count · columns]
 */
export function vectorBatches(
  values: Float32Array | Uint8Array,
  standardisation: Standardisation,
  { vectorNoise, columnDropout }: VectorCorruption,
): BatchSource {
  const { mean, deviation, rowNorm } = standardisation
  const columns = mean.length
  const count = values.length / columns
  const factors = rowNorm === null ? null : inverseNorms(values, columns)
  const buffers = new BatchBuffers(columns)
  const jitters = vectorNoise > 0 || columnDropout > 0
  const standardised = (row: number, j: number) =>
    (values[row * columns + j] * (factors ? factors[row] : 1) - mean[j]) / deviation[j]
  const copy = (row: number, target: Float32Array, to: number) => {
    for (let j = 0; j < columns; j++) target[to + j] = standardised(row, j)
  }
  const corrupt = (clean: Float32Array, seen: Float32Array, random: Random) => {
    for (let i = 0; i < clean.length; i++) {
      const swapped = columnDropout > 0 && random.uniform() < columnDropout
      const value = swapped ? standardised(random.below(count), i % columns) : clean[i]
      seen[i] = vectorNoise > 0 ? value + vectorNoise * random.normal() : value
    }
  }
  return {
    count,
    inputLength: columns,
    jitters,
    jittered(indices, random, into = buffers.ofSize(indices.length)) {
      const { clean, seen } = into
      for (let i = 0; i < indices.length; i++) copy(indices[i], clean, i * columns)
      if (jitters) corrupt(clean, seen, random)
      return { size: indices.length, seen: jitters ? seen : clean, clean }
    },
    clean(first, size) {
      const target = new Float32Array(size * columns)
      for (let i = 0; i < size; i++) copy(first + i, target, i * columns)
      return target
    },
  }
}

/** Two arrays that are only made anew when the batch size changes. */
class BatchBuffers {
  readonly #inputLength: number
  #clean = new Float32Array()
  #seen = new Float32Array()

  constructor(inputLength: number) {
    this.#inputLength = inputLength
  }

  ofSize(size: number): BatchArrays {
    if (this.#clean.length !== size * this.#inputLength) {
      this.#clean = new Float32Array(size * this.#inputLength)
      this.#seen = new Float32Array(size * this.#inputLength)
    }
    return { clean: this.#clean, seen: this.#seen }
  }
}

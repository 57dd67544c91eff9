import type { Jitter } from '../contract/training.ts'
import { ImageJitter, isStill } from './image-jitter.ts'
import type { Batch } from './loss-gradients.ts'
import type { Random } from './random.ts'
import type { Standardisation } from './standardisation.ts'

/** Standard deviation of the noise that the encoder sees on standardised vectors, in place of an image's jitter. */
const vectorNoise = 0.1

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

/** @param values all vectors, [count · columns] */
export function vectorBatches(
  values: Float32Array | Uint8Array,
  standardisation: Standardisation,
): BatchSource {
  const { mean, deviation } = standardisation
  const columns = mean.length
  const buffers = new BatchBuffers(columns)
  const copy = (from: number, target: Float32Array, to: number) => {
    for (let j = 0; j < columns; j++) target[to + j] = (values[from + j] - mean[j]) / deviation[j]
  }
  return {
    count: values.length / columns,
    inputLength: columns,
    jitters: true,
    jittered(indices, random, into = buffers.ofSize(indices.length)) {
      const { clean, seen } = into
      for (let i = 0; i < indices.length; i++) copy(indices[i] * columns, clean, i * columns)
      for (let i = 0; i < clean.length; i++) seen[i] = clean[i] + vectorNoise * random.normal()
      return { size: indices.length, seen, clean }
    },
    clean(first, size) {
      const target = new Float32Array(size * columns)
      for (let i = 0; i < size; i++) copy((first + i) * columns, target, i * columns)
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

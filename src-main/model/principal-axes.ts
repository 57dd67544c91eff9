import * as tf from '@tensorflow/tfjs-core'
import type { BatchSource } from './batch-source.ts'
import { transposedTimes } from './matmul.ts'
import { normals, Random, shuffled, stream } from './random.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

export interface PrincipalAxes {
  /** Orthonormal columns, largest variance first, [inputLength · dimensions]; zero where the samples have no further one. */
  axes: Float32Array
  /** Variance along each [dimensions]. */
  variances: Float64Array
}

/** Numbers looked at: a sample of 64 MB tells the leading axes as well as all of a large set. */
const mostNumbers = 16_000_000
const fewestSamples = 2048

/** Directions beyond those asked for, and rounds of refinement: what makes the random start forgotten. */
const spare = 10
const rounds = 6

/** Samples per product: a few megabytes. */
const productSize = 1024

/** Variances below this share of the largest one are rounding. */
const noVariance = 1e-9

/**
 * The leading principal axes of standardised samples, by subspace iteration from a random start (Halko, Martinsson and
 * Tropp 2011, "Finding structure with randomness", algorithm 4.4), on a random part of a large set.
 *
 * @yields the fraction done, so that a caller can let others run in between
 */
export function* principalAxes(
  source: BatchSource,
  dimensions: number,
  seed: number,
): Generator<number, PrincipalAxes> {
  const { inputLength } = source
  const chosen = chooseSamples(source, new Random(seed, stream.subset))
  const width = Math.min(inputLength, dimensions + spare)
  let basis = orthonormal(
    Float64Array.from(normals(new Random(seed, stream.weights), inputLength * width)),
    inputLength,
    width,
  )
  for (let round = 0; round < rounds; round++) {
    const image = yield* covarianceTimes(source, chosen, basis, width, round)
    basis = orthonormal(image, inputLength, width)
  }
  const image = yield* covarianceTimes(source, chosen, basis, width, rounds)
  return turnedToAxes(basis, image, { inputLength, width, dimensions })
}

function chooseSamples(source: BatchSource, random: Random): Uint32Array {
  const most = Math.max(fewestSamples, Math.floor(mostNumbers / source.inputLength))
  return shuffled(random, source.count).subarray(0, most)
}

/** (XᵀX / n) · basis for the chosen samples X [n, inputLength] and basis [inputLength · width]. */
function* covarianceTimes(
  source: BatchSource,
  chosen: Uint32Array,
  basis: Float64Array,
  width: number,
  round: number,
): Generator<number, Float64Array> {
  const { inputLength } = source
  const sum = new Float64Array(inputLength * width)
  const right = Float32Array.from(basis)
  for (let from = 0; from < chosen.length; from += productSize) {
    const part = chosen.subarray(from, from + productSize)
    const rows = new Float32Array(part.length * inputLength)
    for (const [i, sample] of part.entries()) rows.set(source.clean(sample, 1), i * inputLength)
    const product = tf.tidy(() => {
      const x = tf.tensor2d(rows, [part.length, inputLength])
      return transposedTimes(x, tf.matMul(x, tf.tensor2d(right, [inputLength, width]))).dataSync()
    })
    for (let k = 0; k < sum.length; k++) sum[k] += product[k] / chosen.length
    yield (round + (from + part.length) / chosen.length) / (rounds + 1)
  }
  return sum
}

/** Columns made orthonormal in place, by Gram and Schmidt's method done twice; one that depends on others becomes zero. */
function orthonormal(columns: Float64Array, rows: number, width: number): Float64Array {
  const byColumn = transposed(columns, rows, width)
  for (let k = 0; k < width; k++) {
    const own = byColumn.subarray(k * rows, (k + 1) * rows)
    const before = norm(own)
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < k; other++) {
        subtractProjection(own, byColumn.subarray(other * rows, (other + 1) * rows))
      }
    }
    const length = norm(own)
    const factor = length > 1e-7 * before ? 1 / length : 0
    for (let i = 0; i < rows; i++) own[i] *= factor
  }
  return transposed(byColumn, width, rows)
}

function subtractProjection(own: Float64Array, unit: Float64Array): void {
  let product = 0
  for (let i = 0; i < own.length; i++) product += own[i] * unit[i]
  for (let i = 0; i < own.length; i++) own[i] -= product * unit[i]
}

function norm(values: Float64Array): number {
  let squares = 0
  for (const value of values) squares += value * value
  return Math.sqrt(squares)
}

function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(values.length)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = values[i * columns + j]
  }
  return result
}

/** The axes inside the span of a basis, from the covariance's image of it (Rayleigh and Ritz). */
function turnedToAxes(
  basis: Float64Array,
  image: Float64Array,
  { inputLength, width, dimensions }: { inputLength: number; width: number; dimensions: number },
): PrincipalAxes {
  const small = new Float64Array(width * width)
  for (let i = 0; i < inputLength; i++) {
    for (let p = 0; p < width; p++) {
      const left = basis[i * width + p]
      for (let q = 0; q < width; q++) small[p * width + q] += left * image[i * width + q]
    }
  }
  const { values, vectors } = symmetricEigen(small, width)
  const axes = new Float32Array(inputLength * dimensions)
  const variances = new Float64Array(dimensions)
  for (let k = 0; k < Math.min(dimensions, width); k++) {
    if (values[k] <= noVariance * values[0]) break
    variances[k] = values[k]
    const axis = new Float64Array(inputLength)
    for (let i = 0; i < inputLength; i++) {
      for (let p = 0; p < width; p++) axis[i] += basis[i * width + p] * vectors[p * width + k]
    }
    const sign = signOf(axis)
    for (let i = 0; i < inputLength; i++) axes[i * dimensions + k] = sign * axis[i]
  }
  return { axes, variances }
}

/** Makes an axis's largest entry positive: of the two directions an axis has, always the same one. */
function signOf(axis: Float64Array): 1 | -1 {
  const largest = axis.reduce((found, value) => (Math.abs(value) > Math.abs(found) ? value : found), 0)
  return largest < 0 ? -1 : 1
}

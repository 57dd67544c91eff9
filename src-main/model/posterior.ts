import type { DiagonalMixture } from './diagonal-mixture.ts'

/** What the encoder says about n samples: q(z|x) = N(mean, exp(logVariance)), both [n · d]. */
export interface Latents {
  means: Float32Array
  logVariances: Float32Array
}

/** Largest temperature that calibration gives; beyond it responsibilities say hardly anything. */
const highestTemperature = 5

/** As many factors of a product of variances as stay inside a double: each is at most e^4 + e^3 and at least e^-8. */
const factorsPerLogarithm = 64

/**
 * The responsibilities p(c | x) of samples for the mixture's components.
 *
 * The encoder knows a sample's place only up to its variance s², so a component is weighed by its density averaged
 * over q(z|x), ∫ N(z; μ_c, σ_c²) q(z|x) dz = N(μ; μ_c, σ_c² + s²). What is left of overconfidence (the dimensions
 * are taken as independent, and are not) a temperature T takes away: p(c | x) ∝ (π_c N(μ; μ_c, σ_c² + s²))^(1/T).
 */
export class PosteriorEvaluator {
  readonly #mixture: DiagonalMixture
  readonly #logWeights: Float64Array
  readonly #temperature: number

  constructor(mixture: DiagonalMixture, temperature: number) {
    this.#mixture = mixture
    this.#logWeights = mixture.weights.map(Math.log)
    this.#temperature = temperature
  }

  /**
   * log(π_c N(μ; μ_c, σ_c² + s²)) up to a constant, of sample i, without the temperature.
   *
   * @param target receives [K]
   */
  logJoint({ means, logVariances }: Latents, i: number, target: Float64Array): void {
    const { clusters, dimensions, means: centres, variances } = this.#mixture
    const spread = new Float64Array(dimensions)
    for (let j = 0; j < dimensions; j++) spread[j] = Math.exp(logVariances[i * dimensions + j])
    for (let c = 0, k = 0; c < clusters; c++) {
      let distance = 0
      let logProduct = 0
      let product = 1
      for (let j = 0, p = i * dimensions; j < dimensions; j++, k++, p++) {
        const variance = variances[k] + spread[j]
        const difference = means[p] - centres[k]
        distance += (difference * difference) / variance
        // One logarithm for many factors: they are what this function spends its time on.
        product *= variance
        if (j % factorsPerLogarithm === factorsPerLogarithm - 1) {
          logProduct += Math.log(product)
          product = 1
        }
      }
      target[c] = this.#logWeights[c] - (distance + logProduct + Math.log(product)) / 2
    }
  }

  /**
   * p(c | x) of sample i.
   *
   * @param target receives [K], sums to 1
   */
  responsibilities(latents: Latents, i: number, target: Float64Array): void {
    this.logJoint(latents, i, target)
    softmaxInPlace(target, 0, target.length, 1 / this.#temperature)
  }
}

/** values[from … from + length) ← softmax(scale · values). */
function softmaxInPlace(values: Float64Array, from: number, length: number, scale: number): void {
  let largest = Number.NEGATIVE_INFINITY
  for (let c = from; c < from + length; c++) largest = Math.max(largest, values[c])
  let total = 0
  for (let c = from; c < from + length; c++) {
    const share = Math.exp(scale * (values[c] - largest))
    values[c] = share
    total += share
  }
  for (let c = from; c < from + length; c++) values[c] /= total
}

/**
 * The temperature at which responsibilities are honest about another view of the same sample (the same image under
 * another jitter): that with the least mean −log p_T(c* | view 1), where c* is the most probable component of view 2.
 * It needs no labels. The mean is convex in 1/T (Guo et al. 2017, "On calibration of modern neural networks", §4),
 * so a golden-section search finds it.
 *
 * @param first, second latents of two views of the same n samples
 * @returns T in [1, 5]; 1 where the views are the same
 */
export function calibratedTemperature(mixture: DiagonalMixture, first: Latents, second: Latents): number {
  const { clusters, dimensions } = mixture
  const count = first.means.length / dimensions
  const evaluator = new PosteriorEvaluator(mixture, 1)
  const row = new Float64Array(clusters)
  // Log joints less that of the other view's component: −log p is then the log of a sum of exponentials.
  const margins = new Float64Array(count * clusters)
  for (let i = 0; i < count; i++) {
    evaluator.logJoint(second, i, row)
    const chosen = row.indexOf(row.reduce((largest, value) => Math.max(largest, value)))
    evaluator.logJoint(first, i, row)
    for (let c = 0; c < clusters; c++) margins[i * clusters + c] = row[c] - row[chosen]
  }
  const surprise = (inverse: number) => meanLogSumExp(margins, clusters, inverse)
  return 1 / goldenSection(surprise, 1 / highestTemperature, 1)
}

/** Mean over the rows of log Σ_c exp(scale · values[row, c]). */
function meanLogSumExp(values: Float64Array, columns: number, scale: number): number {
  let sum = 0
  for (let from = 0; from < values.length; from += columns) {
    let largest = Number.NEGATIVE_INFINITY
    for (let c = from; c < from + columns; c++) largest = Math.max(largest, values[c])
    let total = 0
    for (let c = from; c < from + columns; c++) {
      const gap = scale * (values[c] - largest)
      if (gap > -40) total += Math.exp(gap)
    }
    sum += scale * largest + Math.log(total)
  }
  return sum / (values.length / columns)
}

/** Where a convex function has its minimum in [low, high], to a thousandth of the interval; its ends included. */
function goldenSection(f: (x: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let [a, b] = [low, high]
  let [c, d] = [b - ratio * (b - a), a + ratio * (b - a)]
  let [atC, atD] = [f(c), f(d)]
  while (b - a > (high - low) / 1000) {
    if (atC < atD) {
      ;[b, d, atD] = [d, c, atC]
      c = b - ratio * (b - a)
      atC = f(c)
    } else {
      ;[a, c, atC] = [c, d, atD]
      d = a + ratio * (b - a)
      atD = f(d)
    }
  }
  const middle = (a + b) / 2
  return [low, high].find((end) => f(end) <= f(middle)) ?? middle
}

/**
 * A mixture of diagonal Gaussians on typed arrays, in double precision: what fitting and the final posteriors use.
 * The differentiable twin for training is in distributions.ts.
 */
export interface DiagonalMixture {
  /** K */
  clusters: number
  /** d */
  dimensions: number
  /** π [K], positive, sums to 1. */
  weights: Float64Array
  /** μ [K · d] */
  means: Float64Array
  /** σ² [K · d] */
  variances: Float64Array
}

/** log p(z) and responsibilities of single points; prepares what does not depend on the point once. */
export class MixtureEvaluator {
  readonly #mixture: DiagonalMixture
  /** 1 / (2σ²) [K · d] */
  readonly #halfPrecisions: Float64Array
  /** log π_c − ½ Σ_d log(2πσ_c²) [K] */
  readonly #offsets: Float64Array

  constructor(mixture: DiagonalMixture) {
    const { clusters, dimensions, weights, variances } = mixture
    this.#mixture = mixture
    this.#halfPrecisions = variances.map((variance) => 0.5 / variance)
    this.#offsets = new Float64Array(clusters)
    for (let c = 0; c < clusters; c++) {
      let logs = 0
      for (let j = 0; j < dimensions; j++) logs += Math.log(2 * Math.PI * variances[c * dimensions + j])
      this.#offsets[c] = Math.log(weights[c]) - logs / 2
    }
  }

  /**
   * Writes p(c | z) of the point at `points[from … from + d)` into `target[0 … K)`; the softmax is taken of log
   * densities, so points far from every component still get proper responsibilities.
   *
   * @returns log p(z)
   */
  responsibilities(points: ArrayLike<number>, from: number, target: Float64Array): number {
    const { clusters, dimensions, means } = this.#mixture
    const halfPrecisions = this.#halfPrecisions
    let largest = Number.NEGATIVE_INFINITY
    for (let c = 0, k = 0; c < clusters; c++) {
      let distance = 0
      for (let j = 0; j < dimensions; j++, k++) {
        const difference = points[from + j] - means[k]
        distance += difference * difference * halfPrecisions[k]
      }
      const joint = this.#offsets[c] - distance
      target[c] = joint
      if (joint > largest) largest = joint
    }
    let total = 0
    for (let c = 0; c < clusters; c++) {
      const gap = target[c] - largest
      // e^-40 is below double rounding beside 1, and most of K components are that far away: spare their exp.
      const share = gap < -40 ? 0 : Math.exp(gap)
      target[c] = share
      total += share
    }
    for (let c = 0; c < clusters; c++) target[c] /= total
    return largest + Math.log(total)
  }
}

/**
 * The largest `width` entries of `values[0 … count)`, largest first, renormalised to sum to 1; on a tie the smaller
 * index comes first. Where there are fewer than `width` entries, the rest is index 0 with weight 0.
 *
 * @param indices receives the indices at `to …`
 * @param shares receives the renormalised values there
 */
export function writeLargest(
  values: Float64Array,
  width: number,
  indices: Uint16Array,
  shares: Float32Array,
  to: number,
): void {
  const kept = Math.min(width, values.length)
  let filled = 0
  for (let c = 0; c < values.length; c++) {
    const value = values[c]
    if (filled === kept && value <= shares[to + kept - 1]) continue
    let place = filled < kept ? filled++ : kept - 1
    while (place > 0 && shares[to + place - 1] < value) {
      shares[to + place] = shares[to + place - 1]
      indices[to + place] = indices[to + place - 1]
      place--
    }
    shares[to + place] = value
    indices[to + place] = c
  }
  let total = 0
  for (let i = to; i < to + kept; i++) total += shares[i]
  for (let i = to; i < to + kept; i++) shares[i] /= total
}

import { type DiagonalMixture, MixtureEvaluator } from './diagonal-mixture.ts'

/** Points per slice of work: a few milliseconds for 100 components of 16 dimensions. */
export const slice = 1000

/** What a mixture is fitted on: [count · dimensions]. */
export interface Points {
  values: Float32Array
  count: number
  dimensions: number
}

/** A thousandth of the points' variance in each dimension: no component may collapse onto a point. */
export function varianceFloor({ values, count, dimensions }: Points): Float64Array {
  const floor = new Float64Array(dimensions)
  for (let j = 0; j < dimensions; j++) {
    let sum = 0
    let squares = 0
    for (let i = j; i < values.length; i += dimensions) {
      sum += values[i]
      squares += values[i] ** 2
    }
    const variance = squares / count - (sum / count) ** 2
    floor[j] = Math.max(1e-3 * variance, 1e-6)
  }
  return floor
}

/** Shares of masses with half a point added to each: no component starts with weight zero. */
export function proportions(masses: Float64Array, count: number): Float64Array {
  return masses.map((mass) => (mass + 0.5) / (count + 0.5 * masses.length))
}

/**
 * One pass of expectation-maximisation; the log density, a mean over the points, is that of the mixture given.
 *
 * @param floor of the variances, by dimension
 * @yields what `spend` makes of the part done, every few milliseconds of work
 */
export function* emPass(
  points: Points,
  mixture: DiagonalMixture,
  floor: Float64Array,
  spend: (part: number) => number,
): Generator<number, { next: DiagonalMixture; logDensity: number }> {
  const { clusters, dimensions } = mixture
  const { values, count } = points
  const evaluator = new MixtureEvaluator(mixture)
  const responsibilities = new Float64Array(clusters)
  const masses = new Float64Array(clusters)
  const first = new Float64Array(clusters * dimensions)
  const second = new Float64Array(clusters * dimensions)
  let logDensity = 0
  for (let i = 0; i < count; i++) {
    logDensity += evaluator.responsibilities(values, i * dimensions, responsibilities)
    for (let c = 0; c < clusters; c++) {
      const share = responsibilities[c]
      if (share < 1e-8) continue
      masses[c] += share
      for (let j = 0, k = c * dimensions, p = i * dimensions; j < dimensions; j++, k++, p++) {
        // About the present mean, which spares the cancellation of raw second moments.
        const difference = values[p] - mixture.means[k]
        first[k] += share * difference
        second[k] += share * difference * difference
      }
    }
    if (i % slice === slice - 1) yield spend(i / count)
  }
  const means = mixture.means.slice()
  const variances = mixture.variances.slice()
  for (let k = 0; k < means.length; k++) {
    const mass = masses[Math.floor(k / dimensions)]
    if (mass < 1e-3) continue
    const shift = first[k] / mass
    means[k] += shift
    variances[k] = Math.max(second[k] / mass - shift * shift, floor[k % dimensions])
  }
  const next = { clusters, dimensions, weights: proportions(masses, count), means, variances }
  return { next, logDensity: logDensity / count }
}

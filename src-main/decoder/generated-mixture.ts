import { createRandom } from './random.ts'
import type { SparsePosteriors } from './sparse-posteriors.ts'

export interface GeneratedMixture {
  /** [count · dimensions] */
  means: Float32Array
  posteriors: SparsePosteriors
  /** Class of each sample [count]; components are dealt out to the classes in turn. */
  truth: Int16Array
}

/**
 * Points of a Gaussian mixture with their exact responsibilities, as a trained model would leave them. For
 * tests and benchmarks: everything follows from the seed.
 *
 * @param spread standard deviation of a component against a spread of 1 between component means
 */
export function generateMixture(options: {
  count: number
  components: number
  classes: number
  dimensions: number
  seed: number
  spread?: number
  width?: number
}): GeneratedMixture {
  const { count, components: k, classes, dimensions, seed, spread = 0.35 } = options
  const width = Math.min(options.width ?? 8, k)
  const random = createRandom(seed)
  // Sum of uniform numbers, near enough to a Gaussian and cheap.
  const normal = () => (random() + random() + random() + random() - 2) * Math.sqrt(3)
  const centres = Float64Array.from({ length: k * dimensions }, normal)
  const means = new Float32Array(count * dimensions)
  const truth = new Int16Array(count)
  const components = new Uint16Array(count * width)
  const weights = new Float32Array(count * width)
  const logits = new Float64Array(k)
  for (let sample = 0; sample < count; sample += 1) {
    const home = Math.floor(random() * k)
    truth[sample] = home % classes
    const point = means.subarray(sample * dimensions, (sample + 1) * dimensions)
    for (let d = 0; d < dimensions; d += 1) point[d] = centres[home * dimensions + d] + spread * normal()
    for (let c = 0; c < k; c += 1) {
      let squared = 0
      for (let d = 0; d < dimensions; d += 1) squared += (point[d] - centres[c * dimensions + d]) ** 2
      logits[c] = -squared / (2 * spread ** 2)
    }
    writeLargest(logits, width, components, weights, sample * width)
  }
  return { means, posteriors: { count, componentCount: k, width, components, weights }, truth }
}

function writeLargest(
  logits: Float64Array,
  width: number,
  components: Uint16Array,
  weights: Float32Array,
  start: number,
): void {
  const order = [...logits.keys()].sort((a, b) => logits[b] - logits[a]).slice(0, width)
  const sum = order.reduce((total, c) => total + Math.exp(logits[c] - logits[order[0]]), 0)
  order.forEach((c, k) => {
    components[start + k] = c
    weights[start + k] = Math.exp(logits[c] - logits[order[0]]) / sum
  })
}

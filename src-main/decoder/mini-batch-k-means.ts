import { nearestCentres } from './nearest-anchors.ts'
import { createRandom, permutation } from './random.ts'

const batchSize = 4096
/** Four times as many gain a decoder less than 0.2 points of accuracy (MNIST and Fashion-MNIST latents, 10 to 100 labels). */
const defaultBatches = 24
/** k-means++ chooses among this many points per centre. */
const candidatesPerCentre = 6

/**
 * Mini-batch k-means (Sculley 2010) from a k-means++ start on a part of the points (Arthur and Vassilvitskii 2007).
 *
 * @param points [count, dimensions], finite @param k ≤ count
 * @returns centres [k, dimensions]; with fewer than k distinct points some coincide
 */
export function miniBatchKMeans(
  points: Float32Array,
  count: number,
  dimensions: number,
  k: number,
  options: { seed: number; batches?: number; onProgress?: (fraction: number) => void },
): Float64Array {
  const order = permutation(count, options.seed)
  const centres = plusPlusStart(points, order, dimensions, k, options.seed)
  const members = new Float64Array(k)
  const sums = new Float64Array(k * dimensions)
  const batchCounts = new Float64Array(k)
  const size = Math.min(batchSize, count)
  const batches = options.batches ?? defaultBatches
  let next = 0
  for (let batch = 0; batch < batches; batch += 1) {
    const chosen = new Uint32Array(size)
    for (let i = 0; i < size; i += 1) chosen[i] = order[(next + i) % count]
    next = (next + size) % count
    const { index } = nearestCentres(points, size, dimensions, centres, 1, { order: chosen })
    sums.fill(0)
    batchCounts.fill(0)
    for (let i = 0; i < size; i += 1) {
      batchCounts[index[i]] += 1
      const from = chosen[i] * dimensions
      for (let d = 0; d < dimensions; d += 1) sums[index[i] * dimensions + d] += points[from + d]
    }
    for (let c = 0; c < k; c += 1) {
      if (batchCounts[c] === 0) continue
      // Each centre is the mean of everything that was ever given to it.
      const before = members[c]
      members[c] += batchCounts[c]
      for (let d = c * dimensions; d < (c + 1) * dimensions; d += 1) {
        centres[d] = (centres[d] * before + sums[d]) / members[c]
      }
    }
    options.onProgress?.((batch + 1) / batches)
  }
  return centres
}

/** Spread starting points: each is drawn with probability proportional to its squared distance to those before. */
function plusPlusStart(
  points: Float32Array,
  order: Uint32Array,
  dimensions: number,
  k: number,
  seed: number,
): Float64Array {
  const random = createRandom(seed + 1)
  const candidates = order.subarray(0, Math.min(order.length, k * candidatesPerCentre))
  const pool = new Float64Array(candidates.length * dimensions)
  for (let i = 0; i < candidates.length; i += 1) {
    for (let d = 0; d < dimensions; d += 1) pool[i * dimensions + d] = points[candidates[i] * dimensions + d]
  }
  const centres = new Float64Array(k * dimensions)
  const distances = new Float64Array(candidates.length).fill(Number.POSITIVE_INFINITY)
  let chosen = 0
  for (let c = 0; c < k; c += 1) {
    const centre = centres.subarray(c * dimensions, (c + 1) * dimensions)
    centre.set(pool.subarray(chosen * dimensions, (chosen + 1) * dimensions))
    let total = 0
    for (let i = 0; i < candidates.length; i += 1) {
      let squared = 0
      for (let d = 0; d < dimensions; d += 1) squared += (pool[i * dimensions + d] - centre[d]) ** 2
      if (squared < distances[i]) distances[i] = squared
      total += distances[i]
    }
    let target = random() * total
    chosen = 0
    while (chosen < candidates.length - 1 && target >= distances[chosen]) {
      target -= distances[chosen]
      chosen += 1
    }
  }
  return centres
}

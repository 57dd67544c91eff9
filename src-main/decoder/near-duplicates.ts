import type { NeighbourLists } from './nearest-neighbours.ts'
import { median } from './outliers.ts'

/** Two samples, the lower one first. */
export type SamplePair = readonly [number, number]

/**
 * Pairs nearer to each other in latent space than this share of the usual distance to the nearest neighbour may be
 * copies. The encoder learns to overlook small changes, so copies are found here; what proves them are the inputs.
 */
const candidateShare = 0.75
/**
 * Or than this share of the usual distance to the farthest of the neighbours: where most samples have a copy, as frames
 * of a video do, the nearest is one and tells nothing.
 */
const farCandidateShare = 0.5

/** Pairs that may be near-duplicates, nearest first, at most `most`. */
export function duplicateCandidates(lists: NeighbourLists, most: number): SamplePair[] {
  const { count, neighbours, index, squaredDistance } = lists
  if (neighbours === 0) return []
  const usual = (place: number) =>
    median(Float32Array.from({ length: count }, (_, i) => squaredDistance[i * neighbours + place]))
  const limit = Math.max(candidateShare ** 2 * usual(0), farCandidateShare ** 2 * usual(neighbours - 1))
  const listed = (sample: number) => index.subarray(sample * neighbours, (sample + 1) * neighbours)
  const found: { pair: SamplePair; squared: number }[] = []
  for (let i = 0; i < count; i += 1) {
    for (let at = i * neighbours; at < (i + 1) * neighbours && squaredDistance[at] <= limit; at += 1) {
      const other = index[at]
      // Pairs in both lists are taken from the lower one's.
      if (i < other) found.push({ pair: [i, other], squared: squaredDistance[at] })
      else if (!listed(other).includes(i)) found.push({ pair: [other, i], squared: squaredDistance[at] })
    }
  }
  found.sort((a, b) => a.squared - b.squared || a.pair[0] - b.pair[0] || a.pair[1] - b.pair[1])
  return found.slice(0, most).map(({ pair }) => pair)
}

/**
 * Correlation from which two images are copies. Much lower, strokes that merely cover the same pixels would count;
 * one original scanned twice, rescaled or brightened, lies above it.
 */
const copyCorrelation = 0.99
/** Mean difference, of 255, up to which two images without any contrast are copies. */
const copyDifference = 0.01
/** Deviation, of 255, below which an image has no contrast to correlate. */
const flatDeviation = 0.02

/**
 * Whether two images are nearly the same, whatever their brightness and contrast.
 * @param a bytes of one shape @param b of the same
 */
export function areImageCopies(a: Uint8Array, b: Uint8Array): boolean {
  const n = a.length
  let sumA = 0
  let sumB = 0
  let squaredA = 0
  let squaredB = 0
  let both = 0
  let difference = 0
  for (let i = 0; i < n; i += 1) {
    sumA += a[i]
    sumB += b[i]
    squaredA += a[i] * a[i]
    squaredB += b[i] * b[i]
    both += a[i] * b[i]
    difference += Math.abs(a[i] - b[i])
  }
  const deviationA = Math.sqrt(Math.max(0, squaredA / n - (sumA / n) ** 2))
  const deviationB = Math.sqrt(Math.max(0, squaredB / n - (sumB / n) ** 2))
  const flat = 255 * flatDeviation
  if (deviationA < flat || deviationB < flat) return difference / n <= 255 * copyDifference
  return both / n - (sumA / n) * (sumB / n) >= copyCorrelation * deviationA * deviationB
}

/** Mean difference, in standard deviations of the column, up to which two rows of measurements are copies. */
const copyRowDifference = 0.02

/**
 * Whether two vectors are nearly the same.
 * @param spreads standard deviation of every column; columns without any are not looked at
 */
export function areVectorCopies(a: Float32Array, b: Float32Array, spreads: Float64Array): boolean {
  let difference = 0
  let columns = 0
  for (let i = 0; i < a.length; i += 1) {
    if (spreads[i] === 0) continue
    difference += Math.abs(a[i] - b[i]) / spreads[i]
    columns += 1
  }
  return difference <= copyRowDifference * columns
}

/** Standard deviation of every column over some vectors. */
export function columnSpreads(vectors: readonly Float32Array[]): Float64Array {
  const columns = vectors[0]?.length ?? 0
  const means = new Float64Array(columns)
  for (const vector of vectors) for (let i = 0; i < columns; i += 1) means[i] += vector[i] / vectors.length
  const spreads = new Float64Array(columns)
  for (const vector of vectors) {
    for (let i = 0; i < columns; i += 1) spreads[i] += (vector[i] - means[i]) ** 2 / vectors.length
  }
  return spreads.map(Math.sqrt)
}

/** Samples that are joined by pairs, as groups: largest first, then by their lowest sample; ascending within. */
export function groupPairs(pairs: readonly SamplePair[]): number[][] {
  const parents = new Map<number, number>()
  const rootOf = (sample: number): number => {
    let root = sample
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up
    // The next search from here is short.
    for (let at = sample; at !== root; ) {
      const up = parents.get(at) ?? root
      parents.set(at, root)
      at = up
    }
    return root
  }
  for (const [a, b] of pairs) {
    const [low, high] = [rootOf(a), rootOf(b)].sort((x, y) => x - y)
    parents.set(low, low)
    parents.set(high, low)
  }
  const samples = [...parents.keys()].sort((a, b) => a - b)
  return [...Map.groupBy(samples, rootOf).values()].sort((a, b) => b.length - a.length || a[0] - b[0])
}

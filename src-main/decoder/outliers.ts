import type { NeighbourLists } from './nearest-neighbours.ts'

/**
 * How many times the usual distance each sample is away from the last of its nearest neighbours [count]
 * (Ramaswamy, Rastogi and Shim 2000: distance to the k-th neighbour): 1 is usual, 3 is far from everything.
 */
export function outlierScores({ count, neighbours, squaredDistance }: NeighbourLists): Float32Array {
  const scores = new Float32Array(count)
  if (neighbours === 0) return scores.fill(1)
  for (let i = 0; i < count; i += 1) scores[i] = Math.sqrt(squaredDistance[(i + 1) * neighbours - 1])
  const usual = median(scores)
  // Where most samples are copies of others there is no usual distance.
  if (usual === 0) return scores.fill(1)
  for (let i = 0; i < count; i += 1) scores[i] /= usual
  return scores
}

/** The samples farthest from all others, farthest first. */
export function farthestSamples(scores: Float32Array, most: number): number[] {
  return [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b).slice(0, most)
}

/** The middle value; the upper one of two. */
export function median(values: Float32Array): number {
  return values.slice().sort()[Math.floor(values.length / 2)]
}

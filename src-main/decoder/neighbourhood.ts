import { requireFinite } from './anchor-graph.ts'
import { duplicateCandidates, type SamplePair } from './near-duplicates.ts'
import { type Cells, nearestNeighbours } from './nearest-neighbours.ts'
import { buildNeighbourGraph, type NeighbourGraph } from './neighbour-graph.ts'
import { outlierScores } from './outliers.ts'

/** k: what label propagation is measured with (bench/neighbours.ts). */
const neighboursPerSample = 10
/** Pairs that are worth comparing sample by sample; the nearest ones come first. */
export const mostCandidates = 8000

/** Where sorted samples lie, and the anchors among them. */
export interface LatentSamples {
  count: number
  dimensions: number
  /** [count · dimensions] */
  means: Float32Array
  cells: Cells
}

/** What can be known from who is nearest to whom. */
export interface Neighbourhood {
  graph: NeighbourGraph
  /** [count]; see {@link outlierScores} */
  outlierScores: Float32Array
  /** Pairs that may be near-duplicates, nearest first. */
  candidates: SamplePair[]
}

/**
 * Seconds of work for 60,000 samples: meant for a worker thread.
 *
 * @param onProgress called with the share of the work done, rising to 1
 * @throws FewlabelError `training-diverged` when a mean is not a finite number
 */
export function buildNeighbourhood(
  { count, dimensions, means, cells }: LatentSamples,
  onProgress?: (fraction: number) => void,
): Neighbourhood {
  requireFinite(means.subarray(0, count * dimensions), dimensions)
  const lists = nearestNeighbours(means, count, dimensions, cells, neighboursPerSample, (fraction) =>
    onProgress?.(0.8 * fraction),
  )
  const graph = buildNeighbourGraph(lists)
  onProgress?.(0.95)
  const found = {
    graph,
    outlierScores: outlierScores(lists),
    candidates: duplicateCandidates(lists, mostCandidates),
  }
  onProgress?.(1)
  return found
}

import { requireFinite } from '../decoder/anchor-graph.ts'
import { type Cells, type NeighbourLists, nearestNeighbours } from '../decoder/nearest-neighbours.ts'
import { createRandom } from '../decoder/random.ts'
import { membershipStrengths, refineLayout } from './layout-refinement.ts'
import { layOutSkeleton } from './layout-skeleton.ts'

/** Sorted samples and the anchors among them, as far as the map needs them. */
export interface LaidOutSamples {
  count: number
  dimensions: number
  /** [count · dimensions]; null where there are too many to look for neighbours. */
  means: Float32Array | null
  /** With the weight of each listed anchor [count · neighbours]; rows sum to 1. */
  cells: Cells & { weight: Float32Array }
}

export interface LayoutOptions {
  seed: number
  /** Called with the share of the work done, rising to 1. */
  onProgress?: (fraction: number) => void
}

/** So few are their own skeleton. */
const skeletonItself = 2000
/** Neighbours each sample is kept near to. */
const neighbours = 12
/** UMAP's usual. */
const learningRate = 1
const manySamples = 20_000
/** More samples need fewer rounds each to come to rest, and would otherwise take minutes. */
const epochsFor = (count: number): number => (count <= manySamples ? 200 : count <= 100_000 ? 100 : 60)
/** Shares of the work, by the clock at 60,000 samples. */
const skeletonShare = 0.3
const neighbourShare = 0.25

/**
 * Where every sample lies in the plane, so that what is alike in latent space lies side by side: the shape of the whole
 * from the anchors, every sample among its anchors, then drawn to its own neighbours. Without latent means samples stay
 * among their anchors. Seconds to a minute of work: meant for a worker thread.
 *
 * @returns [count · 2] in [−1, 1], proportions kept
 * @throws FewlabelError `training-diverged` when a mean is not a finite number
 */
export function layOutLatents(samples: LaidOutSamples, { seed, onProgress }: LayoutOptions): Float32Array {
  const { count, dimensions, means, cells } = samples
  if (means) requireFinite(means.subarray(0, count * dimensions), dimensions)
  const isSkeleton = means !== null && count <= skeletonItself
  const points = isSkeleton ? means.subarray(0, count * dimensions) : Float32Array.from(cells.anchors)
  const skeleton = layOutSkeleton(points, dimensions, seed, (fraction) =>
    onProgress?.((isSkeleton ? 1 : skeletonShare) * fraction),
  )
  if (isSkeleton) return fitted(skeleton)
  const places = placeAmongAnchors(skeleton, samples, seed)
  if (means) {
    const lists = nearestNeighbours(means, count, dimensions, cells, neighbours, (fraction) =>
      onProgress?.(skeletonShare + neighbourShare * fraction),
    )
    drawToNeighbours(places, lists, seed, (fraction) =>
      onProgress?.(skeletonShare + neighbourShare + (1 - skeletonShare - neighbourShare) * fraction),
    )
  }
  onProgress?.(1)
  return fitted(places)
}

/** The mean of a sample's anchors, by their weights, with a little noise so that no two lie on the same spot. */
function placeAmongAnchors(
  skeleton: Float32Array,
  { count, cells }: LaidOutSamples,
  seed: number,
): Float32Array {
  const random = createRandom(seed)
  const places = new Float32Array(2 * count)
  for (let i = 0; i < count; i += 1) {
    let x = 0
    let y = 0
    for (let at = i * cells.neighbours; at < (i + 1) * cells.neighbours; at += 1) {
      const node = cells.index[at]
      x += cells.weight[at] * skeleton[2 * node]
      y += cells.weight[at] * skeleton[2 * node + 1]
    }
    places[2 * i] = x + 0.2 * (random() - 0.5)
    places[2 * i + 1] = y + 0.2 * (random() - 0.5)
  }
  return places
}

function drawToNeighbours(
  places: Float32Array,
  lists: NeighbourLists,
  seed: number,
  onProgress: (fraction: number) => void,
): void {
  if (lists.neighbours === 0) return
  refineLayout(places, lists, membershipStrengths(lists), {
    curve: lists.count <= manySamples ? 'airy' : 'tight',
    epochs: epochsFor(lists.count),
    learningRate,
    seed,
    onProgress,
  })
}

/** Moved and scaled into [−1, 1]. */
function fitted(places: Float32Array): Float32Array {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let at = 0; at < places.length; at += 1) {
    const axis = at % 2
    if (places[at] < low[axis]) low[axis] = places[at]
    if (places[at] > high[axis]) high[axis] = places[at]
  }
  const half = Math.max(high[0] - low[0], high[1] - low[1]) / 2 || 1
  return places.map((value, at) => (value - (low[at % 2] + high[at % 2]) / 2) / half)
}

import type { NeighbourLists } from './nearest-neighbours.ts'

/** The graph over the samples themselves, each joined to those most alike; rows in compressed form (CSR). */
export interface NeighbourGraph {
  count: number
  /** Row i is entries starts[i] … starts[i + 1] − 1 [count + 1] */
  starts: Uint32Array
  /** [entries], ascending within a row */
  index: Uint32Array
  /** S = D^-½ W D^-½ [entries], symmetric */
  spread: Float32Array
  /** D^-½ [count] */
  scale: Float64Array
  /** ΣD */
  volume: number
}

/** Degrees below this share of the mean count as this much, so that lone samples stay finite. */
const smallestDegree = 1e-6

/**
 * Joins every sample to its nearest neighbours by e^(−4d²/d_k²), d_k being its distance to the last of them
 * (self-tuned: Zelnik-Manor and Perona 2004), symmetrised as (W + Wᵀ)/2.
 */
export function buildNeighbourGraph(lists: NeighbourLists): NeighbourGraph {
  const { count, neighbours } = lists
  const back = reversed(lists)
  const starts = new Uint32Array(count + 1)
  // Who names whom is met twice where it is mutual, once otherwise.
  const metAt = new Int32Array(count).fill(-1)
  for (let i = 0; i < count; i += 1) {
    for (let at = i * neighbours; at < (i + 1) * neighbours; at += 1) metAt[lists.index[at]] = i
    let entries = neighbours
    for (let at = back.starts[i]; at < back.starts[i + 1]; at += 1) {
      if (metAt[Math.floor(back.entries[at] / neighbours)] !== i) entries += 1
    }
    starts[i + 1] = starts[i] + entries
  }
  const index = new Uint32Array(starts[count])
  const spread = new Float32Array(starts[count])
  const weights = new Map<number, number>()
  for (let i = 0; i < count; i += 1) {
    weights.clear()
    for (let at = i * neighbours; at < (i + 1) * neighbours; at += 1)
      weights.set(lists.index[at], weightOf(lists, at) / 2)
    for (let at = back.starts[i]; at < back.starts[i + 1]; at += 1) {
      const other = Math.floor(back.entries[at] / neighbours)
      weights.set(other, (weights.get(other) ?? 0) + weightOf(lists, back.entries[at]) / 2)
    }
    const row = index.subarray(starts[i], starts[i + 1])
    row.set([...weights.keys()])
    row.sort()
    for (let k = 0; k < row.length; k += 1) spread[starts[i] + k] = weights.get(row[k]) as number
  }
  return { count, starts, index, spread, ...normalise(starts, index, spread) }
}

/** Turns weights into S, in place. */
function normalise(
  starts: Uint32Array,
  index: Uint32Array,
  spread: Float32Array,
): { scale: Float64Array; volume: number } {
  const count = starts.length - 1
  const scale = new Float64Array(count)
  let volume = 0
  for (let i = 0; i < count; i += 1) {
    for (let at = starts[i]; at < starts[i + 1]; at += 1) scale[i] += spread[at]
    volume += scale[i]
  }
  const floor = volume > 0 ? (smallestDegree * volume) / count : 1
  volume = 0
  for (let i = 0; i < count; i += 1) {
    const degree = Math.max(scale[i], floor)
    volume += degree
    scale[i] = 1 / Math.sqrt(degree)
  }
  for (let i = 0; i < count; i += 1) {
    for (let at = starts[i]; at < starts[i + 1]; at += 1) spread[at] *= scale[i] * scale[index[at]]
  }
  return { scale, volume }
}

/** In whose lists each sample stands: places in the lists, by sample. */
function reversed({ count, neighbours, index }: NeighbourLists): {
  starts: Uint32Array
  entries: Uint32Array
} {
  const starts = new Uint32Array(count + 1)
  for (const sample of index) starts[sample + 1] += 1
  for (let i = 0; i < count; i += 1) starts[i + 1] += starts[i]
  const next = starts.slice(0, count)
  const entries = new Uint32Array(count * neighbours)
  for (let at = 0; at < index.length; at += 1) {
    entries[next[index[at]]] = at
    next[index[at]] += 1
  }
  return { starts, entries }
}

/** Samples that are the same, down to the last neighbour, have a width of 0 and are as near as can be. */
function weightOf({ neighbours, squaredDistance }: NeighbourLists, at: number): number {
  const width = squaredDistance[at - (at % neighbours) + neighbours - 1]
  return width > 0 ? Math.exp((-4 * squaredDistance[at]) / width) : 1
}

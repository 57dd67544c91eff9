import type { Adam } from './adam.ts'
import { mixtureParameters } from './gmvae.ts'
import type { ParameterSet } from './parameters.ts'

/** A cluster is taken for an earlier one again when at least half of what the two hold, they hold in common. */
const likeness = 0.5

/** How much two clusterings of the same samples have in common. */
export interface ComponentOverlap {
  /** Components of the earlier and of the new clustering. */
  before: number
  after: number
  /** Σ_samples q_before[o] · q_after[n], [before · after] */
  common: Float64Array
  /** Mass of each component over the same samples: [before], [after]. */
  massesBefore: Float64Array
  massesAfter: Float64Array
}

/** Sparse responsibilities of samples one after the other, [count · width] each. */
export interface SparseResponsibilities {
  components: Uint16Array
  weights: Float32Array
}

export function emptyOverlap(before: number, after: number): ComponentOverlap {
  return {
    before,
    after,
    common: new Float64Array(before * after),
    massesBefore: new Float64Array(before),
    massesAfter: new Float64Array(after),
  }
}

/** Adds `count` samples that both clusterings have sorted to the overlap. */
export function addOverlap(
  overlap: ComponentOverlap,
  before: SparseResponsibilities,
  after: SparseResponsibilities,
  count: number,
  width: number,
): void {
  for (let from = 0; from < count * width; from += width) {
    for (let i = from; i < from + width; i++) {
      const row = before.components[i] * overlap.after
      overlap.massesBefore[before.components[i]] += before.weights[i]
      overlap.massesAfter[after.components[i]] += after.weights[i]
      if (before.weights[i] === 0) continue
      for (let j = from; j < from + width; j++) {
        overlap.common[row + after.components[j]] += before.weights[i] * after.weights[j]
      }
    }
  }
}

/** Which number each new component is to have. */
export interface Numbering {
  /** [after]: the number of new component n. A permutation. */
  numbers: Uint32Array
  /** Components that are an earlier one again and have its number. */
  kept: number
}

/**
 * Gives new components the numbers of the earlier ones they resemble: the assignment with the largest overlap in all,
 * of which pairs that are not alike enough are dropped. Every other component keeps its number where that is free,
 * or takes a free one, such as no earlier component had first.
 *
 * Numbering a clustering that has been numbered before changes nothing.
 */
export function numberLike(overlap: ComponentOverlap): Numbering {
  const { before, after, common, massesBefore, massesAfter } = overlap
  const numbers = new Uint32Array(after).fill(unnumbered)
  const taken = new Uint8Array(after)
  const size = Math.max(before, after)
  const costs = new Float64Array(size * size)
  for (let o = 0; o < before; o++) {
    for (let n = 0; n < after; n++) costs[o * size + n] = -common[o * after + n]
  }
  let kept = 0
  for (const [o, n] of cheapestAssignment(costs, size).entries()) {
    // A mixture that has become smaller has no place for the highest numbers.
    if (o >= Math.min(before, after) || n >= after) continue
    if (2 * common[o * after + n] < likeness * (massesBefore[o] + massesAfter[n])) continue
    if (common[o * after + n] === 0) continue
    numbers[n] = o
    taken[o] = 1
    kept++
  }
  for (let n = 0; n < after; n++) {
    if (numbers[n] !== unnumbered || taken[n]) continue
    numbers[n] = n
    taken[n] = 1
  }
  const free = Array.from(taken.keys()).filter((number) => !taken[number])
  free.sort((a, b) => Number(a < before) - Number(b < before) || a - b)
  for (let n = 0; n < after; n++) if (numbers[n] === unnumbered) numbers[n] = free.shift() as number
  return { numbers, kept }
}

const unnumbered = 0xffff_ffff

/**
 * The assignment of rows to columns whose costs have the smallest sum, by shortest augmenting paths with potentials
 * (Jonker and Volgenant 1987, without its initialisation): O(size³).
 *
 * @param costs [size · size], row by row, finite
 * @returns [size], the column of each row
 */
export function cheapestAssignment(costs: Float64Array, size: number): Int32Array {
  const none = size
  const rowPotentials = new Float64Array(size)
  // One column more than there are: the root of each search.
  const columnPotentials = new Float64Array(size + 1)
  const rowOf = new Int32Array(size + 1).fill(-1)
  const distances = new Float64Array(size)
  const previous = new Int32Array(size)
  const done = new Uint8Array(size)
  for (let start = 0; start < size; start++) {
    distances.fill(Number.POSITIVE_INFINITY)
    done.fill(0)
    rowOf[none] = start
    let column = none
    while (rowOf[column] !== -1) {
      const row = rowOf[column]
      let nearest = -1
      for (let j = 0; j < size; j++) {
        if (done[j]) continue
        const distance = costs[row * size + j] - rowPotentials[row] - columnPotentials[j]
        if (distance < distances[j]) {
          distances[j] = distance
          previous[j] = column
        }
        if (nearest === -1 || distances[j] < distances[nearest]) nearest = j
      }
      const step = distances[nearest]
      rowPotentials[start] += step
      for (let j = 0; j < size; j++) {
        if (done[j]) {
          rowPotentials[rowOf[j]] += step
          columnPotentials[j] -= step
        } else distances[j] -= step
      }
      done[nearest] = 1
      column = nearest
    }
    while (column !== none) {
      rowOf[column] = rowOf[previous[column]]
      column = previous[column]
    }
  }
  const columnOf = new Int32Array(size)
  for (let j = 0; j < size; j++) columnOf[rowOf[j]] = j
  return columnOf
}

/**
 * Moves every component to its number: its parameters, their moments, and what else is kept per component.
 *
 * @param masses arrays [K] that follow
 */
export function renumberComponents(
  parameters: ParameterSet,
  adam: Adam,
  masses: readonly Float64Array[],
  numbers: Uint32Array,
): void {
  for (const name of mixtureParameters) {
    const from = parameters.offsetOf(name)
    const to = from + parameters.view(name).length
    for (const values of [parameters.values, adam.m, adam.v]) permuteRows(values.subarray(from, to), numbers)
  }
  for (const values of masses) permuteRows(values, numbers)
}

/** Row n of the values becomes row numbers[n]. */
function permuteRows(values: Float32Array | Float64Array, numbers: Uint32Array): void {
  const width = values.length / numbers.length
  const old = values.slice()
  for (const [n, number] of numbers.entries()) {
    values.set(old.subarray(n * width, (n + 1) * width), number * width)
  }
}

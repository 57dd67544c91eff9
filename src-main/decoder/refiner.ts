import { LabelPropagation } from './label-propagation.ts'
import type { NeighbourGraph } from './neighbour-graph.ts'
import type { Refinement } from './refinement.ts'

/** The labels to refine for. */
export interface RefinementRequest {
  classCount: number
  /** Class of each sample [count], −1 for none; all below `classCount`. */
  labels: Int16Array
  /** Weight of each label [count]; absent: all 1. */
  weights?: Float32Array
  /** 1 where it matters what would be said without the sample's own label [count]; absent: nowhere. */
  drawn?: Uint8Array
}

/**
 * Samples whose own response is solved for at a time, so that labels need not wait for many of them. Who asks again
 * gets more.
 */
const ownAtATime = 50

/**
 * Propagates the labels of all classes over the samples' graph. Only classes whose labels changed since the last time
 * are solved again; what comes of a class depends on its labels alone. Columns lie in shared memory and are never
 * written again, so that another thread may read them for as long as it likes.
 */
export class Refiner {
  readonly #propagation: LabelPropagation
  #columns: (Float32Array | null)[] = []
  #labels: Int16Array
  #weights: Float32Array | undefined
  /** Own responses depend on the graph alone. */
  readonly #own = new Map<number, number>()

  /** @param alpha how far labels spread; see {@link LabelPropagation} */
  constructor(graph: NeighbourGraph, alpha?: number) {
    this.#propagation = new LabelPropagation(graph, alpha)
    this.#labels = new Int16Array(graph.count).fill(-1)
  }

  refine({ classCount, labels, weights, drawn }: RefinementRequest): Refinement {
    const changed = this.#changedClasses(labels, weights)
    const columns: (Float32Array | null)[] = []
    for (let l = 0; l < classCount; l += 1) {
      const before = this.#columns[l] ?? null
      columns.push(changed.has(l) ? this.#solve(l, labels, weights) : before)
    }
    this.#columns = columns
    this.#labels = labels
    this.#weights = weights
    return { labels, weights, columns: [...columns], own: this.#ownResponses(labels, drawn) }
  }

  #ownResponses(labels: Int16Array, drawn: Uint8Array | undefined): Map<number, number> {
    const own = new Map<number, number>()
    let solved = 0
    for (let sample = 0; drawn && sample < labels.length; sample += 1) {
      if (drawn[sample] === 0) continue
      let value = this.#own.get(sample)
      if (value === undefined) {
        if (solved === ownAtATime) continue
        solved += 1
        value = this.#propagation.own(sample)
        this.#own.set(sample, value)
      }
      own.set(sample, value)
    }
    return own
  }

  #changedClasses(labels: Int16Array, weights: Float32Array | undefined): Set<number> {
    const changed = new Set<number>()
    for (let sample = 0; sample < labels.length; sample += 1) {
      const before = this.#labels[sample]
      const isSame = before === labels[sample] && (this.#weights?.[sample] ?? 1) === (weights?.[sample] ?? 1)
      if (isSame) continue
      changed.add(before)
      changed.add(labels[sample])
    }
    return changed
  }

  #solve(classIndex: number, labels: Int16Array, weights?: Float32Array): Float32Array | null {
    const samples: number[] = []
    for (let sample = 0; sample < labels.length; sample += 1)
      if (labels[sample] === classIndex) samples.push(sample)
    if (samples.length === 0) return null
    const column = new Float32Array(new SharedArrayBuffer(4 * labels.length))
    const ofClass = { samples, weights: weights && samples.map((sample) => weights[sample]) }
    this.#propagation.spread(ofClass, column)
    return column
  }
}

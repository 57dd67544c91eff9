import type { Refinement } from './refinement.ts'
import { columnSums, type SparseRows } from './sparse-rows.ts'

/** What the labels of one class say at each node. */
interface ClassResponse {
  /** K·Σ w_i z_i [nodes] */
  response: Float64Array
  /** Sum of the weights. */
  total: number
}

export interface ResponseKernel {
  /** How much of each sample belongs to which node, Z. */
  readonly rows: SparseRows
  /** What a label at one node says at another, symmetric [nodes · nodes]; null: nothing but at its own node. */
  readonly kernel: Float32Array | null
  /** Whether a class's score is the mean over its labels, not their sum. */
  readonly averaged: boolean
  /** Weight of a refinement's score beside the rule's own; 0 takes none. */
  readonly refined: number
}

/**
 * Scores of classes at samples: s_l(x) = z(x)ᵀ·K·Σ_{i ∈ S_l} w_i z_i, over Σ w_i where the rule averages. With a refinement
 * they are the weighted mean of that and of what it says; labels given or taken back since act through K alone. Being
 * sums over labels, scores have their leave-one-out form in closed form.
 */
export class ClassScores {
  readonly #rule: ResponseKernel
  readonly #classes: (ClassResponse | null)[] = []
  /** `responses`: K·Σ w_i z_i of the labels it was computed from, by class [nodes]. */
  #refinement: (Refinement & { responses: (Float64Array | null)[] }) | null = null

  constructor(rule: ResponseKernel) {
    this.#rule = rule
  }

  setClassCount(count: number): void {
    while (this.#classes.length < count) this.#classes.push(null)
    this.#classes.length = count
  }

  has(classIndex: number): boolean {
    return this.#classes[classIndex] !== null
  }

  /** Computes a class anew from all labels [count] and their weights [count], in the order of the samples. */
  compute(classIndex: number, labels: ArrayLike<number>, weights: ArrayLike<number>): void {
    const { mass, total } = this.#massOf(classIndex, labels, weights)
    this.#classes[classIndex] = total > 0 ? { total, response: this.#respond(mass) } : null
  }

  /** @returns classes whose scores it changes */
  adopt(refinement: Refinement | null): number[] {
    if (this.#rule.refined === 0) return []
    const before = this.#refinement
    const isKept = (l: number) => (refinement?.columns[l] ?? null) === (before?.columns[l] ?? null)
    const weights = refinement?.weights ?? new Float32Array(refinement?.labels.length ?? 0).fill(1)
    this.#refinement = refinement && {
      ...refinement,
      responses: refinement.columns.map((column, l) => {
        if (!column) return null
        if (isKept(l)) return before?.responses[l] ?? null
        return this.#respond(this.#massOf(l, refinement.labels, weights).mass)
      }),
    }
    return [...this.#classes.keys()].filter((l) => !isKept(l))
  }

  /** Scores of a class that has labels at every sample, plus `offset` [count]. */
  fill(classIndex: number, offset: number, into: Float32Array): void {
    const { rows, refined } = this.#rule
    const { count, neighbours, index, weight } = rows
    const { response: own, total } = this.#classes[classIndex] as ClassResponse
    const divisor = this.#divisor(total)
    const fine = this.#refinement?.columns[classIndex] ?? null
    const then = this.#refinement?.responses[classIndex] ?? null
    const response = own.map((value, j) => (value - (then ? refined * then[j] : 0)) / divisor)
    const share = refined / divisor
    for (let sample = 0, at = 0; sample < count; sample += 1) {
      let score = fine ? share * fine[sample] : 0
      for (let k = 0; k < neighbours; k += 1, at += 1) score += weight[at] * response[index[at]]
      // Where a label was taken back since the refinement, the difference can fall below nothing.
      into[sample] = (score > 0 ? score : 0) + offset
    }
  }

  /**
   * Score of a class that has labels at each node [nodes]. Of a refinement, which knows samples and no nodes, a node takes
   * the mean over the samples that belong to it.
   */
  atNodes(classIndex: number): Float64Array {
    const { refined } = this.#rule
    const { response, total } = this.#classes[classIndex] as ClassResponse
    const divisor = this.#divisor(total)
    const fine = this.#refinement?.columns[classIndex] ?? null
    const then = this.#refinement?.responses[classIndex] ?? null
    if (!fine || !then) return response.map((value) => value / divisor)
    const atNodes = this.#meanAtNodes(fine)
    return response.map((value, j) => (value + refined * (atNodes[j] - then[j])) / divisor)
  }

  /**
   * Score of every class at a sample without the sample's own label [classes]; −1 for those with no label to go by.
   *
   * @param given its class, −1 for none @param weight that of its label
   */
  without(sample: number, given: number, weight: number): Float64Array {
    const { refined } = this.#rule
    // Where it is not known what the label says at its own sample on the fine graph, the rule's own scores have to do.
    const own = this.#refinement?.own.get(sample)
    const fine = given < 0 || own !== undefined ? this.#refinement : null
    const coarse = given < 0 ? 0 : this.#ownResponse(sample)
    const scores = new Float64Array(this.#classes.length).fill(-1)
    this.#classes.forEach((entry, l) => {
      if (!entry) return
      const left = entry.total - (l === given ? weight : 0)
      // The sum of weights is rounded; a label that is left weighs more than that.
      if (left <= 1e-6 * entry.total) return
      let sum = this.#at(sample, entry.response) - (l === given ? weight * coarse : 0)
      const then = fine?.responses[l]
      if (fine && then) {
        const before = fine.labels[sample] === l ? (fine.weights?.[sample] ?? 1) : 0
        sum -= refined * (this.#at(sample, then) - before * coarse)
        sum += refined * ((fine.columns[l]?.[sample] ?? 0) - before * (own ?? 0))
      }
      scores[l] = Math.max(0, sum) / this.#divisor(left)
    })
    return scores
  }

  /** What a label at a sample says at each node, K·z [nodes]. */
  responseTo(sample: number): Float64Array {
    const { rows } = this.#rule
    const mass = new Float64Array(rows.nodes)
    for (let at = sample * rows.neighbours; at < (sample + 1) * rows.neighbours; at += 1)
      mass[rows.index[at]] += rows.weight[at]
    return this.#respond(mass)
  }

  /** Score a class would have at a sample after one more label, which says `response` at the nodes; by the rule alone. */
  withLabel(sample: number, classIndex: number, response: Float64Array): number {
    const entry = this.#classes[classIndex]
    const sum = this.#at(sample, response) + (entry ? this.#at(sample, entry.response) : 0)
    return sum / this.#divisor((entry?.total ?? 0) + 1)
  }

  /** Means of the samples' values, by how much they belong to each node [nodes]; 0 where nothing does. */
  #meanAtNodes(values: Float32Array): Float64Array {
    const masses = columnSums(this.#rule.rows)
    return columnSums(this.#rule.rows, values).map((sum, j) => (masses[j] > 0 ? sum / masses[j] : 0))
  }

  #divisor(total: number): number {
    return this.#rule.averaged ? total : 1
  }

  #massOf(
    classIndex: number,
    labels: ArrayLike<number>,
    weights: ArrayLike<number>,
  ): { mass: Float64Array; total: number } {
    const { neighbours, index, weight, nodes } = this.#rule.rows
    const mass = new Float64Array(nodes)
    let total = 0
    for (let sample = 0; sample < labels.length; sample += 1) {
      if (labels[sample] !== classIndex) continue
      total += weights[sample]
      for (let at = sample * neighbours; at < (sample + 1) * neighbours; at += 1)
        mass[index[at]] += weight[at] * weights[sample]
    }
    return { mass, total }
  }

  /** K·mass [nodes]. */
  #respond(mass: Float64Array): Float64Array {
    const { kernel, rows } = this.#rule
    if (!kernel) return mass
    const { nodes } = rows
    const response = new Float64Array(nodes)
    for (let j = 0; j < nodes; j += 1) {
      if (mass[j] === 0) continue
      const row = j * nodes
      for (let k = 0; k < nodes; k += 1) response[k] += mass[j] * kernel[row + k]
    }
    return response
  }

  /** z(x)ᵀ times a response [nodes]. */
  #at(sample: number, response: Float64Array): number {
    const { neighbours, index, weight } = this.#rule.rows
    let sum = 0
    for (let at = sample * neighbours; at < (sample + 1) * neighbours; at += 1)
      sum += weight[at] * response[index[at]]
    return sum
  }

  /** zᵀ·K·z: what a sample's label says at the sample itself. */
  #ownResponse(sample: number): number {
    const { kernel, rows } = this.#rule
    const { nodes, neighbours, index, weight } = rows
    const end = (sample + 1) * neighbours
    let sum = 0
    for (let a = sample * neighbours; a < end; a += 1) {
      for (let b = sample * neighbours; b < end; b += 1) {
        const between = kernel ? kernel[index[a] * nodes + index[b]] : index[a] === index[b] ? 1 : 0
        sum += weight[a] * weight[b] * between
      }
    }
    return sum
  }
}

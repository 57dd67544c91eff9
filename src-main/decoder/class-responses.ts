import type { SparseRows } from './sparse-rows.ts'

/** What the labels of one class say at each node. */
interface ClassResponse {
  /** Rows of its labeled samples times their weights, added up [nodes]. */
  mass: Float64Array
  /** Kernel times mass [nodes]. */
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
}

/**
 * Scores of classes at samples: s_l(x) = z(x)ᵀ·K·Σ_{i ∈ S_l} w_i z_i, over Σ w_i where the rule averages. Being sums over
 * labels, they have their leave-one-out form in closed form.
 */
export class ClassResponses {
  readonly #rule: ResponseKernel
  readonly #classes: (ClassResponse | null)[] = []

  constructor(rule: ResponseKernel) {
    this.#rule = rule
  }

  get classCount(): number {
    return this.#classes.length
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
    const { mass, total } = this.massOf(classIndex, labels, weights)
    this.#classes[classIndex] = total > 0 ? { mass, total, response: this.respond(mass) } : null
  }

  drop(classIndex: number): void {
    this.#classes[classIndex] = null
  }

  massOf(
    classIndex: number,
    labels: ArrayLike<number>,
    weights: ArrayLike<number>,
  ): { mass: Float64Array; total: number } {
    const { count, neighbours, index, weight } = this.#rule.rows
    const mass = new Float64Array(this.#rule.rows.nodes)
    let total = 0
    for (let sample = 0; sample < count; sample += 1) {
      if (labels[sample] !== classIndex) continue
      total += weights[sample]
      for (let at = sample * neighbours; at < (sample + 1) * neighbours; at += 1)
        mass[index[at]] += weight[at] * weights[sample]
    }
    return { mass, total }
  }

  /** K·mass [nodes]. */
  respond(mass: Float64Array): Float64Array {
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

  /** Response of a class that has labels [nodes], and the sum of their weights. */
  of(classIndex: number): { response: Float64Array; total: number } {
    const { response, total } = this.#classes[classIndex] as ClassResponse
    return { response, total }
  }

  /** What a class's scores are divided by when its labels weigh so much. */
  divisor(total: number): number {
    return this.#rule.averaged ? total : 1
  }

  /** z(x)ᵀ of a sample times a response, one of a class or of something else [nodes]. */
  at(sample: number, response: Float64Array): number {
    const { neighbours, index, weight } = this.#rule.rows
    let sum = 0
    for (let at = sample * neighbours; at < (sample + 1) * neighbours; at += 1)
      sum += weight[at] * response[index[at]]
    return sum
  }

  /** What a label at a sample says at each node, K·z [nodes]. */
  responseTo(sample: number): Float64Array {
    const { rows } = this.#rule
    const mass = new Float64Array(rows.nodes)
    for (let at = sample * rows.neighbours; at < (sample + 1) * rows.neighbours; at += 1)
      mass[rows.index[at]] += rows.weight[at]
    return this.respond(mass)
  }

  /** Score a class would have at a sample after one more label, which says `response` at the nodes. */
  scoreWith(sample: number, classIndex: number, response: Float64Array): number {
    const entry = this.#classes[classIndex]
    const sum = this.at(sample, response) + (entry ? this.at(sample, entry.response) : 0)
    return sum / (this.#rule.averaged ? (entry?.total ?? 0) + 1 : 1)
  }

  /** zᵀ·K·z of a sample: what its label says at the sample itself. */
  ownResponse(sample: number): number {
    const { kernel, rows } = this.#rule
    const { nodes, neighbours, index, weight } = rows
    let sum = 0
    for (let a = sample * neighbours; a < (sample + 1) * neighbours; a += 1) {
      if (!kernel) {
        sum += weight[a] ** 2
        continue
      }
      const row = index[a] * nodes
      for (let b = sample * neighbours; b < (sample + 1) * neighbours; b += 1)
        sum += weight[a] * weight[b] * kernel[row + index[b]]
    }
    return sum
  }
}

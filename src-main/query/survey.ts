import type { NodeGraph } from '../decoder/greens-function.ts'

/** Variance of one label's noise against a node's own variance of 1. */
const noise = 0.05

/**
 * What is known about the nodes of a graph once some of them have been observed: a Gaussian field with the
 * correlations of the Green's function, conditioned on the observations (Gaussian-process regression). Kept as
 * C = C₀ − HᵀH with one row of H per observation, so observing costs (observations so far) · nodes, and
 * C₀ itself is never copied.
 *
 * The graph's degrees cancel out of the correlations: C₀_jk = G_jk / √(G_jj G_kk).
 */
export class Survey {
  readonly #graph: NodeGraph
  readonly #nodes: number
  readonly #green: Float32Array
  readonly #inverseDeviation: Float64Array
  readonly #variance: Float64Array
  readonly #rows: Float64Array[] = []

  constructor(graph: NodeGraph) {
    const { nodes } = graph
    const green = graph.farGreen ?? graph.green
    this.#graph = graph
    this.#nodes = nodes
    this.#green = green
    this.#variance = new Float64Array(nodes).fill(1)
    this.#inverseDeviation = new Float64Array(nodes)
    for (let j = 0; j < nodes; j += 1) this.#inverseDeviation[j] = 1 / Math.sqrt(green[j * nodes + j])
  }

  /** Number of observations. */
  get observations(): number {
    return this.#rows.length
  }

  /** Variance that is left at each node [nodes], 1 where nothing is known. */
  get variance(): Float64Array {
    return this.#variance
  }

  /** The same knowledge, to be conditioned on more without changing this one. */
  copy(): Survey {
    const copy = new Survey(this.#graph)
    copy.#variance.set(this.#variance)
    copy.#rows.push(...this.#rows)
    return copy
  }

  /** Conditions on a noisy observation of a node; answers the new row of H. */
  observe(node: number): Float64Array {
    const row = this.rowOf(node)
    for (let k = 0; k < row.length; k += 1) this.#variance[k] -= row[k] ** 2
    this.#rows.push(row)
    return row
  }

  /** The row of H that observing a node would add [nodes]: its squares are the variance that each node would lose. */
  rowOf(node: number): Float64Array {
    const nodes = this.#nodes
    const green = this.#green
    const inverse = this.#inverseDeviation
    const row = new Float64Array(nodes)
    for (let k = 0; k < nodes; k += 1) row[k] = green[node * nodes + k] * inverse[node] * inverse[k]
    for (const earlier of this.#rows) {
      const factor = earlier[node]
      for (let k = 0; k < nodes; k += 1) row[k] -= factor * earlier[k]
    }
    const scale = 1 / Math.sqrt(this.#variance[node] + noise)
    for (let k = 0; k < nodes; k += 1) row[k] *= scale
    return row
  }

  /** Covariance C·w of every node with the weighted sum of all nodes [nodes]. */
  covarianceWith(weights: Float64Array): Float64Array {
    const nodes = this.#nodes
    const green = this.#green
    const inverse = this.#inverseDeviation
    const covariance = new Float64Array(nodes)
    const factor = (j: number) => (j < nodes ? weights[j] * inverse[j] : 0)
    // Four rows at a time: here goes most of the time that a question takes, and most of it into loads and stores.
    for (let j = 0; j < nodes; j += 4) {
      const [f0, f1, f2, f3] = [factor(j), factor(j + 1), factor(j + 2), factor(j + 3)]
      const r0 = j * nodes
      const r1 = Math.min(j + 1, nodes - 1) * nodes
      const r2 = Math.min(j + 2, nodes - 1) * nodes
      const r3 = Math.min(j + 3, nodes - 1) * nodes
      for (let k = 0; k < nodes; k += 1) {
        covariance[k] += f0 * green[r0 + k] + f1 * green[r1 + k] + f2 * green[r2 + k] + f3 * green[r3 + k]
      }
    }
    for (let k = 0; k < nodes; k += 1) covariance[k] *= inverse[k]
    for (const row of this.#rows) subtractMultiple(covariance, row, dot(row, weights))
    return covariance
  }

  /**
   * How much observing each node would lower the variance of the weighted sum of all nodes [nodes]: the criterion
   * of Σ-optimality (Ma, Garnett and Schneider 2013), with weights.
   *
   * @param covariance as from {@link covarianceWith}, kept up to date by {@link subtractMultiple}
   */
  gains(covariance: Float64Array): Float64Array {
    const variance = this.#variance
    const gains = new Float64Array(covariance.length)
    for (let j = 0; j < gains.length; j += 1) gains[j] = covariance[j] ** 2 / (variance[j] + noise)
    return gains
  }
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k += 1) sum += a[k] * b[k]
  return sum
}

export function subtractMultiple(from: Float64Array, row: Float64Array, factor: number): void {
  for (let k = 0; k < from.length; k += 1) from[k] -= factor * row[k]
}

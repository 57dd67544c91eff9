import type { NeighbourGraph } from './neighbour-graph.ts'

/** α: labels travel far, 1/(1 − α) = 100 steps. Shorter reaches gain nothing (bench/neighbours.ts). */
const defaultAlpha = 0.99

/** Norm of the residual over that of the right-hand side at which a solution is good enough. */
const tolerance = 1e-4
/**
 * Share of a sample's own response below which a step adds nothing that matters. It is far more than what other
 * labels say there and is taken off their sum, so it has to be exact.
 */
const ownTolerance = 1e-5
/** Far more than convergence takes: for numbers that make it impossible. */
const mostSteps = 400

/** Labels of one class: samples, and how much each counts (1 where absent). */
export interface WeightedSamples {
  samples: ArrayLike<number>
  weights?: ArrayLike<number>
}

/**
 * Label propagation on the graph of samples (Zhou et al. 2004, eq. 4), solved to the end:
 * G Σ w_i e_i with G = (1 − α)·ΣD · D^-½ (I − αS)^-1 D^-½, the scale of {@link import('./greens-function.ts').greensFunction}:
 * a lift, 1 is indifference. The sums are linear in the labels, up to the tolerance of the solution.
 *
 * By conjugate gradients (Hestenes and Stiefel 1952), which take a small part of the steps of U ← αSU + Y at this α.
 * D^½1 is an eigenvector of S with the eigenvalue 1, known beforehand and the slowest to be found: every solution starts
 * with its part in that direction already right. Keeps its working arrays, 32 bytes per sample.
 */
export class LabelPropagation {
  readonly #graph: NeighbourGraph
  readonly #alpha: number
  readonly #solution: Float64Array
  readonly #residual: Float64Array
  readonly #direction: Float64Array
  readonly #image: Float64Array

  constructor(graph: NeighbourGraph, alpha: number = defaultAlpha) {
    this.#graph = graph
    this.#alpha = alpha
    this.#solution = new Float64Array(graph.count)
    this.#residual = new Float64Array(graph.count)
    this.#direction = new Float64Array(graph.count)
    this.#image = new Float64Array(graph.count)
  }

  /**
   * What a class's labels say at every sample, as a sum over the labels. Begun afresh each time: a start from a former
   * answer would save few steps and make answers depend on what was asked before.
   *
   * @param into [count]
   * @returns steps taken
   */
  spread({ samples, weights }: WeightedSamples, into: Float32Array): number {
    const { scale } = this.#graph
    this.#residual.fill(0)
    for (let i = 0; i < samples.length; i += 1)
      this.#residual[samples[i]] += (weights ? weights[i] : 1) * scale[samples[i]]
    const enough = tolerance ** 2 * squaredNorm(this.#residual)
    this.#begin()
    let squared = squaredNorm(this.#residual)
    let steps = 0
    for (; steps < mostSteps && squared > enough; steps += 1) {
      squared = this.#step(squared, steps === 0).remaining
    }
    const factor = (1 - this.#alpha) * this.#graph.volume
    for (let i = 0; i < into.length; i += 1) into[i] = factor * scale[i] * this.#solution[i]
    return steps
  }

  /**
   * G_ii: what a label of weight 1 says at its own sample, to be taken off where a label must not speak for itself. It is
   * the energy bᵀx that conjugate gradients drive down, which settles in a fraction of the steps that x takes.
   */
  own(sample: number): number {
    const { scale, volume } = this.#graph
    const factor = (1 - this.#alpha) * volume
    this.#residual.fill(0)
    this.#residual[sample] = scale[sample]
    this.#begin()
    // Along D^½1 the answer is a lift of 1 everywhere.
    let energy = 1 / factor
    let squared = squaredNorm(this.#residual)
    for (let k = 0; k < mostSteps && squared > 0; k += 1) {
      const { remaining, gained } = this.#step(squared, k === 0)
      energy += gained
      squared = remaining
      if (!(gained > ownTolerance * energy)) break
    }
    return factor * energy
  }

  /** Splits the right-hand side: the part along D^½1 is solved at once, the rest stays as the residual. */
  #begin(): void {
    const { scale, volume, count } = this.#graph
    const residual = this.#residual
    let along = 0
    for (let i = 0; i < count; i += 1) along += residual[i] / scale[i]
    for (let i = 0; i < count; i += 1) {
      const part = along / (volume * scale[i])
      this.#solution[i] = part / (1 - this.#alpha)
      residual[i] -= part
    }
  }

  /** One step; takes and gives the squared norm of the residual. `gained`: by how much bᵀx has grown. */
  #step(squared: number, isFirst: boolean): { remaining: number; gained: number } {
    const { count } = this.#graph
    const solution = this.#solution
    const residual = this.#residual
    const direction = this.#direction
    const image = this.#image
    if (isFirst) direction.set(residual)
    this.#multiply(direction)
    let curvature = 0
    for (let i = 0; i < count; i += 1) curvature += direction[i] * image[i]
    const length = squared / curvature
    let remaining = 0
    for (let i = 0; i < count; i += 1) {
      solution[i] += length * direction[i]
      const value = residual[i] - length * image[i]
      residual[i] = value
      remaining += value * value
    }
    const turn = remaining / squared
    for (let i = 0; i < count; i += 1) direction[i] = residual[i] + turn * direction[i]
    return { remaining, gained: length * squared }
  }

  /** image = (I − αS) vector */
  #multiply(vector: Float64Array): void {
    const { count, starts, index, spread } = this.#graph
    const image = this.#image
    const alpha = this.#alpha
    for (let i = 0, at = 0; i < count; i += 1) {
      const end = starts[i + 1]
      let sum = 0
      for (; at < end; at += 1) sum += spread[at] * vector[index[at]]
      image[i] = vector[i] - alpha * sum
    }
  }
}

function squaredNorm(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}

import { overlap, type SparseRows } from './sparse-rows.ts'
import { invertSymmetric } from './symmetric-inverse.ts'

/** A graph over nodes to which samples belong in part, with its Green's function. */
export interface NodeGraph extends SparseRows {
  /** α: how far labels spread, between 0 (not at all) and 1. */
  alpha: number
  /** G [nodes · nodes], symmetric; see {@link greensFunction}. */
  green: Float32Array
  /** G of a farther reach, by which questions are chosen; without it they are chosen by `green`. */
  farGreen?: Float32Array
}

/** Degrees below this share of the mean count as this much, so that isolated nodes stay finite. */
const smallestDegree = 1e-6

/**
 * Green's function of the graph in which nodes are joined by the samples they share:
 * W = ZᵀZ without its diagonal, S = D^-½ W D^-½, G ∝ D^-½ (I − αS)^-1 D^-½ (Zhou et al. 2004, eq. 4; the anchor form
 * is Liu, He and Chang 2010).
 *
 * It is scaled by (1 − α)·ΣD, which makes entries comparable between data sets: G_jk is how much likelier a random
 * walk with restarts from j is met at k than a walk from anywhere (its *lift*). 1 is indifference, and a row's mean,
 * weighted by degree, is 1 where the graph is connected.
 *
 * @returns [nodes · nodes], row-major
 */
export function greensFunction(
  rows: SparseRows,
  alpha: number,
  onProgress?: (fraction: number) => void,
): Float32Array {
  const n = rows.nodes
  const matrix = overlap(rows)
  const scale = new Float64Array(n)
  let volume = 0
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) scale[i] += matrix[i * n + j]
    volume += scale[i]
  }
  const floor = volume > 0 ? (smallestDegree * volume) / n : 1
  volume = 0
  for (let i = 0; i < n; i += 1) {
    const degree = Math.max(scale[i], floor)
    volume += degree
    scale[i] = 1 / Math.sqrt(degree)
  }
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) matrix[i * n + j] *= -alpha * scale[i] * scale[j]
    matrix[i * n + i] = 1
  }
  invertSymmetric(matrix, n, onProgress)
  const green = new Float32Array(n * n)
  const factor = (1 - alpha) * volume
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) green[i * n + j] = factor * scale[i] * matrix[i * n + j] * scale[j]
  }
  return green
}

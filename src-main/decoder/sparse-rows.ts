/**
 * A sparse matrix Z [count, nodes] with at most `neighbours` entries per row: how much of each sample belongs to
 * which node (mixture component or anchor). Rows sum to 1; a row of zeros is a sample that has not been sorted yet.
 */
export interface SparseRows {
  count: number
  nodes: number
  neighbours: number
  /** [count · neighbours] */
  index: Uint16Array
  /** [count · neighbours], ≥ 0 */
  weight: Float32Array
}

/** Column sums Zᵀv [nodes]: how much of the samples' values `v` (1 where absent) each node holds. */
export function columnSums(rows: SparseRows, values?: ArrayLike<number>): Float64Array {
  const { count, neighbours, index, weight } = rows
  const sums = new Float64Array(rows.nodes)
  for (let sample = 0, at = 0; sample < count; sample += 1) {
    const value = values ? values[sample] : 1
    for (let k = 0; k < neighbours; k += 1, at += 1) sums[index[at]] += weight[at] * value
  }
  return sums
}

export function sumOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

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

/** W = ZᵀZ with a zero diagonal [nodes · nodes]: how many samples two nodes share. */
export function overlap({ count, nodes, neighbours, index, weight }: SparseRows): Float64Array {
  const shared = new Float64Array(nodes * nodes)
  for (let sample = 0; sample < count; sample += 1) {
    const end = (sample + 1) * neighbours
    for (let a = sample * neighbours; a < end; a += 1) {
      const row = index[a] * nodes
      for (let b = a + 1; b < end; b += 1) {
        const both = weight[a] * weight[b]
        shared[row + index[b]] += both
        shared[index[b] * nodes + index[a]] += both
      }
    }
  }
  // A row of zeros may name the same node twice.
  for (let j = 0; j < nodes; j += 1) shared[j * nodes + j] = 0
  return shared
}

/**
 * All dot products between the rows of two matrices: out[i, j] = a_i · b_j, i.e. out = A Bᵀ.
 * This is where building an anchor graph spends its time, so it works on tiles of 2 × 4 rows: eight sums stay in
 * registers and each number loaded is used two or four times. Rows past the end repeat the last row, which
 * writes the same number to the same place once more and saves the code for the edges.
 *
 * @param a [rowsA, depth] @param b [rowsB, depth] @param out [≥ rowsA, strideOut], row-major
 */
export function rowProducts(
  a: Float64Array,
  rowsA: number,
  b: Float64Array,
  rowsB: number,
  depth: number,
  out: Float64Array,
  strideOut: number = rowsB,
): void {
  for (let i = 0; i < rowsA; i += 2) {
    const i1 = Math.min(i + 1, rowsA - 1)
    const a0 = i * depth
    const a1 = i1 * depth
    for (let j = 0; j < rowsB; j += 4) {
      const j1 = Math.min(j + 1, rowsB - 1)
      const j2 = Math.min(j + 2, rowsB - 1)
      const j3 = Math.min(j + 3, rowsB - 1)
      const b0 = j * depth
      const b1 = j1 * depth
      const b2 = j2 * depth
      const b3 = j3 * depth
      let s00 = 0
      let s01 = 0
      let s02 = 0
      let s03 = 0
      let s10 = 0
      let s11 = 0
      let s12 = 0
      let s13 = 0
      for (let k = 0; k < depth; k += 1) {
        const x0 = a[a0 + k]
        const x1 = a[a1 + k]
        const y0 = b[b0 + k]
        const y1 = b[b1 + k]
        const y2 = b[b2 + k]
        const y3 = b[b3 + k]
        s00 += x0 * y0
        s01 += x0 * y1
        s02 += x0 * y2
        s03 += x0 * y3
        s10 += x1 * y0
        s11 += x1 * y1
        s12 += x1 * y2
        s13 += x1 * y3
      }
      const out0 = i * strideOut
      const out1 = i1 * strideOut
      out[out0 + j] = s00
      out[out0 + j1] = s01
      out[out0 + j2] = s02
      out[out0 + j3] = s03
      out[out1 + j] = s10
      out[out1 + j1] = s11
      out[out1 + j2] = s12
      out[out1 + j3] = s13
    }
  }
}

import { rowProducts } from './row-products.ts'

/** Pivots eliminated together: large enough that the matrix is passed over few times, small enough to stay in cache. */
const blockSize = 48
/** Rows updated together, so that their products fit in the second-level cache. */
const panelRows = 64

/**
 * Inverts a symmetric positive definite matrix in place, by the sweep operator on blocks of pivots
 * (Goodnight 1979; block Gauss–Jordan). It does the n³/2 multiplications of an inverse by Cholesky factors,
 * but as one kind of update instead of three triangular passes, nearly all of it in {@link rowProducts}.
 *
 * Sweeping the pivots B maps A_BB to −A_BB⁻¹, A_RB to A_RB A_BB⁻¹ and A_RR to A_RR − A_RB A_BB⁻¹ A_BR;
 * when every pivot has been swept, −A⁻¹ is left. Only the lower triangle is read.
 *
 * @param a [n, n], row-major
 * @throws RangeError when a pivot is not positive, that is when the matrix is not positive definite
 */
export function invertSymmetric(a: Float64Array, n: number, onProgress?: (fraction: number) => void): void {
  const panel = new Float64Array(n * blockSize)
  const scaled = new Float64Array(n * blockSize)
  const products = new Float64Array(panelRows * n)
  for (let start = 0; start < n; start += blockSize) {
    const end = Math.min(start + blockSize, n)
    const width = end - start
    gatherColumns(a, n, start, end, panel)
    const pivot = panel.slice(start * width, end * width)
    sweepAll(pivot, width)
    for (let k = 0; k < width * width; k += 1) pivot[k] = -pivot[k]
    // scaled = A_·B A_BB⁻¹; the inverse is symmetric, so its rows serve as its columns.
    rowProducts(panel, n, pivot, width, width, scaled)
    for (let top = 0; top < n; top += panelRows) {
      const bottom = Math.min(top + panelRows, n)
      const rows = scaled.subarray(top * width, bottom * width)
      rowProducts(rows, bottom - top, panel, bottom, width, products, n)
      for (let i = top; i < bottom; i += 1) {
        const row = i * n
        const product = (i - top) * n
        for (let j = 0; j <= i; j += 1) a[row + j] -= products[product + j]
      }
    }
    scatterColumns(a, n, start, end, scaled, pivot)
    onProgress?.(end / n)
  }
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = -a[i * n + j]
      a[i * n + j] = value
      a[j * n + i] = value
    }
  }
}

/** Columns start … end−1 of the symmetric matrix as rows of `panel` [n, end−start], read from the lower triangle. */
function gatherColumns(a: Float64Array, n: number, start: number, end: number, panel: Float64Array): void {
  const width = end - start
  for (let i = 0; i < n; i += 1) {
    for (let k = start; k < end; k += 1) panel[i * width + k - start] = i >= k ? a[i * n + k] : a[k * n + i]
  }
}

/** Writes the swept columns back into the lower triangle: A_RB A_BB⁻¹ beside the pivots, −A_BB⁻¹ at them. */
function scatterColumns(
  a: Float64Array,
  n: number,
  start: number,
  end: number,
  scaled: Float64Array,
  pivot: Float64Array,
): void {
  const width = end - start
  for (let k = start; k < end; k += 1) {
    for (let j = 0; j < start; j += 1) a[k * n + j] = scaled[j * width + k - start]
    for (let j = start; j <= k; j += 1) a[k * n + j] = -pivot[(k - start) * width + j - start]
    for (let i = end; i < n; i += 1) a[i * n + k] = scaled[i * width + k - start]
  }
}

/** Sweeps every pivot of a small symmetric matrix [n, n] one by one, which leaves its negative inverse. */
function sweepAll(a: Float64Array, n: number): void {
  for (let k = 0; k < n; k += 1) {
    const pivot = a[k * n + k]
    if (!(pivot > 0)) throw new RangeError(`matrix is not positive definite: pivot ${pivot}`)
    for (let i = 0; i < n; i += 1) {
      if (i === k) continue
      const factor = a[i * n + k] / pivot
      for (let j = 0; j < n; j += 1) {
        if (j !== k) a[i * n + j] -= factor * a[k * n + j]
      }
    }
    for (let i = 0; i < n; i += 1) {
      if (i === k) continue
      a[i * n + k] /= pivot
      a[k * n + i] /= pivot
    }
    a[k * n + k] = -1 / pivot
  }
}

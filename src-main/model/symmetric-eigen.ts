/** Off-diagonal entries are gone once their squares add up to this share of the matrix's. */
const precision = 1e-22

/** Each sweep squares what is off the diagonal; ten are more than any matrix has been seen to need. */
const mostSweeps = 30

export interface SymmetricEigen {
  /** Largest first [size]. */
  values: Float64Array
  /** Column k is the eigenvector of value k, of norm 1: [size · size], row by row. */
  vectors: Float64Array
}

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan, "Matrix
 * Computations", §8.5). Slow from a few hundred rows on, but hard to break: also with equal or zero eigenvalues.
 *
 * @param matrix [size · size]; only its symmetric part counts
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const a = Float64Array.from(matrix, (value, k) => {
    const [i, j] = [Math.floor(k / size), k % size]
    return (value + matrix[j * size + i]) / 2
  })
  const v = new Float64Array(size * size)
  for (let i = 0; i < size; i++) v[i * size + i] = 1
  const total = a.reduce((sum, value) => sum + value * value, 0)
  for (let sweep = 0; sweep < mostSweeps && offDiagonal(a, size) > precision * total; sweep++) {
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q)
  }
  return sorted(a, v, size)
}

function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) sum += 2 * a[i * size + j] ** 2
  return sum
}

/** Turns rows and columns p and q so that a[p, q] becomes zero. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]
  if (apq === 0) return
  const theta = (a[q * size + q] - a[p * size + p]) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let i = 0; i < size; i++) turn(a, i * size + p, i * size + q, c, s)
  for (let j = 0; j < size; j++) turn(a, p * size + j, q * size + j, c, s)
  for (let i = 0; i < size; i++) turn(v, i * size + p, i * size + q, c, s)
}

function turn(values: Float64Array, at: number, other: number, c: number, s: number): void {
  const [x, y] = [values[at], values[other]]
  values[at] = c * x - s * y
  values[other] = s * x + c * y
}

function sorted(a: Float64Array, v: Float64Array, size: number): SymmetricEigen {
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[j * size + j] - a[i * size + i])
  const values = Float64Array.from(order, (i) => a[i * size + i])
  const vectors = new Float64Array(size * size)
  for (const [k, from] of order.entries()) {
    for (let i = 0; i < size; i++) vectors[i * size + k] = v[i * size + from]
  }
  return { values, vectors }
}

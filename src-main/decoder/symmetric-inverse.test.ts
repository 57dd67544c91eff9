import { describe, expect, it } from 'vitest'
import { createRandom } from './random.ts'
import { invertSymmetric } from './symmetric-inverse.ts'

/** BᵀB + I, which is positive definite. */
function positiveDefinite(n: number): Float64Array {
  const random = createRandom(n)
  const b = Float64Array.from({ length: n * n }, () => random() - 0.5)
  const a = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      for (let k = 0; k < n; k += 1) a[i * n + j] += b[k * n + i] * b[k * n + j]
    }
    a[i * n + i] += 1
  }
  return a
}

describe('invertSymmetric', () => {
  // Below, at and above the block size, and several blocks with an incomplete last one.
  it.each([1, 2, 7, 48, 49, 131])('inverts a matrix of %d rows', (n) => {
    const a = positiveDefinite(n)
    const inverse = a.slice()
    invertSymmetric(inverse, n)
    let error = 0
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < n; j += 1) {
        let sum = 0
        for (let k = 0; k < n; k += 1) sum += a[i * n + k] * inverse[k * n + j]
        error = Math.max(error, Math.abs(sum - (i === j ? 1 : 0)))
        if (inverse[i * n + j] !== inverse[j * n + i]) error = Number.POSITIVE_INFINITY
      }
    }
    expect(error).toBeLessThan(1e-10)
  })

  it('reads the lower triangle only', () => {
    const inverse = Float64Array.of(2, 99, 1, 2)
    invertSymmetric(inverse, 2)
    expect(inverse[1]).toBeCloseTo(-1 / 3, 14)
  })

  it('refuses a matrix that is not positive definite', () => {
    expect(() => invertSymmetric(Float64Array.of(1, 2, 2, 1), 2)).toThrow(RangeError)
  })
})

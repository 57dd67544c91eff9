import { describe, expect, it } from 'vitest'
import { createRandom } from './random.ts'
import { rowProducts } from './row-products.ts'

describe('rowProducts', () => {
  it.each([
    [1, 1, 1],
    [2, 4, 3],
    [3, 7, 5],
    [5, 9, 16],
  ])('gives every dot product of %d with %d rows', (rowsA, rowsB, depth) => {
    const random = createRandom(rowsA)
    const a = Float64Array.from({ length: rowsA * depth }, random)
    const b = Float64Array.from({ length: rowsB * depth }, random)
    const out = new Float64Array(rowsA * rowsB)
    rowProducts(a, rowsA, b, rowsB, depth, out)
    for (let i = 0; i < rowsA; i += 1) {
      for (let j = 0; j < rowsB; j += 1) {
        let sum = 0
        for (let k = 0; k < depth; k += 1) sum += a[i * depth + k] * b[j * depth + k]
        expect(out[i * rowsB + j]).toBeCloseTo(sum, 12)
      }
    }
  })

  it('leaves room between rows where a stride is given', () => {
    const out = new Float64Array(6).fill(-1)
    rowProducts(Float64Array.of(1, 2), 2, Float64Array.of(3, 4), 2, 1, out, 3)
    expect([...out]).toEqual([3, 4, -1, 6, 8, -1])
  })
})

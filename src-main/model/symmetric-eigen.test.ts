import { describe, expect, it } from 'vitest'
import { normals, Random } from './random.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

describe('symmetricEigen', () => {
  it('solves a matrix that is known', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2)
    expect(values[0]).toBeCloseTo(3, 12)
    expect(values[1]).toBeCloseTo(1, 12)
    expect(Math.abs(vectors[0])).toBeCloseTo(Math.SQRT1_2, 12)
    expect(vectors[0]).toBeCloseTo(vectors[2], 12)
  })

  it('gives back any matrix from its parts, also one with equal and zero eigenvalues', () => {
    const size = 40
    const low = normals(new Random(2), size * 5)
    const matrix = new Float64Array(size * size)
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        for (let k = 0; k < 5; k++) matrix[i * size + j] += low[i * 5 + k] * low[j * 5 + k]
      }
      matrix[i * size + i] += i < 20 ? 3 : 0
    }
    const { values, vectors } = symmetricEigen(matrix, size)
    expect([...values]).toEqual([...values].sort((a, b) => b - a))
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let entry = 0
        let product = 0
        for (let k = 0; k < size; k++) {
          entry += values[k] * vectors[i * size + k] * vectors[j * size + k]
          product += vectors[k * size + i] * vectors[k * size + j]
        }
        expect(Math.abs(entry - matrix[i * size + j])).toBeLessThan(1e-8)
        expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-9)
      }
    }
  })
})

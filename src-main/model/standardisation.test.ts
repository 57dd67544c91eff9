import { describe, expect, it } from 'vitest'
import { vectorBatches } from './batch-source.ts'
import { embeddingStandardisation, standardisationOf, unstandardised } from './standardisation.ts'

describe('standardisationOf', () => {
  it('measures mean and deviation per column, also of large numbers close together', () => {
    const { mean, deviation } = standardisationOf(Float32Array.of(1, 1e6, 3, 1e6 + 2), 2)
    expect([...mean]).toEqual([2, 1e6 + 1])
    expect([...deviation]).toEqual([1, 1])
  })

  it('takes deviation 1 for a column that never changes', () => {
    const standardisation = standardisationOf(Float32Array.of(5, 0.1, 5, 0.3), 2)
    expect(standardisation.deviation[0]).toBe(1)
    const batches = vectorBatches(Float32Array.of(5, 0.1, 5, 0.3), standardisation, {
      vectorNoise: 0,
      columnDropout: 0,
    })
    expect([...batches.clean(0, 2)].map((x) => Math.round(x * 1e3) / 1e3)).toEqual([0, -1, 0, 1])
  })

  it('names the value that is not finite', () => {
    const values = Float32Array.of(1, 2, 3, Number.NaN)
    expect(() => standardisationOf(values, 2)).toThrow(
      expect.objectContaining({
        code: 'source-damaged',
        details: expect.objectContaining({ place: 'sample 2, column 2' }),
      }),
    )
  })
})

describe('embeddingStandardisation', () => {
  it('sees directions only, and gives vectors back at the norm that rows have in the mean', () => {
    const values = Float32Array.of(3, 4, 30, 40, 0, -5, 0, 0)
    const standardisation = embeddingStandardisation(values, 2)
    expect(standardisation.rowNorm).toBeCloseTo(20, 5)
    const source = vectorBatches(values, standardisation, { vectorNoise: 0, columnDropout: 0 })
    const clean = source.clean(0, 4)
    expect([...clean.subarray(0, 2)]).toEqual([...clean.subarray(2, 4)])
    // A row without direction lies at the origin, among the others.
    expect(clean.every(Number.isFinite)).toBe(true)
    const squares = clean.reduce((sum, value) => sum + value * value, 0) / clean.length
    expect(squares).toBeCloseTo(1, 5)
    const [x, y] = unstandardised(clean, standardisation)
    expect(x).toBeCloseTo(0.6 * 20, 4)
    expect(y).toBeCloseTo(0.8 * 20, 4)
  })

  it('takes samples that are all alike, and refuses what is not finite', () => {
    const { deviation } = embeddingStandardisation(Float32Array.of(1, 2, 1, 2), 2)
    expect([...deviation]).toEqual([1, 1])
    expect(() => embeddingStandardisation(Float32Array.of(1, Number.NaN), 2)).toThrow(
      expect.objectContaining({ code: 'source-damaged' }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { vectorBatches } from './batch-source.ts'
import { standardisationOf } from './standardisation.ts'

describe('standardisationOf', () => {
  it('measures mean and deviation per column, also of large numbers close together', () => {
    const { mean, deviation } = standardisationOf(Float32Array.of(1, 1e6, 3, 1e6 + 2), 2)
    expect([...mean]).toEqual([2, 1e6 + 1])
    expect([...deviation]).toEqual([1, 1])
  })

  it('takes deviation 1 for a column that never changes', () => {
    const standardisation = standardisationOf(Float32Array.of(5, 0.1, 5, 0.3), 2)
    expect(standardisation.deviation[0]).toBe(1)
    const batches = vectorBatches(Float32Array.of(5, 0.1, 5, 0.3), standardisation)
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

import { describe, expect, it } from 'vitest'
import { fitSharpness, type HeldOutScores, raised } from './calibrate.ts'

describe('raised', () => {
  it.each([1, 1.25, 1.5, 2.75, 3, 8, 12])('takes numbers to the power of %d', (sharpness) => {
    for (const value of [0, 0.05, 1, 3.7, 20])
      expect(raised(value, sharpness)).toBeCloseTo(value ** sharpness, 6)
  })
})

/** Two classes whose scores stand 3 to 1; `right` of 40 samples are of the class ahead. */
function heldOut(right: number): HeldOutScores[] {
  return Array.from({ length: 40 }, (_, i) => ({
    scores: Float64Array.of(3, 1),
    given: i < right ? 0 : 1,
    weight: 1,
  }))
}

describe('fitSharpness', () => {
  it('finds the power at which confidence meets accuracy', () => {
    // 3^β / (3^β + 1) is 0.9 at β = 2.
    expect(fitSharpness(heldOut(36), null, 2)).toBeCloseTo(2, 0)
    expect(fitSharpness(heldOut(30), null, 2)).toBeLessThanOrEqual(1.5)
    expect(fitSharpness(heldOut(40), null, 2)).toBeGreaterThan(2)
  })

  it('stays with the usual where there is little to go by', () => {
    expect(fitSharpness([], null, 2.5)).toBe(2.5)
    expect(fitSharpness(heldOut(30).slice(0, 2), null, 2.5)).toBe(2.5)
  })

  it('takes the prior into account', () => {
    // What the prior says already, the scores need not say.
    expect(fitSharpness(heldOut(36), [3, 1], 2)).toBeLessThan(fitSharpness(heldOut(36), null, 2))
  })

  it('is not led astray by a slip among labels it is rightly sure of', () => {
    const sure = Array.from({ length: 30 }, (_, i) => ({
      scores: Float64Array.of(30, 1),
      given: i === 0 ? 1 : 0,
      weight: 1,
    }))
    expect(fitSharpness(sure, null, 2.5)).toBeGreaterThanOrEqual(2)
  })
})

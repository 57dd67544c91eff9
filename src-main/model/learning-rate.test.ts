import { describe, expect, it } from 'vitest'
import { rateShare } from './learning-rate.ts'

const course = (steps: number, decayFrom: number) =>
  Array.from({ length: steps }, (_, step) => rateShare(step, { steps, decayFrom }))

describe('rateShare', () => {
  it('rises over a hundred steps, stays, and falls to a twentieth', () => {
    const shares = course(4000, 2800)
    expect(shares[0]).toBeCloseTo(0.01, 12)
    expect(shares[49]).toBeCloseTo(0.5, 12)
    expect(shares.slice(99, 2800).every((share) => share === 1)).toBe(true)
    expect(shares[3399]).toBeCloseTo(0.525, 2)
    expect(shares[3999]).toBeCloseTo(0.05, 12)
    for (let step = 2800; step < 4000; step++) expect(shares[step]).toBeLessThan(shares[step - 1])
  })

  it('rises over a tenth of a short phase', () => {
    const shares = course(40, 40)
    expect(shares.slice(0, 5)).toEqual([0.25, 0.5, 0.75, 1, 1])
    expect(shares.at(-1)).toBe(1)
  })

  it('is a positive number for phases of a step or two', () => {
    expect(course(1, 1)).toEqual([1])
    expect(course(1, 0)).toEqual([0.05])
    expect(course(2, 1)[1]).toBeCloseTo(0.05, 12)
  })
})

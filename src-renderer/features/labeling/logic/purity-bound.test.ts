import { describe, expect, it } from 'vitest'
import { purityBound } from './purity-bound.ts'

describe('purityBound', () => {
  it('is the twentieth root and the like where all agree', () => {
    for (const draws of [1, 8, 12, 60]) expect(purityBound(draws, draws)).toBeCloseTo(0.05 ** (1 / draws), 9)
  })

  it('holds the tables of Clopper and Pearson', () => {
    expect(purityBound(9, 10)).toBeCloseTo(0.6058, 4)
    expect(purityBound(5, 10)).toBeCloseTo(0.2224, 4)
    expect(purityBound(0, 10)).toBe(0)
  })

  it('grows with hits and with draws', () => {
    expect(purityBound(20, 20)).toBeGreaterThan(purityBound(12, 12))
    expect(purityBound(11, 12)).toBeLessThan(purityBound(12, 12))
  })
})

import { describe, expect, it } from 'vitest'
import { labelsToReach, type PowerLaw, PowerLawFitter } from './power-law.ts'

const labels = Array.from({ length: 20 }, (_, i) => 10 * (i + 1))
const even = new Array(20).fill(1)
const at = ({ ceiling, gap, rate }: PowerLaw, n: number) => ceiling - gap * n ** -rate

describe('PowerLawFitter', () => {
  it.each([
    { ceiling: 0.97, gap: 1.2, rate: 0.6 },
    { ceiling: 0.9, gap: 0.8, rate: 1.1 },
    { ceiling: 0.8, gap: 2, rate: 1.5 },
  ])('finds the law that a curve follows: %o', (law) => {
    const fitted = new PowerLawFitter(labels, even).fit(labels.map((n) => at(law, n)))
    expect(fitted.ceiling).toBeCloseTo(law.ceiling, 1.5)
    for (const n of [...labels, 400]) expect(at(fitted, n)).toBeCloseTo(at(law, n), 1.7)
  })

  it('never falls, and never rises above the highest ceiling', () => {
    const falling = new PowerLawFitter(labels, even).fit(labels.map((n) => 0.9 - n / 1000))
    expect(falling.gap).toBe(0)
    expect(falling.ceiling).toBeCloseTo(0.9 - 0.105, 10)
    const steep = new PowerLawFitter(labels, even, 0.92).fit(labels.map((n) => 0.5 + n / 500))
    expect(steep.ceiling).toBeLessThanOrEqual(0.92)
    expect(steep.gap).toBeGreaterThan(0)
    const above = new PowerLawFitter(labels, even).fit(labels.map(() => 1.05))
    expect(above).toMatchObject({ ceiling: 1, gap: 0 })
  })

  it('goes by the points of large weight', () => {
    const weight = labels.map((n) => (n > 100 ? 1000 : 1))
    const fitted = new PowerLawFitter(labels, weight).fit(labels.map((n) => (n > 100 ? 0.9 : 0.2)))
    expect(at(fitted, 200)).toBeCloseTo(0.9, 1)
  })
})

describe('labelsToReach', () => {
  it('is the inverse of the law, and infinite above its ceiling', () => {
    const law = { ceiling: 0.97, gap: 1.2, rate: 0.6 }
    expect(at(law, labelsToReach(law, 0.95))).toBeCloseTo(0.95, 10)
    expect(labelsToReach(law, 0.97)).toBe(Number.POSITIVE_INFINITY)
    expect(labelsToReach({ ceiling: 0.9, gap: 0, rate: 1 }, 0.95)).toBe(Number.POSITIVE_INFINITY)
    expect(labelsToReach({ ceiling: 0.9, gap: 0, rate: 1 }, 0.9)).toBe(0)
  })
})

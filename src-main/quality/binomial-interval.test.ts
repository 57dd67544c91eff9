import { describe, expect, it } from 'vitest'
import { effectiveCount, jeffreysInterval, wilsonInterval } from './binomial-interval.ts'

describe('jeffreysInterval', () => {
  // Expected: scipy.stats.beta.ppf([.025, .975], x + .5, n - x + .5)
  it.each([
    [45, 50, 0.7946451719769524, 0.9608056356058162],
    [18, 20, 0.7161467426957477, 0.9786275119775252],
    [3.5, 12.25, 0.09702406005772002, 0.5630614005009941],
    [198, 200, 0.9683104645894366, 0.9979163100694338],
    [2, 9, 0.04930192297659401, 0.5438244331193475],
  ])('is the equal-tailed Beta interval: %s of %s', (hits, trials, low, high) => {
    const interval = jeffreysInterval(hits, trials)
    expect(interval.low).toBeCloseTo(low, 8)
    expect(interval.high).toBeCloseTo(high, 8)
  })

  // Expected: scipy.stats.binomtest(x, n).proportion_ci(method='exact')
  it('is Clopper and Pearson’s where all trials have one outcome', () => {
    expect(jeffreysInterval(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.30849710781876294, 10) })
    expect(jeffreysInterval(7, 7)).toEqual({ low: expect.closeTo(0.5903836027749514, 10), high: 1 })
  })

  it('ends at 0 or 1 where one trial alone differs', () => {
    expect(jeffreysInterval(1, 30).low).toBe(0)
    expect(jeffreysInterval(29, 30).high).toBe(1)
    expect(jeffreysInterval(29, 30).low).toBeGreaterThan(0.8)
  })

  it('says nothing without trials, little after one, and never leaves [0, 1]', () => {
    expect(jeffreysInterval(0, 0)).toEqual({ low: 0, high: 1 })
    expect(jeffreysInterval(1, 1)).toEqual({ low: expect.closeTo(0.025, 10), high: 1 })
    expect(jeffreysInterval(0, 1)).toEqual({ low: 0, high: expect.closeTo(0.975, 10) })
    expect(jeffreysInterval(12, 10).high).toBe(1)
    expect(jeffreysInterval(9.999999999999, 10).high).toBe(1)
  })

  it('holds the truth 95 times in 100 on average over shares, and 91 times at the worst of them', () => {
    for (const trials of [15, 20, 50, 200]) {
      // Shares above one half are these with hits and misses swapped.
      const coverages = Array.from({ length: 100 }, (_, i) => jeffreysCoverage((i + 1) / 200, trials))
      const mean = coverages.reduce((sum, value) => sum + value, 0) / coverages.length
      expect(mean).toBeGreaterThan(0.945)
      expect(mean).toBeLessThan(0.97)
      expect(Math.min(...coverages)).toBeGreaterThan(0.91)
    }
  })
})

describe('wilsonInterval', () => {
  // Expected: scipy.stats.binomtest(x, n).proportion_ci(method='wilson')
  it.each([
    [45, 50, 0.7863976856252034, 0.9565242350681095],
    [0, 10, 0, 0.27753279986288926],
    [7, 7, 0.6456695649333126, 1],
    [2, 9, 0.06322510711784673, 0.5474110308930111],
  ])('is the score interval: %s of %s', (hits, trials, low, high) => {
    const interval = wilsonInterval(hits, trials)
    expect(interval.low).toBeCloseTo(low, 10)
    expect(interval.high).toBeCloseTo(high, 10)
  })

  it('says nothing without trials', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 })
  })
})

describe('effectiveCount', () => {
  it('counts equal weights as they are, and unequal ones for less', () => {
    expect(effectiveCount([2, 2, 2])).toBeCloseTo(3, 12)
    expect(effectiveCount([1, 0, 0])).toBe(1)
    expect(effectiveCount([1, 3])).toBeCloseTo(1.6, 12)
    expect(effectiveCount([])).toBe(0)
  })
})

/** Probability, by the binomial distribution, that the interval holds the share. */
function jeffreysCoverage(share: number, trials: number): number {
  let probability = (1 - share) ** trials
  let covered = 0
  for (let hits = 0; hits <= trials; hits += 1) {
    const { low, high } = jeffreysInterval(hits, trials)
    if (low <= share && share <= high) covered += probability
    probability *= ((trials - hits) / (hits + 1)) * (share / (1 - share))
  }
  return covered
}

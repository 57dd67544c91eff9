import { describe, expect, it } from 'vitest'
import { purityAtLeast } from './purity-bound.ts'

/** P(at least `hits` of `trials`) for a share. */
function tail(hits: number, trials: number, share: number): number {
  let sum = 0
  let term = (1 - share) ** trials
  for (let k = 0; k <= trials; k += 1) {
    if (k >= hits) sum += term
    term *= ((trials - k) / (k + 1)) * (share / (1 - share))
  }
  return sum
}

/** Numbers in [0, 1): a linear congruential generator (Numerical Recipes). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

describe('purityAtLeast', () => {
  it('is the twentieth root and the like where all agree', () => {
    for (const draws of [1, 8, 12, 60])
      expect(purityAtLeast(draws, draws)).toBeCloseTo(0.05 ** (1 / draws), 9)
  })

  it('holds the tables of Clopper and Pearson', () => {
    expect(purityAtLeast(9, 10)).toBeCloseTo(0.6058, 4)
    expect(purityAtLeast(5, 10)).toBeCloseTo(0.2224, 4)
    expect(purityAtLeast(0, 10)).toBe(0)
  })

  it('grows with hits and with draws', () => {
    expect(purityAtLeast(20, 20)).toBeGreaterThan(purityAtLeast(12, 12))
    expect(purityAtLeast(11, 12)).toBeLessThan(purityAtLeast(12, 12))
  })

  it('comes near the share that was seen in large samples, as the normal approximation has it', () => {
    for (const [hits, trials] of [
      [30_000, 60_000],
      [59_000, 60_000],
      [600, 60_000],
    ]) {
      const share = hits / trials
      const normal = share - 1.645 * Math.sqrt((share * (1 - share)) / trials)
      expect(purityAtLeast(hits, trials)).toBeCloseTo(normal, 3)
    }
  })

  it('is the share that would show so many hits in one of twenty cases', () => {
    for (const [hits, trials] of [
      [1, 1],
      [8, 8],
      [7, 8],
      [3, 20],
      [19, 20],
      [1, 40],
    ]) {
      expect(tail(hits, trials, purityAtLeast(hits, trials))).toBeCloseTo(0.05, 6)
    }
    expect(purityAtLeast(0, 5)).toBe(0)
    expect(purityAtLeast(8, 8)).toBeCloseTo(0.6877, 4)
  })

  it('holds in 95 of 100 clusters also when people go on until all agree long enough', () => {
    const random = createRandom(5)
    let wrong = 0
    const projects = 4000
    for (let project = 0; project < projects; project += 1) {
      const purity = 0.5 + random() / 2
      let run = 0
      while (run < 60 && random() < purity) run += 1
      // Whoever stops at the best moment claims the most that any beginning of the run allows.
      if (run > 0 && purityAtLeast(run, run) > purity) wrong += 1
    }
    expect(wrong / projects).toBeLessThan(0.05)
  })
})

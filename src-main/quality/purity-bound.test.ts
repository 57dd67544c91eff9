import { describe, expect, it } from 'vitest'
import { createRandom } from '../decoder/random.ts'
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

describe('purityAtLeast', () => {
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

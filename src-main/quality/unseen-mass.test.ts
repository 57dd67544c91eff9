import { describe, expect, it } from 'vitest'
import { createRandom } from '../decoder/random.ts'
import { jeffreysInterval } from './binomial-interval.ts'
import { unseenMass } from './unseen-mass.ts'

describe('unseenMass', () => {
  it('is the share of draws whose class would be unknown without them', () => {
    const drawn = [...new Array(28).fill(0), 1, 2]
    expect(unseenMass(drawn, [28, 1, 1])).toEqual({
      mass: {
        value: 2 / 30,
        low: 0,
        high: expect.closeTo(2 / 30 + (1.95996 * Math.sqrt(2 * (28 / 30) + 1)) / 30, 5),
      },
      singletons: 2,
      draws: 30,
    })
    // Class 2 is known from other labels, too.
    expect(unseenMass(drawn, [28, 1, 4]).singletons).toBe(1)
  })

  it('excludes what would hardly have stayed unmet where every class was met often', () => {
    expect(unseenMass(new Array(60).fill(0), [60]).mass).toEqual({ value: 0, ...jeffreysInterval(0, 60) })
  })

  it('says nothing from a few draws', () => {
    expect(unseenMass([0, 1], [1, 1])).toEqual({ mass: null, singletons: 2, draws: 2 })
  })

  it.each([
    ['one class after the other rarer', Array.from({ length: 40 }, (_, l) => 1 / (l + 1))],
    ['many alike', new Array(26).fill(1)],
    ['a single rare one', [...new Array(9).fill(11), 1]],
  ])('holds the mass of the classes that were not met, 93 times in 100 and more: %s', (_, shares) => {
    const random = createRandom(2)
    const sum = shares.reduce((total, p) => total + p, 0)
    let covered = 0
    const projects = 1000
    for (let project = 0; project < projects; project += 1) {
      const labeled = new Uint32Array(shares.length)
      const drawn = Array.from({ length: 20 + (project % 3) * 40 }, () => pick(shares, random() * sum))
      for (const l of drawn) labeled[l] += 1
      const missing = shares.reduce((mass, p, l) => mass + (labeled[l] === 0 ? p / sum : 0), 0)
      const { mass } = unseenMass(drawn, labeled)
      if (mass && mass.low <= missing && missing <= mass.high) covered += 1
    }
    expect(covered / projects).toBeGreaterThan(0.93)
  })
})

/** The share within which a point of their sum lies. */
function pick(shares: readonly number[], point: number): number {
  let left = point
  for (let l = 0; l < shares.length; l += 1) {
    left -= shares[l]
    if (left < 0) return l
  }
  return shares.length - 1
}

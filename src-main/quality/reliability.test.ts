import { describe, expect, it } from 'vitest'
import { createRandom } from '../decoder/random.ts'
import { wilsonInterval } from './binomial-interval.ts'
import { reliability } from './reliability.ts'

describe('reliability', () => {
  it('has bins of about equally many guesses, by rising confidence, and the error over them', () => {
    const confidence = Array.from({ length: 40 }, (_, i) => (i + 1) / 40)
    // The lower half is right as often as it should be, the upper half half as often.
    const right = confidence.map((_, i) => (i % 2 === 0 ? 1 : 0))
    const { error, bins } = reliability({ confidence, right, weight: new Array(40).fill(2) })
    expect(bins.map(({ count }) => count)).toEqual([10, 10, 10, 10])
    expect(bins[0]).toMatchObject({ from: 1 / 40, to: 10 / 40 })
    expect(bins[0].confidence).toBeCloseTo(5.5 / 40, 12)
    expect(bins[0].accuracy.value).toBe(0.5)
    expect(bins[0].accuracy.low).toBeCloseTo(wilsonInterval(5, 10).low, 12)
    const expected = bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - 0.5) / 4, 0)
    expect(error).toBeCloseTo(expected, 12)
  })

  it('never parts guesses that are equally sure', () => {
    const confidence = new Array(40).fill(1)
    const { bins } = reliability({ confidence, right: confidence, weight: confidence })
    expect(bins).toHaveLength(1)
    expect(bins[0]).toMatchObject({ from: 1, to: 1, count: 40, accuracy: { value: 1, high: 1 } })
  })

  it('weighs guesses by what they stand for', () => {
    const right = Array.from({ length: 20 }, (_, i) => (i < 10 ? 1 : 0))
    const weight = right.map((isRight) => (isRight ? 3 : 1))
    const { error } = reliability({ confidence: new Array(20).fill(0.75), right, weight })
    expect(error).toBeCloseTo(0, 12)
  })

  it('names no error from a few guesses', () => {
    const few = new Array(19).fill(1)
    expect(reliability({ confidence: few, right: few, weight: few })).toMatchObject({
      error: null,
      bins: [{ count: 19 }],
    })
    expect(reliability({ confidence: [], right: [], weight: [] })).toEqual({ error: null, bins: [] })
  })

  it('finds little error where confidences keep their promise, and much where they do not', () => {
    const random = createRandom(4)
    const confidence = Array.from({ length: 3000 }, () => 0.5 + random() / 2)
    const weight = new Array(3000).fill(1)
    const honest = confidence.map((p) => (random() < p ? 1 : 0))
    const worse = confidence.map((p) => (random() < p - 0.2 ? 1 : 0))
    expect(reliability({ confidence, right: honest, weight }).error).toBeLessThan(0.03)
    expect(reliability({ confidence, right: worse, weight }).error).toBeCloseTo(0.2, 1)
  })
})

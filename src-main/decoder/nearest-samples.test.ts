import { describe, expect, it } from 'vitest'
import { nearestSamples } from './nearest-samples.ts'
import { createRandom } from './random.ts'

const count = 300
const dimensions = 5
const random = createRandom(7)
const means = Float32Array.from({ length: count * dimensions }, () => random())
const distance = (a: number, b: number) =>
  Math.hypot(
    ...Array.from({ length: dimensions }, (_, d) => means[a * dimensions + d] - means[b * dimensions + d]),
  )

describe('nearestSamples', () => {
  it('finds what a look at every distance finds', () => {
    for (const sample of [0, 17, 299]) {
      const { samples, distances } = nearestSamples(means, { count, dimensions, sample, wanted: 12 })
      const expected = Array.from({ length: count }, (_, other) => other)
        .filter((other) => other !== sample)
        .sort((a, b) => distance(sample, a) - distance(sample, b))
        .slice(0, 12)
      expect([...samples]).toEqual(expected)
      expected.forEach((other, i) => {
        expect(distances[i]).toBeCloseTo(distance(sample, other), 5)
      })
    }
  })

  it('gives all others where there are fewer than wanted, the lower of equal ones first', () => {
    const same = new Float32Array(8)
    const { samples, distances } = nearestSamples(same, { count: 4, dimensions: 2, sample: 1, wanted: 9 })
    expect([...samples]).toEqual([0, 2, 3])
    expect([...distances]).toEqual([0, 0, 0])
    expect(nearestSamples(same, { count: 1, dimensions: 2, sample: 0, wanted: 3 }).samples).toHaveLength(0)
  })
})

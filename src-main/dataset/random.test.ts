import { describe, expect, it } from 'vitest'
import { createRandom } from './random.ts'

function take(seed: number, stream?: number, count = 5): number[] {
  const random = createRandom(seed, stream)
  return Array.from({ length: count }, () => random.next())
}

describe('createRandom', () => {
  it('repeats itself for the same seed and stream, and only then', () => {
    expect(take(7, 3)).toEqual(take(7, 3))
    expect(take(7, 3)).not.toEqual(take(8, 3))
    expect(take(7, 3)).not.toEqual(take(7, 4))
    expect(take(0)).not.toEqual(take(2 ** 40))
  })

  it('stays in its ranges and covers them evenly', () => {
    const random = createRandom(1)
    const counts = new Array<number>(10).fill(0)
    for (let i = 0; i < 20_000; i++) counts[random.below(10)]++
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200)
    for (let i = 0; i < 100; i++) {
      const value = random.between(-2, 5)
      expect(value).toBeGreaterThanOrEqual(-2)
      expect(value).toBeLessThan(5)
    }
  })

  it('draws normal numbers with mean 0 and deviation 1', () => {
    const random = createRandom(5)
    const values = Array.from({ length: 20_000 }, () => random.normal())
    const mean = values.reduce((sum, value) => sum + value) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(mean).toBeCloseTo(0, 1)
    expect(variance).toBeCloseTo(1, 1)
  })
})

import { describe, expect, it } from 'vitest'
import { normals, Random, shuffled } from './random.ts'

const take = (random: Random, count: number) => Array.from({ length: count }, () => random.uint32())

describe('Random', () => {
  it('repeats itself for the same seed', () => {
    expect(take(new Random(1, 2, 3), 5)).toEqual(take(new Random(1, 2, 3), 5))
  })

  it('gives other sequences for neighbouring, swapped, longer and 53-bit seeds', () => {
    const seeds = [[1, 2], [2, 1], [1, 3], [1, 2, 0], [1], [0], [2 ** 32], [2 ** 52 + 1], [2 ** 52]]
    const firsts = seeds.map((seed) => take(new Random(...seed), 2).join())
    expect(new Set(firsts).size).toBe(seeds.length)
  })

  it('is uniform: mean and bins of the unit interval', () => {
    const random = new Random(5)
    const bins = new Array<number>(10).fill(0)
    let sum = 0
    for (let i = 0; i < 20_000; i++) {
      const value = random.uniform()
      bins[Math.floor(value * 10)]++
      sum += value
    }
    expect(sum / 20_000).toBeCloseTo(0.5, 2)
    // Chi-squared with 9 degrees of freedom: 27.9 is passed once in a thousand.
    expect(bins.reduce((chi, n) => chi + (n - 2000) ** 2 / 2000, 0)).toBeLessThan(27.9)
  })

  it('is normal: mean 0, variance 1, kurtosis 3', () => {
    const values = normals(new Random(6), 40_000)
    const moment = (power: number) => values.reduce((sum, x) => sum + x ** power, 0) / values.length
    expect(moment(1)).toBeCloseTo(0, 1)
    expect(moment(2)).toBeCloseTo(1, 1)
    expect(moment(4)).toBeGreaterThan(2.8)
    expect(moment(4)).toBeLessThan(3.2)
  })
})

describe('shuffled', () => {
  it('is a permutation that depends on the seed', () => {
    const order = shuffled(new Random(1), 100)
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i))
    expect([...order]).not.toEqual([...shuffled(new Random(2), 100)])
  })
})

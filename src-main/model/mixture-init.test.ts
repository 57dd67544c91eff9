import { describe, expect, it } from 'vitest'
import type { DiagonalMixture } from './diagonal-mixture.ts'
import { fitMixture, type MixtureFitOptions } from './mixture-init.ts'
import { normals, Random } from './random.ts'

const centres = [
  [0, 0],
  [12, 0],
  [0, 12],
]

/** Three round clouds of deviation 1 with shares ½, ⅓, ⅙. */
function clouds(count: number, seed: number): Float32Array {
  const random = new Random(seed)
  const noise = normals(random, count * 2)
  return noise.map((value, k) => value + centres[[0, 0, 0, 1, 1, 2][Math.floor(k / 2) % 6]][k % 2])
}

function fitted(points: Float32Array, options: MixtureFitOptions, dimensions = 2) {
  const fractions: number[] = []
  const run = fitMixture(points, dimensions, options)
  let next = run.next()
  while (!next.done) {
    fractions.push(next.value)
    next = run.next()
  }
  return { mixture: next.value, fractions }
}

/** Weight, mean and deviation of the component nearest to a place. */
function nearest({ clusters, weights, means, variances }: DiagonalMixture, [x, y]: number[]) {
  const distance = (c: number) => Math.hypot(means[2 * c] - x, means[2 * c + 1] - y)
  const best = Array.from({ length: clusters }, (_, c) => c).sort((a, b) => distance(a) - distance(b))[0]
  return { weight: weights[best], distance: distance(best), deviation: Math.sqrt(variances[2 * best]) }
}

describe('fitMixture', () => {
  it('finds separate clouds, their shares and widths', () => {
    const { mixture } = fitted(clouds(1800, 1), { clusters: 3, seed: 1 })
    for (const [i, centre] of centres.entries()) {
      const { weight, distance, deviation } = nearest(mixture, centre)
      expect(distance).toBeLessThan(0.3)
      expect(weight).toBeCloseTo([1 / 2, 1 / 3, 1 / 6][i], 2)
      expect(deviation).toBeGreaterThan(0.85)
      expect(deviation).toBeLessThan(1.15)
    }
  })

  it('fits on a subset and still counts all points', () => {
    const { mixture } = fitted(clouds(3000, 2), { clusters: 3, seed: 1, subset: 600 })
    expect(nearest(mixture, centres[0]).weight).toBeCloseTo(0.5, 2)
  })

  it('repeats itself for the same seed', () => {
    const points = clouds(600, 3)
    expect(fitted(points, { clusters: 5, seed: 4 }).mixture).toEqual(
      fitted(points, { clusters: 5, seed: 4 }).mixture,
    )
    expect(fitted(points, { clusters: 5, seed: 4 }).mixture.means).not.toEqual(
      fitted(points, { clusters: 5, seed: 5 }).mixture.means,
    )
  })

  it('yields fractions that rise to at most 1', () => {
    const { fractions } = fitted(clouds(6000, 5), { clusters: 12, seed: 1 })
    expect(fractions.length).toBeGreaterThan(10)
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions)
    expect(fractions.at(-1)).toBeLessThanOrEqual(1)
  })

  it.each([
    ['points all alike', new Float32Array(40).fill(3)],
    ['fewer points than components', Float32Array.of(0, 0, 1, 1)],
  ])('gives a usable mixture for %s', (_, points) => {
    const { mixture } = fitted(points, { clusters: 4, seed: 1 })
    expect([...mixture.means, ...mixture.variances].every(Number.isFinite)).toBe(true)
    expect(mixture.variances.every((variance) => variance > 0)).toBe(true)
    expect(mixture.weights.every((weight) => weight > 0)).toBe(true)
    expect(mixture.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9)
  })
})

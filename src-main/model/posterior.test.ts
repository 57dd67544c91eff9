import { describe, expect, it } from 'vitest'
import { calibratedTemperature, type Latents, PosteriorEvaluator } from './posterior.ts'
import { normals, Random } from './random.ts'

const mixture = {
  clusters: 2,
  dimensions: 1,
  weights: Float64Array.of(0.25, 0.75),
  means: Float64Array.of(-1, 2),
  variances: Float64Array.of(1, 4),
}

function responsibilities(latents: Latents, temperature: number): number[] {
  const target = new Float64Array(2)
  new PosteriorEvaluator(mixture, temperature).responsibilities(latents, 0, target)
  return [...target]
}

describe('PosteriorEvaluator', () => {
  const latents = { means: Float32Array.of(0.5), logVariances: Float32Array.of(Math.log(0.5)) }
  const normal = (x: number, mean: number, variance: number) =>
    Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance)
  const joint = [0.25 * normal(0.5, -1, 1.5), 0.75 * normal(0.5, 2, 4.5)]

  it('weighs components by their density averaged over q(z|x)', () => {
    expect(responsibilities(latents, 1)[0]).toBeCloseTo(joint[0] / (joint[0] + joint[1]), 6)
  })

  it('takes the root that the temperature says', () => {
    const roots = joint.map(Math.sqrt)
    expect(responsibilities(latents, 2)[0]).toBeCloseTo(roots[0] / (roots[0] + roots[1]), 6)
  })

  it('stays finite with many dimensions and extreme variances', () => {
    const dimensions = 256
    const wide = {
      clusters: 2,
      dimensions,
      weights: Float64Array.of(0.5, 0.5),
      means: new Float64Array(2 * dimensions),
      variances: new Float64Array(2 * dimensions).fill(Math.exp(-5)).fill(Math.exp(3), dimensions),
    }
    const found = { means: new Float32Array(dimensions), logVariances: new Float32Array(dimensions).fill(-8) }
    const target = new Float64Array(2)
    new PosteriorEvaluator(wide, 1).responsibilities(found, 0, target)
    expect([...target]).toEqual([1, 0])
  })
})

describe('calibratedTemperature', () => {
  const count = 1000
  const views = (noise: number): [Latents, Latents] => {
    const centre = normals(new Random(1), count).map((x) => x + 0.5)
    const logVariances = new Float32Array(count).fill(-6)
    const view = (seed: number) => {
      const shifts = normals(new Random(seed), count)
      return { means: centre.map((x, i) => x + noise * shifts[i]), logVariances }
    }
    return [view(2), view(3)]
  }

  it('is 1 for views that agree, and higher the less they do', () => {
    expect(calibratedTemperature(mixture, ...views(0))).toBe(1)
    const some = calibratedTemperature(mixture, ...views(1.5))
    const much = calibratedTemperature(mixture, ...views(3))
    expect(some).toBeGreaterThan(1)
    expect(much).toBeGreaterThan(some)
    expect(much).toBeLessThanOrEqual(5)
  })
})

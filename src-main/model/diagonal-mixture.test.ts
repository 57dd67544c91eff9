import { describe, expect, it } from 'vitest'
import { MixtureEvaluator, writeLargest } from './diagonal-mixture.ts'

describe('MixtureEvaluator', () => {
  const evaluator = new MixtureEvaluator({
    clusters: 2,
    dimensions: 1,
    weights: Float64Array.of(0.25, 0.75),
    means: Float64Array.of(-1, 2),
    variances: Float64Array.of(1, 4),
  })

  it('follows Bayes’ rule and returns the log density', () => {
    const target = new Float64Array(2)
    const logDensity = evaluator.responsibilities([9, 0.5], 1, target)
    const normal = (x: number, mean: number, variance: number) =>
      Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance)
    const joint = [0.25 * normal(0.5, -1, 1), 0.75 * normal(0.5, 2, 4)]
    const density = joint[0] + joint[1]
    expect(logDensity).toBeCloseTo(Math.log(density), 12)
    expect(target[0]).toBeCloseTo(joint[0] / density, 12)
    expect(target[0] + target[1]).toBeCloseTo(1, 12)
  })

  it('gives proper responsibilities where both densities underflow', () => {
    const target = new Float64Array(2)
    expect(evaluator.responsibilities([1e4], 0, target)).toBeLessThan(-1e6)
    expect([...target]).toEqual([0, 1])
  })
})

describe('writeLargest', () => {
  const largest = (values: number[], width: number) => {
    const indices = new Uint16Array(width + 1)
    const shares = new Float32Array(width + 1)
    writeLargest(Float64Array.from(values), width, indices, shares, 1)
    expect([indices[0], shares[0]]).toEqual([0, 0])
    return { indices: [...indices.subarray(1)], shares: [...shares.subarray(1)] }
  }

  it('keeps the largest in order, the smaller index first on a tie, and renormalises', () => {
    expect(largest([0.125, 0.375, 0, 0.125, 0.375], 3)).toEqual({
      indices: [1, 4, 0],
      shares: [0.375 / 0.875, 0.375 / 0.875, 0.125 / 0.875].map(Math.fround),
    })
  })

  it('fills up with weight zero where there are too few', () => {
    expect(largest([0.25, 0.75], 4)).toEqual({ indices: [1, 0, 0, 0], shares: [0.75, 0.25, 0, 0] })
  })
})

import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type BatchSource, vectorBatches } from './batch-source.ts'
import { type PrincipalAxes, principalAxes } from './principal-axes.ts'
import { normals, Random } from './random.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** Columns of standard deviations 10, 5, 2 and then 0.1, turned by a rotation in the plane of the first two. */
function ellipsoid(count: number, columns: number): BatchSource {
  const values = normals(new Random(1), count * columns).map((x, k) => x * ([10, 5, 2][k % columns] ?? 0.1))
  for (let i = 0; i < values.length; i += columns) {
    const [x, y] = [values[i], values[i + 1]]
    values[i] = 0.8 * x - 0.6 * y
    values[i + 1] = 0.6 * x + 0.8 * y
  }
  const plain = {
    mean: new Float32Array(columns),
    deviation: new Float32Array(columns).fill(1),
    rowNorm: null,
  }
  return vectorBatches(values, plain, { vectorNoise: 0, columnDropout: 0 })
}

function found(source: BatchSource, dimensions: number): PrincipalAxes {
  const search = principalAxes(source, dimensions, 1)
  let next = search.next()
  while (!next.done) {
    expect(next.value).toBeLessThanOrEqual(1)
    next = search.next()
  }
  return next.value
}

describe('principalAxes', () => {
  it('finds the leading axes among many columns, largest variance first', () => {
    const { axes, variances } = found(ellipsoid(3000, 80), 3)
    expect(Math.sqrt(variances[0])).toBeCloseTo(10, 0)
    expect(Math.sqrt(variances[1])).toBeCloseTo(5, 0)
    expect(Math.sqrt(variances[2])).toBeCloseTo(2, 0)
    expect(axes[0]).toBeCloseTo(0.8, 1)
    expect(axes[3]).toBeCloseTo(0.6, 1)
    expect(Math.abs(axes[2 * 3 + 2])).toBeCloseTo(1, 2)
  })

  it('leaves out axes that the samples do not have, and keeps no tensor', () => {
    const before = tf.memory().numTensors
    const { axes, variances } = found(ellipsoid(200, 3), 5)
    expect(variances.filter((variance) => variance > 0)).toHaveLength(3)
    expect([...axes].filter((_, k) => k % 5 > 2).every((value) => value === 0)).toBe(true)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('bears samples that are all alike', () => {
    const plain = { mean: Float32Array.of(1, 1), deviation: Float32Array.of(1, 1), rowNorm: null }
    const source = vectorBatches(new Float32Array(20).fill(1), plain, { vectorNoise: 0, columnDropout: 0 })
    const { axes, variances } = found(source, 2)
    expect([...axes, ...variances].every((value) => value === 0)).toBe(true)
  })
})

import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  bernoulliLoss,
  gaussianEntropy,
  gaussianLoss,
  type MixtureTensors,
  mixtureLogDensity,
  mixtureLogJoint,
} from './distributions.ts'
import { normals, Random } from './random.ts'

// gradient-check.test.ts has the gradients.

const random = new Random(7)

function gaussian(rows: number, columns: number, scale = 1): tf.Tensor2D {
  return tf.tensor2d(
    normals(random, rows * columns).map((x) => x * scale),
    [rows, columns],
  )
}

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('bernoulliLoss', () => {
  it('is the cross-entropy of sigmoid(logits), also where a naive logarithm overflows', () => {
    const loss = bernoulliLoss(tf.tensor2d([[0, 200, -200]]), tf.tensor2d([[0.5, 1, 0.25]]))
    expect(loss.dataSync()[0]).toBeCloseTo(Math.log(2) + 0 + 50, 4)
  })
})

describe('gaussianLoss', () => {
  it('is the squared distance over twice the variance, averaged over rows', () => {
    const means = tf.tensor2d([
      [1, 2],
      [0, 0],
    ])
    const x = tf.tensor2d([
      [0, 0],
      [0, 3],
    ])
    expect(gaussianLoss(means, x, 1).dataSync()[0]).toBeCloseTo((5 + 9) / 4, 6)
    expect(gaussianLoss(means, x, 0.1).dataSync()[0]).toBeCloseTo((10 * (5 + 9)) / 4, 4)
  })
})

describe('gaussianEntropy', () => {
  it('is ½ log(2πe) per dimension at variance 1', () => {
    expect(gaussianEntropy(tf.zeros([3, 2])).dataSync()[0]).toBeCloseTo(Math.log(2 * Math.PI * Math.E), 5)
  })
})

describe('the mixture density', () => {
  const mixture = (): MixtureTensors => ({
    means: gaussian(5, 3, 1.5),
    logVariances: gaussian(5, 3, 0.5),
    logits: tf.tensor1d(normals(random, 5)),
  })

  /** The definition, in double precision and without expanding the square. */
  function referenceJoint(z: tf.Tensor2D, { means, logVariances, logits }: MixtureTensors): number[][] {
    const [points, m, v, l] = [z, means, logVariances, logits].map((t) => t.arraySync()) as [
      number[][],
      number[][],
      number[][],
      number[],
    ]
    const normaliser = Math.log(l.reduce((sum, logit) => sum + Math.exp(logit), 0))
    return points.map((point) =>
      m.map((mean, c) => {
        const terms = point.map(
          (value, d) => (value - mean[d]) ** 2 / Math.exp(v[c][d]) + v[c][d] + Math.log(2 * Math.PI),
        )
        return l[c] - normaliser - terms.reduce((sum, term) => sum + term, 0) / 2
      }),
    )
  }

  it('agrees with the definition, per component and as a whole', () => {
    const z = gaussian(6, 3)
    const model = mixture()
    const reference = referenceJoint(z, model)
    const joint = mixtureLogJoint(z, model).arraySync()
    for (const [n, row] of reference.entries()) {
      for (const [c, value] of row.entries()) expect(joint[n][c]).toBeCloseTo(value, 3)
    }
    const densities = reference.map((row) => Math.log(row.reduce((sum, x) => sum + Math.exp(x), 0)))
    const mean = densities.reduce((sum, x) => sum + x, 0) / densities.length
    expect(mixtureLogDensity(z, model).dataSync()[0]).toBeCloseTo(mean, 4)
  })

  it('stays finite far away from every component', () => {
    const z = tf.fill([2, 3], 200) as tf.Tensor2D
    expect(Number.isFinite(mixtureLogDensity(z, mixture()).dataSync()[0])).toBe(true)
  })
})

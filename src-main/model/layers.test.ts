import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { gaussianLoss } from './distributions.ts'
import { gradientError } from './gradient-check.ts'
import { clamp, dense, denseOnData, sampleGaussian, weightedSum } from './layers.ts'
import { matMul } from './matmul.ts'
import { normals, Random } from './random.ts'

const random = new Random(11)

function gaussian(rows: number, columns: number): tf.Tensor2D {
  return tf.tensor2d(normals(random, rows * columns), [rows, columns])
}

/** Turns a matrix into a scalar with a different weight for every entry. */
function score(matrix: tf.Tensor2D, target: tf.Tensor2D): tf.Scalar {
  return gaussianLoss(matrix, target, 1)
}

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('matMul', () => {
  it('multiplies, and its gradients are those of central differences', () => {
    const product = matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]]))
    expect(product.arraySync()).toEqual([[11]])
    const target = gaussian(3, 2)
    const error = gradientError(
      (a, b) => score(matMul(a as tf.Tensor2D, b as tf.Tensor2D), target),
      [gaussian(3, 4), gaussian(4, 2)],
    )
    expect(error).toBeLessThan(1e-2)
  })
})

describe.each(['linear', 'relu'] as const)('dense, %s', (activation) => {
  it('has the gradients of central differences in input, weights and bias', () => {
    const target = gaussian(6, 3)
    const bias = tf.tensor1d(normals(random, 3))
    const error = gradientError(
      (x, weights, b) =>
        score(
          dense(x as tf.Tensor2D, { weights: weights as tf.Tensor2D, bias: b as tf.Tensor1D }, activation),
          target,
        ),
      [gaussian(6, 4), gaussian(4, 3), bias],
    )
    expect(error).toBeLessThan(1e-2)
  })

  it('gives the same for data, with the gradients of weights and bias only', () => {
    const x = gaussian(6, 4)
    const layer = { weights: gaussian(4, 3), bias: tf.tensor1d(normals(random, 3)) }
    const target = gaussian(6, 3)
    expect(denseOnData(x, layer, activation).arraySync()).toEqual(dense(x, layer, activation).arraySync())
    const error = gradientError(
      (weights, b) =>
        score(
          denseOnData(x, { weights: weights as tf.Tensor2D, bias: b as tf.Tensor1D }, activation),
          target,
        ),
      [layer.weights, layer.bias],
    )
    expect(error).toBeLessThan(1e-2)
  })
})

describe('clamp', () => {
  it('limits values and passes the gradient only inside the limits', () => {
    const x = tf.tensor2d([[-3, 0.5, 3]])
    expect(clamp(x, -1, 1).arraySync()).toEqual([[-1, 0.5, 1]])
    const gradient = tf.grad((t) => score(clamp(t as tf.Tensor2D, -1, 1), tf.zeros([1, 3])))(x)
    expect([...gradient.dataSync()].map(Math.abs)).toEqual([0, 0.5, 0])
  })
})

describe('sampleGaussian', () => {
  it('has the gradients of central differences in mean and log-variance', () => {
    const noise = gaussian(5, 3)
    const target = gaussian(5, 3)
    const error = gradientError(
      (mean, logVariance) =>
        score(sampleGaussian(mean as tf.Tensor2D, logVariance as tf.Tensor2D, noise), target),
      [gaussian(5, 3), gaussian(5, 3)],
    )
    expect(error).toBeLessThan(1e-2)
  })
})

describe('weightedSum', () => {
  it('adds the weighted terms and hands each its factor as gradient', () => {
    const f = (a: tf.Tensor, b: tf.Tensor) => weightedSum([a as tf.Scalar, b as tf.Scalar], [2, -3])
    expect(f(tf.scalar(5), tf.scalar(1)).dataSync()[0]).toBe(7)
    expect(
      tf
        .grads(f)([tf.scalar(5), tf.scalar(1)])
        .map((g) => g.dataSync()[0]),
    ).toEqual([2, -3])
  })
})

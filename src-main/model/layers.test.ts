import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { clamp, dense, denseOnData, sampleGaussian, weightedSum } from './layers.ts'
import { matMul } from './matmul.ts'
import { normals, Random } from './random.ts'

// gradient-check.test.ts has the gradients.

beforeAll(async () => {
  await tf.setBackend('cpu')
})

it('matMul multiplies', () => {
  expect(matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])).arraySync()).toEqual([[11]])
})

it.each(['linear', 'relu'] as const)('dense, %s, gives the same for data', (activation) => {
  const random = new Random(11)
  const gaussian = (rows: number, columns: number) =>
    tf.tensor2d(normals(random, rows * columns), [rows, columns])
  const x = gaussian(6, 4)
  const layer = { weights: gaussian(4, 3), bias: tf.tensor1d(normals(random, 3)) }
  expect(denseOnData(x, layer, activation).arraySync()).toEqual(dense(x, layer, activation).arraySync())
})

describe('clamp', () => {
  it('limits values and passes the gradient only inside the limits', () => {
    const x = tf.tensor2d([[-3, 0.5, 3]])
    expect(clamp(x, -1, 1).arraySync()).toEqual([[-1, 0.5, 1]])
    const gradient = tf.grad((t) => clamp(t as tf.Tensor2D, -1, 1))(x)
    expect([...gradient.dataSync()]).toEqual([0, 1, 0])
  })
})

it('sampleGaussian scales the noise by the standard deviation', () => {
  const logVariance = tf.tensor2d([[0, 2 * Math.log(3)]])
  const z = sampleGaussian(tf.tensor2d([[1, 2]]), logVariance, tf.tensor2d([[0.5, -1]])).dataSync()
  expect(z[0]).toBeCloseTo(1.5, 5)
  expect(z[1]).toBeCloseTo(-1, 5)
})

it('weightedSum adds the weighted terms and hands each its factor as gradient', () => {
  const f = (a: tf.Tensor, b: tf.Tensor) => weightedSum([a as tf.Scalar, b as tf.Scalar], [2, -3])
  expect(f(tf.scalar(5), tf.scalar(1)).dataSync()[0]).toBe(7)
  const gradients = tf.grads(f)([tf.scalar(5), tf.scalar(1)])
  expect(gradients.map((g) => g.dataSync()[0])).toEqual([2, -3])
})

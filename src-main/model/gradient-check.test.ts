import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { directionalError, gradientError } from './gradient-check.ts'
import { gradientCases, largestGradientError } from './testing/gradient-cases.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

// engine/gradients.test.ts holds the same against the backends that train.
describe('on the plain JavaScript backend, the gradients are those of central differences:', () => {
  it.each(gradientCases)('$name', ({ error }) => {
    expect(error()).toBeLessThan(largestGradientError)
  })
})

describe('a check', () => {
  /** Σ x², with a gradient that is wrong by a factor. */
  const sloppy = (factor: number) => (x: tf.Tensor) =>
    tf.customGrad((...inputs) => ({
      value: tf.sum(tf.square(inputs[0] as tf.Tensor)),
      gradFunc: (dy) => tf.mul(dy, tf.mul(inputs[0] as tf.Tensor, 2 * factor)),
    }))(x) as tf.Scalar
  const at = () => [tf.tensor1d([1, -2, 3])]

  it('tells a wrong gradient from a right one', () => {
    for (const errorOf of [gradientError, directionalError]) {
      expect(errorOf(sloppy(1), at())).toBeLessThan(1e-3)
      expect(errorOf(sloppy(1.02), at())).toBeGreaterThan(1e-2)
      expect(errorOf(sloppy(-1), at())).toBeGreaterThan(1)
    }
  })
})

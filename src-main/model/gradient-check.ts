import * as tf from '@tensorflow/tfjs-core'
import { Random } from './random.ts'

/**
 * Largest relative error of the gradients of a scalar function against central differences, over `probes` entries
 * of each argument. For tests: two evaluations per probed number.
 *
 * The error of each argument is measured against the larger of the two gradients' norms over its probed entries, so
 * that entries near zero do not turn float32 rounding into failures.
 *
 * @param f takes the arguments in order and returns a scalar
 * @param inputs float32 tensors
 */
export function gradientError(
  f: (...inputs: tf.Tensor[]) => tf.Scalar,
  inputs: tf.Tensor[],
  { epsilon = 1e-3, probes = 40 } = {},
): number {
  const analytic = tf.tidy(() =>
    tf
      .grads(f)(inputs)
      .map((gradient) => gradient.dataSync()),
  )
  const errors = inputs.map((input, argument) => {
    const values = input.dataSync() as Float32Array
    const evaluate = (index: number, shift: number) =>
      tf.tidy(() => {
        const shifted = values.slice()
        shifted[index] += shift
        const args = inputs.with(argument, tf.tensor(shifted, input.shape))
        // Dividing by the shift that float32 really made, not by the one asked for.
        return { value: f(...args).dataSync()[0], at: shifted[index] }
      })
    const stride = Math.max(1, Math.floor(values.length / probes))
    let difference = 0
    let norm = 0
    for (let index = 0; index < values.length; index += stride) {
      const above = evaluate(index, epsilon)
      const below = evaluate(index, -epsilon)
      const numeric = (above.value - below.value) / (above.at - below.at)
      const exact = analytic[argument][index]
      difference += (numeric - exact) ** 2
      norm += Math.max(numeric ** 2, exact ** 2)
    }
    return norm === 0 ? 0 : Math.sqrt(difference / norm)
  })
  return Math.max(...errors)
}

/**
 * As {@link gradientError}, for losses of many numbers: each argument is moved as a whole, every entry by ±ε, and the
 * slope of f is compared with the one that the gradient g promises. The signs are once those of g, so that all of it
 * adds up, and once random, so that no two wrong entries cancel out. The slope comes from four values of f,
 * whose own error falls with ε⁴: that leaves room for an ε at which float32 still tells them apart.
 *
 * @returns the largest difference of slopes, relative to the promised one or to g's norm, whichever is larger
 */
export function directionalError(
  f: (...inputs: tf.Tensor[]) => tf.Scalar,
  inputs: tf.Tensor[],
  epsilon = 4e-3,
): number {
  const random = new Random(1)
  const analytic = tf.tidy(() =>
    tf
      .grads(f)(inputs)
      .map((gradient) => Float32Array.from(gradient.dataSync())),
  )
  let largest = 0
  for (const [argument, gradient] of analytic.entries()) {
    const values = inputs[argument].dataSync() as Float32Array
    const norm = Math.hypot(...gradient)
    const coins = gradient.map(() => (random.below(2) ? 1 : -1))
    for (const signs of [gradient.map(Math.sign), coins]) {
      const at = (steps: number) =>
        tf.tidy(() => {
          const moved = values.map((value, i) => value + steps * epsilon * signs[i])
          return f(...inputs.with(argument, tf.tensor(moved, inputs[argument].shape))).dataSync()[0]
        })
      const slope = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * epsilon)
      const promised = gradient.reduce((sum, g, i) => sum + g * signs[i], 0)
      const scale = Math.max(Math.abs(promised), norm)
      if (scale > 0 || slope !== 0) largest = Math.max(largest, Math.abs(slope - promised) / scale)
    }
  }
  return largest
}

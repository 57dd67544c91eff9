import * as tf from '@tensorflow/tfjs-core'

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
 * As {@link gradientError}, for losses too large for single entries (float32 keeps seven digits of the whole): each
 * argument is moved as a whole, every entry by ε in the direction its gradient points, and the change of f is
 * compared with the ε Σ|g| that the gradient promises.
 */
export function directionalError(
  f: (...inputs: tf.Tensor[]) => tf.Scalar,
  inputs: tf.Tensor[],
  epsilon = 3e-3,
): number {
  const analytic = tf.tidy(() =>
    tf
      .grads(f)(inputs)
      .map((gradient) => gradient.dataSync()),
  )
  const errors = inputs.map((input, argument) => {
    const values = input.dataSync() as Float32Array
    const gradient = Float32Array.from(analytic[argument])
    const evaluate = (shift: number) =>
      tf.tidy(() => {
        const moved = values.map((value, i) => value + shift * Math.sign(gradient[i]))
        return f(...inputs.with(argument, tf.tensor(moved, input.shape))).dataSync()[0]
      })
    const numeric = (evaluate(epsilon) - evaluate(-epsilon)) / (2 * epsilon)
    const promised = gradient.reduce((sum, g) => sum + Math.abs(g), 0)
    return promised === 0 && numeric === 0 ? 0 : Math.abs(numeric - promised) / promised
  })
  return Math.max(...errors)
}

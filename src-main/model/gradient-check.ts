import * as tf from '@tensorflow/tfjs-core'

/**
 * Largest relative error of the gradients of a scalar function against central differences, over `probes` entries
 * of each argument. For tests: two evaluations per probed number.
 *
 * The error of each argument is measured against the larger of the two gradients' norms over its probed entries, so
 * that entries near zero do not turn rounding (float32, ε = 1e-3 … 1e-2) into failures.
 *
 * @param f takes the arguments in order and returns a scalar
 * @param inputs float32 tensors
 */
export function gradientError(
  f: (...inputs: tf.Tensor[]) => tf.Scalar,
  inputs: tf.Tensor[],
  { epsilon = 1e-3, probes = 40 } = {},
): number {
  return Math.max(...gradientErrors(f, inputs, { epsilon, probes }))
}

function gradientErrors(
  f: (...inputs: tf.Tensor[]) => tf.Scalar,
  inputs: tf.Tensor[],
  { epsilon, probes }: { epsilon: number; probes: number },
): number[] {
  const analytic = tf.tidy(() =>
    tf
      .grads(f)(inputs)
      .map((gradient) => gradient.dataSync()),
  )
  return inputs.map((input, argument) => {
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
      norm = norm + Math.max(numeric ** 2, exact ** 2)
    }
    return norm === 0 ? 0 : Math.sqrt(difference / norm)
  })
}

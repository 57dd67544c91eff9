import * as tf from '@tensorflow/tfjs-core'

/*
 * Matrix products with a transposed operand, which every backward pass is made of.
 *
 * The WebAssembly kernel leaves its fast path for one (a tenth of the speed), so there the operand is transposed
 * first. TensorFlow's own kernel reads it in place, which spares a third of the product's time.
 */

function transposesFirst(): boolean {
  return tf.getBackend() === 'wasm'
}

/** a · bᵀ for a [n, m] and b [k, m]: [n, k]. Not differentiable. */
export function timesTransposed(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  if (!transposesFirst()) return tf.matMul(a, b, false, true)
  return tf.tidy(() => tf.matMul(a, tf.transpose(b)))
}

/** aᵀ · b for a [n, m] and b [n, k]: [m, k]. Not differentiable. */
export function transposedTimes(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  if (!transposesFirst()) return tf.matMul(a, b, true, false)
  return tf.tidy(() => tf.matMul(tf.transpose(a), b))
}

/** The differentiable product a · b for a [n, m] and b [m, k]: [n, k]. */
export function matMul(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  const product = tf.customGrad((...inputs) => {
    const [left, right, save] = inputs as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc]
    save([left, right])
    return {
      value: tf.matMul(left, right),
      gradFunc: (dy, saved) => {
        const [l, r] = saved as [tf.Tensor2D, tf.Tensor2D]
        const upstream = dy as tf.Tensor2D
        return [timesTransposed(upstream, r), transposedTimes(l, upstream)]
      },
    }
  })
  return product(a, b) as tf.Tensor2D
}

import * as tf from '@tensorflow/tfjs-core'
import { fusedKernels } from './fused-kernels.ts'
import { timesTransposed, transposedTimes } from './matmul.ts'

/*
 * Differentiable building blocks. Each carries its own gradient (tf.customGrad), because the Node build of tfjs-core
 * registers none, and because a whole block with one gradient costs far fewer operations than the sum of its parts.
 */

export type Activation = 'linear' | 'relu'

/** Weights [inputs, outputs] and bias [outputs] of a dense layer. */
export interface DenseParameters {
  weights: tf.Tensor2D
  bias: tf.Tensor1D
}

function denseForward(
  x: tf.Tensor2D,
  weights: tf.Tensor2D,
  bias: tf.Tensor1D,
  activation: Activation,
): tf.Tensor2D {
  const sums = tf.fused.matMul({ a: x, b: weights, bias, activation: 'linear' }) as tf.Tensor2D
  return activation === 'relu' ? tf.relu(sums) : sums
}

/**
 * The gradient before the activation; a rectifier lets through what it let through on the way forth. Its output is
 * never negative, so the sign is the mask.
 */
function beforeActivation(dy: tf.Tensor2D, y: tf.Tensor2D, activation: Activation): tf.Tensor2D {
  if (activation !== 'relu') return dy
  return fusedKernels()?.reluGradient(dy, y) ?? tf.mul(dy, tf.sign(y))
}

/** activation(x · weights + bias) for x [n, inputs]: [n, outputs]. */
export function dense(x: tf.Tensor2D, layer: DenseParameters, activation: Activation): tf.Tensor2D {
  const block = tf.customGrad((...inputs) => {
    const [input, weights, bias, save] = inputs as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D, tf.GradSaveFunc]
    const value = denseForward(input, weights, bias, activation)
    save([input, weights, value])
    return {
      value,
      gradFunc: (dy, saved) => {
        const [savedInput, savedWeights, y] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D]
        const inner = beforeActivation(dy as tf.Tensor2D, y, activation)
        return [timesTransposed(inner, savedWeights), transposedTimes(savedInput, inner), tf.sum(inner, 0)]
      },
    }
  })
  return block(x, layer.weights, layer.bias) as tf.Tensor2D
}

/**
 * As {@link dense}, for the data themselves: x is taken as constant, which spares the largest product of the
 * backward pass.
 */
export function denseOnData(x: tf.Tensor2D, layer: DenseParameters, activation: Activation): tf.Tensor2D {
  const block = tf.customGrad((...inputs) => {
    const [weights, bias, save] = inputs as [tf.Tensor2D, tf.Tensor1D, tf.GradSaveFunc]
    const value = denseForward(x, weights, bias, activation)
    save([value])
    return {
      value,
      gradFunc: (dy, saved) => {
        const [y] = saved as [tf.Tensor2D]
        const inner = beforeActivation(dy as tf.Tensor2D, y, activation)
        return [transposedTimes(x, inner), tf.sum(inner, 0)]
      },
    }
  })
  return block(layer.weights, layer.bias) as tf.Tensor2D
}

/** x limited to [low, high]; the gradient passes inside the limits and is zero outside. */
export function clamp(x: tf.Tensor2D, low: number, high: number): tf.Tensor2D {
  const block = tf.customGrad((...inputs) => {
    const [input, save] = inputs as [tf.Tensor2D, tf.GradSaveFunc]
    const value = tf.clipByValue(input, low, high)
    save([input, value])
    return {
      value,
      gradFunc: (dy, saved) => {
        const [before, after] = saved as [tf.Tensor2D, tf.Tensor2D]
        return tf.mul(dy, tf.cast(tf.equal(before, after), 'float32'))
      },
    }
  })
  return block(x) as tf.Tensor2D
}

/**
 * The reparameterised sample z = mean + exp(½ logVariance) ∘ noise (Kingma and Welling 2014, eq. 4), all [n, d];
 * `noise` is constant.
 */
export function sampleGaussian(mean: tf.Tensor2D, logVariance: tf.Tensor2D, noise: tf.Tensor2D): tf.Tensor2D {
  const block = tf.customGrad((...inputs) => {
    const [m, logV, save] = inputs as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc]
    const offset = tf.mul(tf.exp(tf.mul(logV, 0.5)), noise)
    save([offset])
    return {
      value: tf.add(m, offset),
      gradFunc: (dy, saved) => [dy, tf.mul(tf.mul(dy, saved[0]), 0.5)],
    }
  })
  return block(mean, logVariance) as tf.Tensor2D
}

/** Σ_i factors_i · terms_i of scalars: the total of a loss. */
export function weightedSum(terms: tf.Scalar[], factors: number[]): tf.Scalar {
  const block = tf.customGrad((...inputs) => {
    const scalars = inputs.slice(0, terms.length) as tf.Scalar[]
    const weighted = scalars.map((term, i) => tf.mul<tf.Scalar>(term, factors[i]))
    return {
      value: tf.addN(weighted),
      gradFunc: (dy) => factors.map((factor) => tf.mul(dy, factor)),
    }
  })
  return block(...terms) as tf.Scalar
}

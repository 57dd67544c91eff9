import * as tf from '@tensorflow/tfjs-core'
import { timesTransposed, transposedTimes } from './matmul.ts'

/*
 * Likelihoods and densities with their gradients. Every function returns a scalar: the mean over the n rows of a
 * batch, in nats per sample.
 */

const logTwoPi = Math.log(2 * Math.PI)

/**
 * −log p(x) of independent Bernoulli pixels: mean over rows of Σ_j softplus(o_j) − o_j x_j, which is the
 * cross-entropy written without a logarithm that could overflow.
 *
 * @param logits o [n, m]
 * @param x [n, m] in [0, 1], constant
 */
export function bernoulliLoss(logits: tf.Tensor2D, x: tf.Tensor2D): tf.Scalar {
  const rows = logits.shape[0]
  const block = tf.customGrad((...inputs) => {
    const [o, save] = inputs as [tf.Tensor2D, tf.GradSaveFunc]
    save([o])
    return {
      value: tf.div(tf.sum(tf.sub(tf.softplus(o), tf.mul(o, x))), rows),
      gradFunc: (dy, saved) => tf.mul(tf.sub(tf.sigmoid(saved[0]), x), tf.div(dy, rows)),
    }
  })
  return block(logits) as tf.Scalar
}

/**
 * −log p(x) of independent Gaussians of one variance, without the constant: mean over rows of Σ_j (x_j − o_j)² / 2σ².
 *
 * @param means o [n, m]
 * @param x [n, m], constant
 * @param variance σ²
 */
export function gaussianLoss(means: tf.Tensor2D, x: tf.Tensor2D, variance: number): tf.Scalar {
  const rows = means.shape[0]
  const block = tf.customGrad((...inputs) => {
    const [o, save] = inputs as [tf.Tensor2D, tf.GradSaveFunc]
    const difference = tf.sub<tf.Tensor2D>(o, x)
    save([difference])
    return {
      value: tf.div(tf.sum(tf.square(difference)), 2 * variance * rows),
      gradFunc: (dy, saved) => tf.mul(saved[0], tf.div(dy, variance * rows)),
    }
  })
  return block(means) as tf.Scalar
}

/** Differential entropy of N(·, exp(logVariance)): mean over rows of ½ Σ_d (1 + log 2π + logVariance_d). */
export function gaussianEntropy(logVariance: tf.Tensor2D): tf.Scalar {
  const [rows, dimensions] = logVariance.shape
  const block = tf.customGrad((...inputs) => {
    const [logV] = inputs as [tf.Tensor2D]
    return {
      value: tf.add(tf.div(tf.sum(logV), 2 * rows), (dimensions * (1 + logTwoPi)) / 2),
      gradFunc: (dy) => tf.mul(tf.fill([rows, dimensions], 0.5 / rows), dy),
    }
  })
  return block(logVariance) as tf.Scalar
}

/** A mixture of K diagonal Gaussians over d dimensions; π = softmax(logits). */
export interface MixtureTensors {
  /** [K, d] */
  means: tf.Tensor2D
  /** [K, d] */
  logVariances: tf.Tensor2D
  /** [K] */
  logits: tf.Tensor1D
}

/**
 * log π_c + log N(z_n; μ_c, σ_c²) for z [n, d]: [n, K]. The square is expanded,
 * Σ_d (z−μ)²/σ² = z²·σ⁻² − 2 z·(μσ⁻²) + Σ_d μ²σ⁻², so that no tensor [n, K, d] is ever made. Not differentiable.
 */
export function mixtureLogJoint(z: tf.Tensor2D, mixture: MixtureTensors): tf.Tensor2D {
  const { means, logVariances, logits } = mixture
  const dimensions = z.shape[1]
  return tf.tidy(() => {
    const precisions = tf.exp(tf.neg(logVariances))
    const scaledMeans = tf.mul<tf.Tensor2D>(means, precisions)
    const perComponent = tf.add(
      tf.sum(tf.add(tf.mul(means, scaledMeans), logVariances), 1),
      dimensions * logTwoPi,
    )
    // The two products become one: [z² | −2z] · [σ⁻² | μσ⁻²]ᵀ.
    const left = tf.concat([tf.square(z), tf.mul(z, -2)], 1) as tf.Tensor2D
    const right = tf.concat([precisions, scaledMeans], 1) as tf.Tensor2D
    const quadratic = timesTransposed(left, right)
    const offset = tf.sub(tf.logSoftmax(logits), tf.mul(perComponent, 0.5))
    return tf.add(tf.mul(quadratic, -0.5), offset)
  })
}

/**
 * log p(z) = log Σ_c π_c N(z; μ_c, σ_c²), mean over the rows of z [n, d].
 *
 * Its gradients are those of the mixture's responsibilities r = softmax over c of the joint: in z
 * −Σ_c r_c (z−μ_c)/σ_c², in μ_c r_c (z−μ_c)/σ_c², in log σ_c² ½ r_c ((z−μ_c)²/σ_c² − 1), in the logits r_c − π_c.
 */
export function mixtureLogDensity(z: tf.Tensor2D, mixture: MixtureTensors): tf.Scalar {
  const rows = z.shape[0]
  const block = tf.customGrad((...inputs) => {
    const [samples, means, logVariances, logits, save] = inputs as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor1D,
      tf.GradSaveFunc,
    ]
    const joint = mixtureLogJoint(samples, { means, logVariances, logits })
    const density = tf.logSumExp(joint, 1, true)
    const responsibilities = tf.exp(tf.sub(joint, density))
    save([samples, means, logVariances, logits, responsibilities])
    return {
      value: tf.mean(density) as tf.Scalar,
      gradFunc: (dy, saved) => {
        const [savedZ, savedMeans, savedLogVariances, savedLogits] = saved as [
          tf.Tensor2D,
          tf.Tensor2D,
          tf.Tensor2D,
          tf.Tensor1D,
        ]
        const r = tf.mul<tf.Tensor2D>(saved[4], tf.div(dy, rows))
        const precisions = tf.exp<tf.Tensor2D>(tf.neg(savedLogVariances))
        const scaledMeans = tf.mul<tf.Tensor2D>(savedMeans, precisions)
        const dz = tf.sub(tf.matMul(r, scaledMeans), tf.mul(savedZ, tf.matMul(r, precisions)))
        const mass = tf.sum(r, 0)
        const columnMass = tf.expandDims(mass, 1)
        const firstMoments = transposedTimes(r, savedZ)
        const secondMoments = transposedTimes(r, tf.square(savedZ))
        const dMeans = tf.mul(precisions, tf.sub(firstMoments, tf.mul(columnMass, savedMeans)))
        // Σ_n r (z−μ)² = second moment − 2 μ · first moment + mass · μ²
        const squares = tf.add(
          tf.sub(secondMoments, tf.mul(tf.mul(savedMeans, firstMoments), 2)),
          tf.mul(columnMass, tf.square(savedMeans)),
        )
        const dLogVariances = tf.mul(tf.sub(tf.mul(squares, precisions), columnMass), 0.5)
        const dLogits = tf.sub(mass, tf.mul(tf.softmax(savedLogits), dy))
        return [dz, dMeans, dLogVariances, dLogits]
      },
    }
  })
  return block(z, mixture.means, mixture.logVariances, mixture.logits) as tf.Scalar
}

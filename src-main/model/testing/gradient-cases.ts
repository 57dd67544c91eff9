import * as tf from '@tensorflow/tfjs-core'
import { bernoulliLoss, gaussianEntropy, gaussianLoss, mixtureLogDensity } from '../distributions.ts'
import {
  autoencoderLoss,
  decode,
  elboTerms,
  encode,
  type GmvaeTensors,
  gmvaeTensors,
  type Likelihood,
  trainables,
} from '../gmvae.ts'
import { directionalError, gradientError } from '../gradient-check.ts'
import { type Activation, clamp, dense, denseOnData, sampleGaussian, weightedSum } from '../layers.ts'
import { matMul } from '../matmul.ts'
import { normals, Random } from '../random.ts'
import { smallModel } from './small-model.ts'

/** One function of the model with its gradients, which every backend must get right. */
export interface GradientCase {
  name: string
  /** Relative error of the gradients against central differences, with the backend in use. */
  error(): number
}

type Checked = [f: (...inputs: tf.Tensor[]) => tf.Scalar, inputs: tf.Tensor[]]

/** Rounding of float32 and the differences' own error stay far below it, a wrong sign or factor far above. */
export const largestGradientError = 5e-3

/** All blocks and losses of the model, each in all that it is trained in. */
export const gradientCases: readonly GradientCase[] = [
  block('matMul', (draw) => [
    scored((a, b) => matMul(a as tf.Tensor2D, b as tf.Tensor2D), draw.matrix(3, 2)),
    [draw.matrix(3, 4), draw.matrix(4, 2)],
  ]),
  ...(['linear', 'relu'] as const).flatMap(denseCases),
  block('clamp', (draw) => [
    scored((x) => clamp(x as tf.Tensor2D, -1, 1), draw.matrix(2, 3)),
    // Inside and outside, none near a limit.
    [tf.tensor2d([-3, -0.6, 0.1, 0.7, 1.4, 9], [2, 3])],
  ]),
  block('sampleGaussian', (draw) => {
    const [noise, target] = [draw.matrix(5, 3), draw.matrix(5, 3)]
    const f = (mean: tf.Tensor, logVariance: tf.Tensor) =>
      sampleGaussian(mean as tf.Tensor2D, logVariance as tf.Tensor2D, noise)
    return [scored(f, target), [draw.matrix(5, 3), draw.matrix(5, 3)]]
  }),
  block('weightedSum', (draw) => [
    (a, b) => weightedSum([a as tf.Scalar, b as tf.Scalar], [2, -3]),
    [tf.scalar(draw.random.normal()), tf.scalar(draw.random.normal())],
  ]),
  block('bernoulliLoss', (draw) => {
    const x = draw.uniforms(4, 6)
    return [(logits) => bernoulliLoss(logits as tf.Tensor2D, x), [tf.mul(draw.matrix(4, 6), 2)]]
  }),
  block('gaussianLoss', (draw) => {
    const x = draw.matrix(4, 6)
    return [(means) => gaussianLoss(means as tf.Tensor2D, x, 0.5), [draw.matrix(4, 6)]]
  }),
  block('gaussianEntropy', (draw) => [
    (logVariance) => gaussianEntropy(logVariance as tf.Tensor2D),
    [draw.matrix(4, 3)],
  ]),
  block('mixtureLogDensity', (draw) => {
    const f = (z: tf.Tensor, means: tf.Tensor, logVariances: tf.Tensor, logits: tf.Tensor) =>
      mixtureLogDensity(z as tf.Tensor2D, {
        means: means as tf.Tensor2D,
        logVariances: logVariances as tf.Tensor2D,
        logits: logits as tf.Tensor1D,
      })
    const means = tf.mul(draw.matrix(5, 3), 1.5)
    return [f, [draw.matrix(6, 3), means, tf.mul(draw.matrix(5, 3), 0.5), draw.vector(5)]]
  }),
  ...(['bernoulli', 'gaussian'] as const).flatMap((likelihood) => [
    loss('auto-encoder’s loss', 'warmup', likelihood),
    loss('negative ELBO', 'elbo', likelihood),
  ]),
]

/** Seeded tensors. */
class Draw {
  readonly random: Random

  constructor(seed: number) {
    this.random = new Random(seed)
  }

  matrix(rows: number, columns: number): tf.Tensor2D {
    return tf.tensor2d(normals(this.random, rows * columns), [rows, columns])
  }

  vector(length: number): tf.Tensor1D {
    return tf.tensor1d(normals(this.random, length))
  }

  uniforms(rows: number, columns: number): tf.Tensor2D {
    const values = Array.from({ length: rows * columns }, () => this.random.uniform())
    return tf.tensor2d(values, [rows, columns])
  }
}

function block(name: string, check: (draw: Draw) => Checked): GradientCase {
  return { name, error: () => inTidy(() => gradientError(...check(new Draw(11)), { epsilon: 1e-2 })) }
}

/** Turns a matrix into a scalar with a different weight for every entry. */
function scored(f: (...inputs: tf.Tensor[]) => tf.Tensor2D, target: tf.Tensor2D): Checked[0] {
  return (...inputs) => gaussianLoss(f(...inputs), target, 1)
}

function denseCases(activation: Activation): GradientCase[] {
  const layer = (weights: tf.Tensor, bias: tf.Tensor) => ({
    weights: weights as tf.Tensor2D,
    bias: bias as tf.Tensor1D,
  })
  return [
    block(`dense, ${activation}`, (draw) => [
      scored(
        (x, weights, bias) => dense(x as tf.Tensor2D, layer(weights, bias), activation),
        draw.matrix(6, 3),
      ),
      [draw.matrix(6, 4), draw.matrix(4, 3), draw.vector(3)],
    ]),
    block(`denseOnData, ${activation}`, (draw) => {
      const x = draw.matrix(6, 4)
      return [
        scored((weights, bias) => denseOnData(x, layer(weights, bias), activation), draw.matrix(6, 3)),
        [draw.matrix(4, 3), draw.vector(3)],
      ]
    }),
  ]
}

/** A whole loss in all parameters that it trains. */
function loss(name: string, phase: 'warmup' | 'elbo', likelihood: Likelihood): GradientCase {
  const error = () => {
    const draw = new Draw(12)
    const { shape, parameters } = smallModel(likelihood)
    const tensors = gmvaeTensors(parameters, shape)
    const trained = trainables(tensors, phase)
    const names = [...trained.keys()]
    const seen = draw.uniforms(6, shape.inputLength)
    const noise = draw.matrix(6, shape.latentDimensions)
    const latents = () => {
      const { mean, logVariance } = encode(tensors, seen)
      return phase === 'warmup' ? mean : sampleGaussian(mean, logVariance, noise)
    }
    // Columns near what the decoder gives: of a loss of thousands, float32 would not show small changes.
    const clean =
      likelihood === 'bernoulli'
        ? draw.uniforms(6, shape.inputLength)
        : tf.add<tf.Tensor2D>(decode(tensors, latents()), tf.mul(draw.matrix(6, shape.inputLength), 0.1))
    const f = (...inputs: tf.Tensor[]) => {
      const replaced = withReplaced(tensors, new Map(inputs.map((input, i) => [names[i], input])))
      return phase === 'warmup'
        ? autoencoderLoss(replaced, seen, clean)
        : elboTerms(replaced, seen, clean, noise, 0.7).loss
    }
    return directionalError(f, [...trained.values()])
  }
  return { name: `${name}, ${likelihood}`, error: () => inTidy(error) }
}

/** The same tensors with some of them replaced, by parameter name. */
function withReplaced(tensors: GmvaeTensors, replaced: Map<string, tf.Tensor>): GmvaeTensors {
  const pick = <T extends tf.Tensor>(name: string, tensor: T) => (replaced.get(name) ?? tensor) as T
  const layer = (name: string, l: GmvaeTensors['mean']) => ({
    weights: pick(`${name}/weights`, l.weights),
    bias: pick(`${name}/bias`, l.bias),
  })
  return {
    shape: tensors.shape,
    encoder: tensors.encoder.map((l, i) => layer(`encoder/${i}`, l)),
    mean: layer('mean', tensors.mean),
    logVariance: layer('log-variance', tensors.logVariance),
    decoder: tensors.decoder.map((l, i) => layer(`decoder/${i}`, l)),
    mixture: {
      means: pick('mixture/means', tensors.mixture.means),
      logVariances: pick('mixture/log-variances', tensors.mixture.logVariances),
      logits: pick('mixture/logits', tensors.mixture.logits),
    },
  }
}

/** Frees all tensors; the number passes through. */
function inTidy(compute: () => number): number {
  let found = Number.NaN
  tf.tidy(() => {
    found = compute()
  })
  return found
}

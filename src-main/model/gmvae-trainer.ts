import * as tf from '@tensorflow/tfjs-core'
import { Adam } from './adam.ts'
import { DeviceNet, isOfMixture } from './device-net.ts'
import { fusedKernels } from './fused-kernels.ts'
import {
  autoencoderLoss,
  elboTerms,
  type GmvaeShape,
  gmvaeParameters,
  gmvaeTensors,
  mixtureLogVarianceLimits,
  trainables,
} from './gmvae.ts'
import type { ParameterSet } from './parameters.ts'

/** One batch: what the encoder sees and what the decoder must rebuild, both [size · inputLength]. */
export interface Batch {
  size: number
  seen: Float32Array
  clean: Float32Array
}

/** Means over a batch, nats per sample. */
export interface StepLosses {
  loss: number
  reconstruction: number
  kl: number
}

/**
 * The model's parameters with their optimizer: takes batches, makes steps. Holds no tensors between them, but for
 * the net's parameters where the backend has a place for them ({@link DeviceNet}).
 */
export class GmvaeTrainer {
  readonly shape: GmvaeShape
  readonly #parameters: ParameterSet
  readonly #adam: Adam
  #device: DeviceNet | null = null

  constructor(shape: GmvaeShape) {
    this.shape = shape
    this.#parameters = gmvaeParameters(shape)
    this.#adam = new Adam(this.#parameters.values.length)
  }

  /** All parameters; what is written to them counts from the next step on. */
  get parameters(): ParameterSet {
    this.#bringHome()
    return this.#parameters
  }

  /** The optimizer's moments; likewise. */
  get adam(): Adam {
    this.#bringHome()
    return this.#adam
  }

  /** Frees what the backend holds; the parameters stay. */
  dispose(): void {
    this.#bringHome()
  }

  /**
   * One step on the auto-encoder's loss.
   *
   * @param step counted from 1 since the moments were last reset
   */
  warmupStep(batch: Batch, step: number, learningRate: number): StepLosses {
    return this.#step(batch, null, 0, step, { net: learningRate, mixture: learningRate }, null)
  }

  /**
   * One step on the negative ELBO.
   *
   * @param noise standard normal [size · d]
   * @param rates the net's learning rate and the mixture's, whose parameters are few and must keep up with the net
   * @param masses [K], the batch's mean responsibilities are added to it
   */
  elboStep(
    batch: Batch,
    noise: Float32Array,
    klWeight: number,
    step: number,
    rates: { net: number; mixture: number },
    masses: Float64Array,
  ): StepLosses {
    const losses = this.#step(batch, noise, klWeight, step, rates, masses)
    const logVariances = this.#parameters.view('mixture/log-variances')
    const { low, high } = mixtureLogVarianceLimits
    for (let i = 0; i < logVariances.length; i++) {
      logVariances[i] = Math.min(high, Math.max(low, logVariances[i]))
    }
    return losses
  }

  /** Losses before the step; `noise` null asks for the auto-encoder's loss. */
  #step(
    batch: Batch,
    noise: Float32Array | null,
    klWeight: number,
    step: number,
    rates: { net: number; mixture: number },
    masses: Float64Array | null,
  ): StepLosses {
    this.#sendOut()
    return tf.tidy(() => {
      const tensors = gmvaeTensors(this.#device ?? this.#parameters, this.shape)
      const matrix = (values: Float32Array, columns: number) => tf.tensor2d(values, [batch.size, columns])
      const seen = matrix(batch.seen, this.shape.inputLength)
      const clean = batch.seen === batch.clean ? seen : matrix(batch.clean, this.shape.inputLength)
      const trained = trainables(tensors, noise ? 'elbo' : 'warmup')
      let terms: { reconstruction: tf.Scalar; kl: tf.Scalar } | undefined
      const { value, grads } = tf.valueAndGrads(() => {
        if (!noise) return autoencoderLoss(tensors, seen, clean)
        const elbo = elboTerms(tensors, seen, clean, matrix(noise, this.shape.latentDimensions), klWeight)
        // They would be tidied away with the gradients' intermediate values.
        terms = { reconstruction: tf.keep(elbo.reconstruction), kl: tf.keep(elbo.kl) }
        return elbo.loss
      })([...trained.values()])
      const loss = value.dataSync()[0]
      const losses = {
        loss,
        reconstruction: terms ? terms.reconstruction.dataSync()[0] : loss,
        kl: terms ? terms.kl.dataSync()[0] : 0,
      }
      if (terms) tf.dispose([terms.reconstruction, terms.kl])
      const gradients = new Map([...trained.keys()].map((name, i) => [name, grads[i]]))
      if (masses) this.#addMasses(gradients.get('mixture/logits') as tf.Tensor, klWeight, masses)
      this.#move(trained, gradients, step, rates)
      return losses as unknown as tf.TensorContainer
    }) as unknown as StepLosses
  }

  #move(
    trained: ReadonlyMap<string, tf.Tensor>,
    gradients: ReadonlyMap<string, tf.Tensor>,
    step: number,
    rates: { net: number; mixture: number },
  ): void {
    const onDevice = new Map([...gradients].filter(([name]) => this.#device?.has(name)))
    for (const name of onDevice.keys()) trained.get(name)?.dispose()
    this.#device?.move(onDevice, { learningRate: rates.net, step })
    for (const [name, gradient] of gradients) {
      if (onDevice.has(name)) continue
      const { values } = this.#parameters
      const rate = isOfMixture(name) ? rates.mixture : rates.net
      this.#adam.update(values, this.#parameters.offsetOf(name), floats(gradient), rate, step)
    }
  }

  /** The loss's gradient in the mixture's logits is klWeight · (π − mean responsibilities): read the latter off it. */
  #addMasses(gradient: tf.Tensor, klWeight: number, masses: Float64Array): void {
    const values = floats(gradient)
    const weights = softmax(this.#parameters.view('mixture/logits'))
    for (let c = 0; c < masses.length; c++) masses[c] += weights[c] - values[c] / klWeight
  }

  #sendOut(): void {
    const kernels = this.#device ? undefined : fusedKernels()
    if (kernels) this.#device = new DeviceNet(kernels, this.#parameters, this.#adam)
  }

  #bringHome(): void {
    this.#device?.bringHome()
    this.#device = null
  }
}

function floats(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync() as Float32Array
}

/** softmax(logits), in double precision. */
export function softmax(logits: ArrayLike<number>): Float64Array {
  let largest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < logits.length; i++) largest = Math.max(largest, logits[i])
  const weights = Float64Array.from(logits, (logit) => Math.exp(logit - largest))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

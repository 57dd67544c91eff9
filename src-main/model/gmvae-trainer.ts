import * as tf from '@tensorflow/tfjs-core'
import { Adam } from './adam.ts'
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

interface Evaluated {
  losses: StepLosses
  /** By parameter name, only of the parameters that the phase trains. */
  gradients: Record<string, Float32Array>
}

/** The model's parameters with their optimizer: takes batches, makes steps. Holds no tensors between them. */
export class GmvaeTrainer {
  readonly shape: GmvaeShape
  readonly parameters: ParameterSet
  readonly adam: Adam

  constructor(shape: GmvaeShape) {
    this.shape = shape
    this.parameters = gmvaeParameters(shape)
    this.adam = new Adam(this.parameters.values.length)
  }

  /**
   * One step on the auto-encoder's loss.
   *
   * @param step counted from 1 since the moments were last reset
   */
  warmupStep(batch: Batch, step: number, learningRate: number): StepLosses {
    const { losses, gradients } = this.#evaluate(batch, null, 0)
    for (const [name, gradient] of Object.entries(gradients)) this.#move(name, gradient, learningRate, step)
    return losses
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
    const { losses, gradients } = this.#evaluate(batch, noise, klWeight)
    this.#addMasses(gradients['mixture/logits'], klWeight, masses)
    for (const [name, gradient] of Object.entries(gradients)) {
      this.#move(name, gradient, name.startsWith('mixture/') ? rates.mixture : rates.net, step)
    }
    const logVariances = this.parameters.view('mixture/log-variances')
    const { low, high } = mixtureLogVarianceLimits
    for (let i = 0; i < logVariances.length; i++) {
      logVariances[i] = Math.min(high, Math.max(low, logVariances[i]))
    }
    return losses
  }

  #move(name: string, gradient: Float32Array, learningRate: number, step: number): void {
    this.adam.update(this.parameters.values, this.parameters.offsetOf(name), gradient, learningRate, step)
  }

  /** The loss's gradient in the mixture's logits is klWeight · (π − mean responsibilities): read the latter off it. */
  #addMasses(gradient: Float32Array, klWeight: number, masses: Float64Array): void {
    const weights = softmax(this.parameters.view('mixture/logits'))
    for (let c = 0; c < masses.length; c++) masses[c] += weights[c] - gradient[c] / klWeight
  }

  /** Losses and gradients; `noise` null asks for the auto-encoder's loss. */
  #evaluate(batch: Batch, noise: Float32Array | null, klWeight: number): Evaluated {
    let evaluated: Evaluated | undefined
    tf.tidy(() => {
      const tensors = gmvaeTensors(this.parameters, this.shape)
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
      const names = [...trained.keys()]
      evaluated = {
        losses,
        gradients: Object.fromEntries(grads.map((g, i) => [names[i], g.dataSync() as Float32Array])),
      }
    })
    return evaluated as Evaluated
  }
}

/** softmax(logits), in double precision. */
export function softmax(logits: ArrayLike<number>): Float64Array {
  let largest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < logits.length; i++) largest = Math.max(largest, logits[i])
  const weights = Float64Array.from(logits, (logit) => Math.exp(logit - largest))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

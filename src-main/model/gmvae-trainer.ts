import * as tf from '@tensorflow/tfjs-core'
import { Adam } from './adam.ts'
import { DeviceNet, isOfMixture } from './device-net.ts'
import { fusedKernels } from './fused-kernels.ts'
import { type GmvaeShape, gmvaeParameters, mixtureLogVarianceLimits } from './gmvae.ts'
import { type Batch, lossGradients, type StepLosses } from './loss-gradients.ts'
import type { ParameterSet } from './parameters.ts'

/** What a step needs besides its batch. */
export interface StepSettings {
  /** Counted from 1 since the moments were last reset. */
  step: number
  /** The net's learning rate and the mixture's, whose parameters are few and must keep up with the net. */
  rates: { net: number; mixture: number }
  /** Of the full loss. */
  klWeight: number
  /** [K], the batch's mean responsibilities are added to it; null while there is no mixture. */
  masses: Float64Array | null
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
   * One step on a batch's gradients, computed here.
   *
   * @param noise standard normal [size · d]; null for the auto-encoder's loss
   */
  step(batch: Batch, noise: Float32Array | null, settings: StepSettings): StepLosses {
    const memory = this.#device ? undefined : fusedKernels()?.memory
    if (memory) this.#device = new DeviceNet(memory, this.#parameters, this.#adam)
    return tf.tidy(() => {
      const source = this.#device ?? this.#parameters
      const { losses, trained, gradients } = lossGradients(
        source,
        this.shape,
        batch,
        noise,
        settings.klWeight,
      )
      const onDevice = new Map([...gradients].filter(([name]) => this.#device?.has(name)))
      for (const name of onDevice.keys()) trained.get(name)?.dispose()
      this.#device?.move(onDevice, { learningRate: settings.rates.net, step: settings.step })
      const onHost = [...gradients].filter(([name]) => !onDevice.has(name))
      this.#moveHost(
        new Map(onHost.map(([name, tensor]) => [name, tensor.dataSync() as Float32Array])),
        settings,
      )
      return losses as StepLosses & tf.TensorContainer
    })
  }

  /**
   * One step on gradients that were computed elsewhere, from the present {@link parameters}.
   *
   * @param gradients by parameter name, of those that the phase trains
   */
  stepOn(gradients: ReadonlyMap<string, Float32Array>, settings: StepSettings): void {
    this.#bringHome()
    this.#moveHost(gradients, settings)
  }

  #moveHost(
    gradients: ReadonlyMap<string, Float32Array>,
    { step, rates, klWeight, masses }: StepSettings,
  ): void {
    const ofLogits = gradients.get('mixture/logits')
    if (masses && ofLogits) this.#addMasses(ofLogits, klWeight, masses)
    const { values } = this.#parameters
    for (const [name, gradient] of gradients) {
      const rate = isOfMixture(name) ? rates.mixture : rates.net
      this.#adam.update(values, this.#parameters.offsetOf(name), gradient, rate, step)
    }
    const logVariances = this.#parameters.view('mixture/log-variances')
    const { low, high } = mixtureLogVarianceLimits
    for (let i = 0; i < logVariances.length; i++) {
      logVariances[i] = Math.min(high, Math.max(low, logVariances[i]))
    }
  }

  /** The loss's gradient in the mixture's logits is klWeight · (π − mean responsibilities): read the latter off it. */
  #addMasses(gradient: Float32Array, klWeight: number, masses: Float64Array): void {
    const weights = softmax(this.#parameters.view('mixture/logits'))
    for (let c = 0; c < masses.length; c++) masses[c] += weights[c] - gradient[c] / klWeight
  }

  #bringHome(): void {
    this.#device?.bringHome()
    this.#device = null
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

import type * as tf from '@tensorflow/tfjs-core'
import type { Adam } from './adam.ts'
import type { AdamRates, DeviceMemory, DeviceParameter } from './fused-kernels.ts'
import type { TensorSource } from './gmvae.ts'
import type { ParameterSet } from './parameters.ts'

/** The mixture's parameters are few, and every step limits them: they stay with the host. */
export function isOfMixture(name: string): boolean {
  return name.startsWith('mixture/')
}

/**
 * The net's weights and moments while the backend has them, which spares a step the way of all weights there, of all
 * gradients back, and Adam's pass over them on one thread. The host's copies are out of date until they come home.
 */
export class DeviceNet implements TensorSource {
  readonly #parameters: ParameterSet
  readonly #adam: Adam
  readonly #memory: DeviceMemory
  readonly #net = new Map<string, DeviceParameter>()

  /** Takes what the host has to the backend. */
  constructor(memory: DeviceMemory, parameters: ParameterSet, adam: Adam) {
    this.#parameters = parameters
    this.#adam = adam
    this.#memory = memory
    for (const { name, shape } of parameters.specs) {
      if (isOfMixture(name)) continue
      const parameter = memory.parameter(shape)
      parameter.write(...this.#hostArrays(name))
      this.#net.set(name, parameter)
    }
  }

  tensor(name: string): tf.Tensor {
    return this.#net.get(name)?.tensor() ?? this.#parameters.tensor(name)
  }

  has(name: string): boolean {
    return this.#net.has(name)
  }

  /** One step of Adam for parameters of the net, by name. */
  move(gradients: ReadonlyMap<string, tf.Tensor>, rates: AdamRates): void {
    const moves = [...gradients].map(([name, gradient]): [DeviceParameter, tf.Tensor] => {
      const parameter = this.#net.get(name)
      if (!parameter) throw new Error(`The net has no parameter "${name}".`)
      return [parameter, gradient]
    })
    this.#memory.adamStep(moves, rates)
  }

  /** Copies everything back to the host and frees the backend's memory; this object is of no use afterwards. */
  bringHome(): void {
    for (const [name, parameter] of this.#net) {
      parameter.read(...this.#hostArrays(name))
      parameter.dispose()
    }
    this.#net.clear()
  }

  #hostArrays(name: string): [values: Float32Array, m: Float32Array, v: Float32Array] {
    const from = this.#parameters.offsetOf(name)
    const to = from + this.#parameters.view(name).length
    return [this.#parameters.view(name), this.#adam.m.subarray(from, to), this.#adam.v.subarray(from, to)]
  }
}

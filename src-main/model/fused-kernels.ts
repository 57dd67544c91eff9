import * as tf from '@tensorflow/tfjs-core'

/*
 * What a backend can do in one operation of its own that tfjs-core has no name for. Those are in
 * engine/native-kernels.ts and engine/wasm-kernels.ts; where there are none, the model computes the same from tfjs-core's operations.
 */

/** Adam's settings for one step. */
export interface AdamRates {
  learningRate: number
  /** t, counted from 1 */
  step: number
}

/** One parameter with Adam's moments, kept where the backend computes. */
export interface DeviceParameter {
  /** The present values; the caller disposes it. */
  tensor(): tf.Tensor
  /** Copies values and moments, all of the parameter's length, to the host. */
  read(values: Float32Array, m: Float32Array, v: Float32Array): void
  /** Copies values and moments from the host. */
  write(values: Float32Array, m: Float32Array, v: Float32Array): void
  dispose(): void
}

/** A place for parameters where the backend computes. */
export interface DeviceMemory {
  /** A parameter of zeros. */
  parameter(shape: number[]): DeviceParameter
  /**
   * One step of Adam against the gradients, as the class `Adam` makes it. Parameters of which a tensor is still around
   * are copied first, so that it keeps its numbers.
   */
  adamStep(moves: Iterable<[parameter: DeviceParameter, gradient: tf.Tensor]>, rates: AdamRates): void
}

export interface FusedKernels {
  /** dy where y > 0, else 0: the gradient of a rectifier with output y. */
  reluGradient(dy: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D
  memory?: DeviceMemory
}

const kernelsOf = new Map<string, FusedKernels>()

/** Called once by whoever brings the backend up. */
export function registerFusedKernels(backend: string, kernels: FusedKernels): void {
  kernelsOf.set(backend, kernels)
}

/** Those of the backend in use, if it has any. */
export function fusedKernels(): FusedKernels | undefined {
  return kernelsOf.get(tf.getBackend())
}

import * as tf from '@tensorflow/tfjs-core'

/** Name and shape of one trainable array. */
export interface ParameterSpec {
  name: string
  shape: number[]
}

function sizeOf(spec: ParameterSpec): number {
  return spec.shape.reduce((product, side) => product * side, 1)
}

/**
 * All trainable numbers of a model in one Float32Array, with a named view for each part.
 *
 * They live outside TensorFlow: the optimizer passes over them in one fused loop (a chain of a dozen tensor
 * operations would stream them through memory a dozen times), saving and restoring is a copy, and no backend holds
 * state that could be lost with it.
 */
export class ParameterSet {
  readonly specs: readonly ParameterSpec[]
  readonly values: Float32Array<ArrayBuffer>
  readonly #offsets = new Map<string, { spec: ParameterSpec; offset: number; size: number }>()

  constructor(specs: readonly ParameterSpec[]) {
    this.specs = specs
    let offset = 0
    for (const spec of specs) {
      const size = sizeOf(spec)
      this.#offsets.set(spec.name, { spec, offset, size })
      offset += size
    }
    this.values = new Float32Array(offset)
  }

  #place(name: string) {
    const place = this.#offsets.get(name)
    if (!place) throw new Error(`There is no parameter "${name}".`)
    return place
  }

  has(name: string): boolean {
    return this.#offsets.has(name)
  }

  /** Where a parameter starts in {@link values}. */
  offsetOf(name: string): number {
    return this.#place(name).offset
  }

  /** The parameter's numbers, row by row; writing to them changes the set. */
  view(name: string): Float32Array<ArrayBuffer> {
    const { offset, size } = this.#place(name)
    return this.values.subarray(offset, offset + size)
  }

  /** A tensor of the parameter's present numbers; the caller disposes it before the numbers change. */
  tensor(name: string): tf.Tensor {
    return tf.tensor(this.view(name), this.#place(name).spec.shape, 'float32')
  }
}

import * as tf from '@tensorflow/tfjs-core'
import { adamDecays, adamEpsilon } from '../model/adam.ts'
import type { AdamRates, DeviceParameter, FusedKernels } from '../model/fused-kernels.ts'

/** An attribute of a TensorFlow operation, as tfjs-node's addon takes it. */
interface OpAttribute {
  name: string
  type: number
  value: unknown
}

/** The part of tfjs-node's backend through which any operation of TensorFlow's can be run. */
export interface NodeBackend {
  binding: {
    TF_Version: string
    TF_ATTR_TYPE: number
    TF_ATTR_SHAPE: number
    TF_ATTR_STRING: number
    TF_ATTR_BOOL: number
    TF_FLOAT: number
  }
  executeSingleOutput(name: string, attributes: OpAttribute[], inputs: tf.Tensor[]): tf.Tensor
  executeMultipleOutputs(
    name: string,
    attributes: OpAttribute[],
    inputs: tf.Tensor[],
    outputs: number,
  ): tf.Tensor[]
}

/** Operations of TensorFlow's own that spare the model passes over memory. */
export function nativeKernels(backend: NodeBackend): FusedKernels {
  const { binding } = backend
  const float = (name: string): OpAttribute => ({
    name,
    type: binding.TF_ATTR_TYPE,
    value: binding.TF_FLOAT,
  })
  return {
    reluGradient: (dy, y) => backend.executeSingleOutput('ReluGrad', [float('T')], [dy, y]) as tf.Tensor2D,
    memory: {
      parameter: (shape) => new NativeParameter(backend, shape),
      adamStep: (moves, rates) =>
        tf.tidy(() => {
          const scalars = adamScalars(rates)
          for (const [parameter, gradient] of moves) (parameter as NativeParameter).move(gradient, scalars)
        }),
    },
  }
}

/** The scalar inputs of ResourceApplyAdam. */
function adamScalars({ learningRate, step }: AdamRates): tf.Scalar[] {
  const [first, second] = adamDecays
  // TensorFlow adds ε to the uncorrected √v: it is scaled to mean the same as in the paper.
  const epsilon = adamEpsilon * Math.sqrt(1 - second ** step)
  const numbers = [first ** step, second ** step, learningRate, first, second, epsilon]
  return numbers.map((value) => tf.scalar(value, 'float32'))
}

/**
 * The name that makes every variable another one (TensorFlow's ResourceHandle::ANONYMOUS_NAME). TensorFlow keeps what
 * it prepared for an operation with a name of its own for as long as it runs: names by number would cost some
 * kilobytes with each variable that was ever made.
 */
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347'

/** A parameter in three resource variables of TensorFlow's: its values and Adam's moments. */
class NativeParameter implements DeviceParameter {
  readonly #backend: NodeBackend
  readonly #shape: number[]
  readonly #value: tf.Tensor
  readonly #m: tf.Tensor
  readonly #v: tf.Tensor

  constructor(backend: NodeBackend, shape: number[]) {
    this.#backend = backend
    this.#shape = shape
    this.#value = this.#create()
    this.#m = this.#create()
    this.#v = this.#create()
  }

  tensor(): tf.Tensor {
    return this.#valuesOf(this.#value)
  }

  /** @param scalars β₁ᵗ, β₂ᵗ, the learning rate, β₁, β₂ and ε */
  move(gradient: tf.Tensor, scalars: tf.Scalar[]): void {
    const { binding } = this.#backend
    const no = (name: string): OpAttribute => ({ name, type: binding.TF_ATTR_BOOL, value: false })
    this.#run(
      'ResourceApplyAdam',
      [this.#float('T'), no('use_locking'), no('use_nesterov')],
      [this.#value, this.#m, this.#v, ...scalars, gradient],
    )
  }

  read(values: Float32Array, m: Float32Array, v: Float32Array): void {
    for (const [variable, target] of this.#pairs(values, m, v)) {
      const present = this.#valuesOf(variable)
      target.set(present.dataSync())
      present.dispose()
    }
  }

  write(values: Float32Array, m: Float32Array, v: Float32Array): void {
    for (const [variable, source] of this.#pairs(values, m, v)) this.#assign(variable, source.slice())
  }

  dispose(): void {
    const { binding } = this.#backend
    for (const variable of [this.#value, this.#m, this.#v]) {
      const ignore: OpAttribute = { name: 'ignore_lookup_error', type: binding.TF_ATTR_BOOL, value: true }
      this.#run('DestroyResourceOp', [ignore], [variable])
      variable.dispose()
    }
  }

  #pairs(values: Float32Array, m: Float32Array, v: Float32Array): [tf.Tensor, Float32Array][] {
    return [
      [this.#value, values],
      [this.#m, m],
      [this.#v, v],
    ]
  }

  #create(): tf.Tensor {
    const { binding } = this.#backend
    const text = (name: string, value: string): OpAttribute => ({ name, type: binding.TF_ATTR_STRING, value })
    const handle = this.#backend.executeSingleOutput(
      'VarHandleOp',
      [
        this.#float('dtype'),
        { name: 'shape', type: binding.TF_ATTR_SHAPE, value: this.#shape },
        text('shared_name', anonymous),
        text('container', ''),
      ],
      [],
    )
    tf.keep(handle)
    this.#assign(handle, new Float32Array(this.#shape.reduce((size, side) => size * side, 1)))
    return handle
  }

  #assign(variable: tf.Tensor, values: Float32Array): void {
    tf.tidy(() => {
      this.#run(
        'AssignVariableOp',
        [this.#float('dtype')],
        [variable, tf.tensor(values, this.#shape, 'float32')],
      )
    })
  }

  #valuesOf(variable: tf.Tensor): tf.Tensor {
    return this.#backend.executeSingleOutput('ReadVariableOp', [this.#float('dtype')], [variable])
  }

  #run(name: string, attributes: OpAttribute[], inputs: tf.Tensor[]): void {
    this.#backend.executeMultipleOutputs(name, attributes, inputs, 0)
  }

  #float(name: string): OpAttribute {
    const { binding } = this.#backend
    return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT }
  }
}

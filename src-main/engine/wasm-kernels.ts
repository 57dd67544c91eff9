import * as tf from '@tensorflow/tfjs-core'
import type { FusedKernels } from '../model/fused-kernels.ts'

/** The part of tfjs's WebAssembly backend through which its memory can be written. */
export interface WasmBackend {
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo
  /** A view of the tensor in WebAssembly's memory, good until the next allocation. */
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array
}

/** One pass in JavaScript over WebAssembly's memory, where its own kernels would make several. */
export function wasmKernels(backend: WasmBackend): FusedKernels {
  return {
    reluGradient(dy, y) {
      const output = backend.makeOutput(dy.shape, 'float32')
      const upstream = backend.typedArrayFromHeap(dy)
      const outputs = backend.typedArrayFromHeap(y)
      const target = backend.typedArrayFromHeap(output)
      for (let i = 0; i < target.length; i++) target[i] = outputs[i] > 0 ? upstream[i] : 0
      return tf.engine().makeTensorFromTensorInfo(output) as tf.Tensor2D
    },
  }
}

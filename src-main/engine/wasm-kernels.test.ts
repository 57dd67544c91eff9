import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { fusedKernels } from '../model/fused-kernels.ts'
import { loadBackend } from './backend.ts'

it('lets through what the rectifier let through, on WebAssembly’s memory', async () => {
  await loadBackend('wasm')
  const before = tf.memory().numTensors
  const found = tf.tidy(() => {
    const dy = tf.tensor2d([[1, 2, 3, -4]])
    const y = tf.relu(tf.tensor2d([[-1, 0.5, 0, 2]])) as tf.Tensor2D
    return [...(fusedKernels()?.reluGradient(dy, y).dataSync() ?? [])] as never
  })
  expect(found).toEqual([0, 2, 0, -4])
  expect(tf.memory().numTensors).toBe(before)
})

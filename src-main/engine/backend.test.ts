import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import {
  decode,
  encodeMeans,
  gmvaeParameters,
  gmvaeShape,
  gmvaeTensors,
  initialiseNet,
} from '../model/gmvae.ts'
import { normals, Random } from '../model/random.ts'
import { type BackendLoaders, type LoadedBackend, loadBackend } from './backend.ts'

const works: BackendLoaders = { native: async () => '2.21.0', wasm: async () => '4.22.0' }
const missing = Object.assign(new Error("Cannot find package '@tensorflow/tfjs-node' imported from x"), {
  code: 'ERR_MODULE_NOT_FOUND',
})
const noNative: BackendLoaders = { ...works, native: () => Promise.reject(missing) }

describe('loadBackend', () => {
  it('prefers native TensorFlow', async () => {
    expect(await loadBackend('auto', null, works)).toEqual({
      backend: 'native',
      version: '2.21.0',
      reason: 'TensorFlow 2.21.0 on the processor',
    })
  })

  it('falls back to WebAssembly and says why', async () => {
    expect(await loadBackend('auto', null, noNative)).toEqual({
      backend: 'wasm',
      version: '4.22.0',
      reason: 'WebAssembly, because native TensorFlow is not installed',
    })
    const notSetUp = {
      ...works,
      native: () => Promise.reject(new Error('The Node.js native addon module …')),
    }
    expect((await loadBackend('auto', null, notSetUp)).reason).toContain('not set up on this machine')
    expect((await loadBackend('auto', 'it crashed', works)).reason).toBe('WebAssembly, because it crashed')
  })

  it('does not fall back from a backend that was chosen', async () => {
    await expect(loadBackend('native', null, noNative)).rejects.toMatchObject({
      code: 'engine-unavailable',
      details: { found: 'native TensorFlow is not installed', remedy: expect.stringContaining('"wasm"') },
    })
    expect((await loadBackend('wasm', null, works)).reason).toBe('WebAssembly, as chosen')
  })

  it('reports when nothing runs', async () => {
    const nothing = { ...noNative, wasm: () => Promise.reject({ message: 'no WebAssembly\nhere' }) }
    await expect(loadBackend('auto', null, nothing)).rejects.toMatchObject({
      code: 'engine-unavailable',
      details: { found: 'no WebAssembly' },
    })
  })

  it('computes the same natively and in WebAssembly', async (context) => {
    const native = await loadBackend('native').catch((error: Error) => error)
    if (native instanceof Error) return context.skip(native.message)
    const fromNative = forwardPass(native)
    const fromWasm = forwardPass(await loadBackend('wasm'))
    expect(fromNative.backend).toBe('tensorflow')
    expect(fromWasm.backend).toBe('wasm')
    const difference = fromNative.outputs.map((value, i) => Math.abs(value - fromWasm.outputs[i]))
    expect(Math.max(...difference)).toBeLessThan(1e-3)
    expect(Math.max(...fromNative.outputs.map(Math.abs))).toBeGreaterThan(0.01)
  })

  it('leaves the process’s own error handling alone', async () => {
    const before = process.listeners('uncaughtException')
    await loadBackend('wasm')
    expect(process.listeners('uncaughtException')).toEqual(before)
  })
})

/** The default net on 32 random images: the encoder's means, then what the decoder makes of them. */
function forwardPass({ backend }: LoadedBackend): { backend: string; outputs: number[] } {
  expect(backend === 'native' ? 'tensorflow' : backend).toBe(tf.getBackend())
  const shape = gmvaeShape(784, 'bernoulli', {
    clusters: 100,
    latentDimensions: 16,
    hiddenUnits: [512, 512],
  })
  const parameters = gmvaeParameters(shape)
  initialiseNet(parameters, 1)
  const outputs = tf.tidy(() => {
    const tensors = gmvaeTensors(parameters, shape)
    const x = tf.sigmoid(tf.tensor2d(normals(new Random(1), 32 * 784), [32, 784])) as tf.Tensor2D
    const means = encodeMeans(tensors, x)
    return [...means.dataSync(), ...decode(tensors, means).dataSync()]
  })
  return { backend: tf.getBackend(), outputs }
}

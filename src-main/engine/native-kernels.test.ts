import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { Adam } from '../model/adam.ts'
import { DeviceNet } from '../model/device-net.ts'
import { type DeviceMemory, type FusedKernels, fusedKernels } from '../model/fused-kernels.ts'
import { gmvaeParameters, initialiseNet } from '../model/gmvae.ts'
import { normals, Random } from '../model/random.ts'
import { loadBackend } from './backend.ts'

const shape = {
  inputLength: 6,
  likelihood: 'bernoulli',
  clusters: 3,
  latentDimensions: 2,
  hiddenUnits: [5],
} as const

describe('native kernels', () => {
  let kernels: FusedKernels | undefined

  beforeAll(async () => {
    const { backend } = await loadBackend('auto')
    if (backend === 'native') kernels = fusedKernels()
  })

  it('makes the same steps as Adam on the host', ({ skip }) => {
    if (!kernels) return skip('native TensorFlow is not set up here')
    const onHost = gmvaeParameters(shape)
    const onDevice = gmvaeParameters(shape)
    initialiseNet(onHost, 1)
    initialiseNet(onDevice, 1)
    const hostAdam = new Adam(onHost.values.length)
    const deviceAdam = new Adam(onDevice.values.length)
    const before = tf.memory().numTensors
    const device = new DeviceNet(kernels.memory as DeviceMemory, onDevice, deviceAdam)
    const random = new Random(4)
    for (let step = 1; step <= 5; step++) {
      for (const name of ['encoder/0/weights', 'mean/bias']) {
        const gradient = normals(random, onHost.view(name).length)
        hostAdam.update(onHost.values, onHost.offsetOf(name), gradient, 1e-2, step)
        const { shape: sides } = onHost.specs.find((spec) => spec.name === name) ?? { shape: [] }
        tf.tidy(() =>
          device.move(new Map([[name, tf.tensor(gradient, sides)]]), { learningRate: 1e-2, step }),
        )
      }
    }
    device.bringHome()
    expect(tf.memory().numTensors).toBe(before)
    for (const [found, expected] of [
      [onDevice.values, onHost.values],
      [deviceAdam.m, hostAdam.m],
      [deviceAdam.v, hostAdam.v],
    ]) {
      const furthest = found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i])), 0)
      expect(furthest).toBeLessThan(1e-6)
    }
  })

  it('keeps the numbers of a tensor that was read before a step', ({ skip }) => {
    if (!kernels) return skip('native TensorFlow is not set up here')
    const parameters = gmvaeParameters(shape)
    initialiseNet(parameters, 2)
    const device = new DeviceNet(
      kernels.memory as DeviceMemory,
      parameters,
      new Adam(parameters.values.length),
    )
    const read = device.tensor('mean/bias')
    const numbers = [...read.dataSync()]
    tf.tidy(() => device.move(new Map([['mean/bias', tf.ones([2])]]), { learningRate: 1e-2, step: 1 }))
    expect([...read.dataSync()]).toEqual(numbers)
    const now = device.tensor('mean/bias')
    expect([...now.dataSync()]).not.toEqual(numbers)
    tf.dispose([read, now])
    device.bringHome()
  })

  it('lets through what the rectifier let through', ({ skip }) => {
    if (!kernels) return skip('native TensorFlow is not set up here')
    const gradient = kernels.reluGradient(tf.tensor2d([[1, 2, 3]]), tf.tensor2d([[0, 0.5, 0]]))
    expect([...gradient.dataSync()]).toEqual([0, 2, 0])
  })
})

import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import type { EngineBackend } from '../contract/training.ts'
import { gmvaeParameters, initialiseNet, mixtureParameters, prepareLogVariance } from '../model/gmvae.ts'
import { type Batch, lossGradients, type StepLosses } from '../model/loss-gradients.ts'
import { normals, Random } from '../model/random.ts'
import { loadForTest } from './testing/engines.ts'

/** The default net. */
const shape = {
  inputLength: 784,
  likelihood: 'bernoulli',
  clusters: 100,
  latentDimensions: 16,
  hiddenUnits: [512, 512],
} as const
const size = 64

/**
 * One with which no unit's sum lies within 4e-6 of zero. Nearer, rounding would decide whether a rectifier lets a
 * gradient through, and one that switches is a difference of its own.
 */
const seed = 44

/** Relative difference that the product allows itself between its engines. */
const tolerance = 1e-3

interface Found {
  losses: StepLosses
  gradients: Map<string, Float32Array>
}

it('both engines have the same losses and gradients at the same weights, in the default net', async ({
  skip,
}) => {
  const problem = await loadForTest('native')
  if (problem) return skip(problem)
  for (const phase of ['warmup', 'elbo'] as const) {
    const native = await evaluate('native', phase)
    const wasm = await evaluate('wasm', phase)
    for (const part of ['loss', 'reconstruction', 'kl'] as const) {
      const difference = Math.abs(native.losses[part] - wasm.losses[part])
      expect(difference, part).toBeLessThanOrEqual(tolerance * Math.abs(native.losses[part]))
    }
    expect(native.losses.loss).toBeGreaterThan(100)
    expect([...native.gradients.keys()]).toEqual([...wasm.gradients.keys()])
    for (const [name, gradient] of native.gradients) {
      const other = wasm.gradients.get(name) as Float32Array
      const difference = norm(gradient.map((value, i) => value - other[i]))
      expect(norm(gradient), name).toBeGreaterThan(0)
      expect(difference, name).toBeLessThan(tolerance * norm(gradient))
    }
  }
})

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
}

async function evaluate(engine: EngineBackend, phase: 'warmup' | 'elbo'): Promise<Found> {
  await loadForTest(engine)
  const random = new Random(seed)
  const parameters = gmvaeParameters(shape)
  initialiseNet(parameters, 1)
  prepareLogVariance(parameters)
  for (const name of mixtureParameters) {
    parameters.view(name).set(normals(random, parameters.view(name).length))
  }
  const pixels = () => Float32Array.from({ length: size * shape.inputLength }, () => random.uniform())
  const batch: Batch = { size, seen: pixels(), clean: pixels() }
  const noise = phase === 'elbo' ? normals(random, size * shape.latentDimensions) : null
  const gradients = new Map<string, Float32Array>()
  let losses: StepLosses | undefined
  tf.tidy(() => {
    const found = lossGradients(parameters, shape, batch, noise, 0.6)
    losses = found.losses
    for (const [name, gradient] of found.gradients)
      gradients.set(name, gradient.dataSync().slice() as Float32Array)
  })
  return { losses: losses as StepLosses, gradients }
}

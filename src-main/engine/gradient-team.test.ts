import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { jitterRecipes } from '../contract/jitter-recipes.ts'
import { gmvaeParameters, initialiseNet } from '../model/gmvae.ts'
import { lossGradients } from '../model/loss-gradients.ts'
import { normals, Random } from '../model/random.ts'
import { loadBackend } from './backend.ts'
import { batchParts, GradientTeam } from './gradient-team.ts'
import { type BatchSettings, batchSource } from './training-data.ts'

const side = 4
const shape = {
  inputLength: side * side,
  likelihood: 'bernoulli',
  clusters: 3,
  latentDimensions: 2,
  hiddenUnits: [6],
} as const
const count = 24
const inputs = new Uint8Array(new SharedArrayBuffer(count * side * side)).map((_, i) => (i * 29) % 256)
const shared = new Uint8Array(new SharedArrayBuffer(inputs.length))
shared.set(inputs)
const settings: BatchSettings = {
  data: { shape: { kind: 'image', side, channels: 1 }, count, inputs: shared },
  config: { jitter: jitterRecipes.handwriting, vectorNoise: 0.1, columnDropout: 0 },
  standardisation: null,
}
const parameters = gmvaeParameters(shape)
initialiseNet(parameters, 3)
const random = new Random(5)
parameters.view('mixture/means').set(normals(random, 6))
// Not a multiple of the parts: the last one is smaller.
const batch = { samples: Uint32Array.from({ length: 18 }, (_, i) => (5 * i) % count), seed: [1, 3, 0, 0] }
const noiseSeed = [1, 4, 0, 0]

/** The same batch in one piece, on this thread. */
function expectedGradients(klWeight: number | null) {
  const source = batchSource(settings)
  const size = batch.samples.length
  const seen = new Float32Array(size * shape.inputLength)
  const clean = new Float32Array(size * shape.inputLength)
  const noise = new Float32Array(size * shape.latentDimensions)
  const step = Math.ceil(size / batchParts)
  for (let from = 0, part = 0; from < size; from += step, part++) {
    const samples = batch.samples.slice(from, from + step)
    const piece = source.jittered(samples, new Random(...batch.seed, part))
    seen.set(piece.seen, from * shape.inputLength)
    clean.set(piece.clean, from * shape.inputLength)
    const ofPart = normals(new Random(...noiseSeed, part), samples.length * shape.latentDimensions)
    noise.set(ofPart, from * shape.latentDimensions)
  }
  return tf.tidy(() => {
    const whole = { size, seen, clean }
    const found = lossGradients(parameters, shape, whole, klWeight === null ? null : noise, klWeight ?? 0)
    const gradients = [...found.gradients].map(([name, tensor]): [string, number[]] => [
      name,
      [...tensor.dataSync()],
    ])
    return { losses: found.losses, gradients: new Map(gradients) } as never
  }) as { losses: { loss: number; kl: number }; gradients: Map<string, number[]> }
}

describe('GradientTeam', () => {
  let team: GradientTeam | undefined

  beforeAll(async () => {
    await loadBackend('wasm')
  })
  afterEach(() => team?.close())

  for (const threads of [1, 2, 3]) {
    it(`has the gradients of the whole batch, with ${threads} of the threads it could have`, async () => {
      team = new GradientTeam(settings, shape, parameters.values.length, threads)
      for (const klWeight of [null, 0.5]) {
        const found = await team.evaluate(parameters, batch, noiseSeed, klWeight)
        const expected = expectedGradients(klWeight)
        expect(found.losses.loss).toBeCloseTo(expected.losses.loss, 4)
        expect(found.losses.kl).toBeCloseTo(expected.losses.kl, 4)
        expect([...found.gradients.keys()]).toEqual([...expected.gradients.keys()])
        for (const [name, gradient] of found.gradients) {
          const right = expected.gradients.get(name) as number[]
          for (const [i, value] of gradient.entries()) expect(value).toBeCloseTo(right[i], 4)
        }
      }
    })
  }

  it('tells what went wrong in a thread', async () => {
    const broken = { ...settings, data: { ...settings.data, inputs: new Float32Array(0) } }
    team = new GradientTeam(broken, shape, parameters.values.length, 1)
    await expect(team.evaluate(parameters, batch, noiseSeed, null)).rejects.toThrow(
      'Images must come as bytes',
    )
  })

  it('waits for no thread that has ended, be it just now or long ago', async () => {
    team = new GradientTeam(settings, shape, parameters.values.length, 1)
    await team.evaluate(parameters, batch, noiseSeed, null)
    team.close()
    for (const pause of [0, 300]) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      await expect(team.evaluate(parameters, batch, noiseSeed, null)).rejects.toThrow('thread ended')
    }
  })
})

import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { initialiseNet } from '../model/gmvae.ts'
import { GmvaeTrainer } from '../model/gmvae-trainer.ts'
import { negativeElbo, splitOf } from './held-out.ts'
import { barImages, smallConfig } from './testing/small-trainings.ts'
import { batchSource, modelShape } from './training-data.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('splitOf', () => {
  it.each([
    [999, 0],
    [1000, 32],
    [5000, 100],
    [60_000, 1000],
  ])('keeps of %i samples %i out', (count, wanted) => {
    const { trained, heldOut } = splitOf(count, 1)
    expect(heldOut).toHaveLength(wanted)
    expect(new Set([...trained, ...heldOut]).size).toBe(count)
    expect(trained).toEqual(trained.slice().sort())
    expect(Math.max(...heldOut.slice(0, 32), ...trained.slice(-1))).toBeLessThan(count)
  })

  it('draws from the whole project, by the seed', () => {
    const { heldOut } = splitOf(50_000, 1)
    expect(splitOf(50_000, 1).heldOut).toEqual(heldOut)
    expect(splitOf(50_000, 2).heldOut).not.toEqual(heldOut)
    for (const part of [0, 1, 2, 3, 4]) {
      const within = heldOut.filter((i) => Math.floor(i / 10_000) === part).length
      expect(within).toBeGreaterThan(150)
      expect(within).toBeLessThan(250)
    }
  })

  it('keeps the same ones out when samples are added, as far as it can', () => {
    const before = new Set(splitOf(10_000, 1).heldOut)
    const after = splitOf(12_000, 1).heldOut.filter((i) => i < 10_000)
    const same = after.filter((i) => before.has(i)).length
    expect(same).toBeGreaterThan(0.8 * before.size)
  })
})

describe('negativeElbo', () => {
  it('is the same every time, whatever the passes, and leaves no tensors', () => {
    const data = barImages(700)
    const trainer = new GmvaeTrainer(modelShape(data, smallConfig))
    initialiseNet(trainer.parameters, 1)
    const source = batchSource({ data, config: smallConfig, standardisation: null })
    const samples = Uint32Array.from({ length: 700 }, (_, i) => i)
    const before = tf.memory().numTensors
    const loss = negativeElbo(trainer, source, samples, 1)
    expect(negativeElbo(trainer, source, samples, 1)).toBe(loss)
    expect(negativeElbo(trainer, source, samples, 2)).not.toBe(loss)
    expect(tf.memory().numTensors).toBe(before)
    // A net that knows nothing gives every pixel one bit, or a little more.
    expect(loss).toBeGreaterThan(25 * Math.LN2 * 0.9)
    expect(loss).toBeLessThan(25 * Math.LN2 * 1.5)
  })
})

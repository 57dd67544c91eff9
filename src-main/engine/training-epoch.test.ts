import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it, vi } from 'vitest'
import { negativeElbo } from './held-out.ts'
import { barImages, collect, of, smallConfig } from './testing/small-trainings.ts'

vi.mock('./held-out.ts', async (load) => {
  const original = await load<typeof import('./held-out.ts')>()
  return { ...original, negativeElbo: vi.fn(original.negativeElbo) }
})

it('an epoch after which the samples kept aside have no number for a loss is taken back', async () => {
  await tf.setBackend('cpu')
  vi.mocked(negativeElbo).mockReturnValueOnce(Number.NaN)
  const config = { ...smallConfig, batchSize: 256, warmupEpochs: 1, elboEpochs: 2 }
  const events = await collect(barImages(1000), { config })
  expect(of(events, 'notice').map(({ message }) => message)).toEqual([
    'The loss stopped being a number. Training goes on from epoch 1 with half the learning rate (0.005).',
  ])
  const records = of(events, 'epoch').map(({ record }) => record)
  expect(records.map(({ epoch }) => epoch)).toEqual([1, 2, 3])
  expect(records.slice(1).every(({ heldOutLoss }) => Number.isFinite(heldOutLoss))).toBe(true)
})

import { expect, it } from 'vitest'
import { storedTrainingConfigSchema } from './training.ts'

it('reads a configuration of before as the training it was', () => {
  const stored = storedTrainingConfigSchema.parse({ warmupEpochs: 3, elboEpochs: 4, jitter: {} })
  expect(stored).toMatchObject({
    encoder: 'learned',
    vectorNoise: 0.1,
    columnDropout: 0,
    decayShare: 0,
    earlyStop: false,
  })
})

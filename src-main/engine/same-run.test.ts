import { beforeAll, describe, expect, it } from 'vitest'
import type { Checkpoint } from '../contract/training.ts'
import { initialiseNet } from '../model/gmvae.ts'
import { GmvaeTrainer } from '../model/gmvae-trainer.ts'
import { createStepper, smallestShared } from './stepper.ts'
import { loadForTest, testedEngines } from './testing/engines.ts'
import { shared } from './testing/shared-data.ts'
import { barImages, checkpoints, collect, largestDifference, smallConfig } from './testing/small-trainings.ts'
import { batchSource, modelShape, type TrainingData } from './training-data.ts'

const data = shared(barImages(smallestShared + 60))
const alone = { ...data, inputs: data.inputs.slice() }

const lastOf = async (of: TrainingData, batchSize: number, seed = 1): Promise<Checkpoint> => {
  const config = { ...smallConfig, warmupEpochs: 2, elboEpochs: 2, batchSize, seed }
  return checkpoints(await collect(of, { config })).at(-1) as Checkpoint
}

describe.each(testedEngines)('on the %s engine', (engine) => {
  let problem: string | null

  beforeAll(async () => {
    problem = await loadForTest(engine)
  })

  it('a run with the same seed is the same run, whether a thread makes its batches or not', async ({
    skip,
  }) => {
    if (problem) skip(problem)
    const run = await lastOf(data, 32)
    expect(largestDifference(await lastOf(data, 32), run)).toBe(0)
    expect(largestDifference(await lastOf(alone, 32), run)).toBe(0)
    expect(largestDifference(await lastOf(alone, 32, 2), run)).toBeGreaterThan(1e-3)
  })
})

describe('where threads share batches', () => {
  beforeAll(async () => {
    await loadForTest('wasm')
  })

  it('a run with the same seed is the same run', async () => {
    const run = await lastOf(data, smallestShared)
    expect(largestDifference(await lastOf(data, smallestShared), run)).toBe(0)
  })

  it('the weights are the same for any number of threads, but for rounding', async () => {
    const one = await weightsAfter(1)
    const several = await weightsAfter(2)
    const furthest = one.reduce((most, weight, i) => Math.max(most, Math.abs(weight - several[i])), 0)
    expect(furthest).toBeLessThan(1e-4)
  })
})

/** Some steps of both phases with so many threads. */
async function weightsAfter(threads: number): Promise<Float32Array> {
  const config = { ...smallConfig, batchSize: smallestShared }
  const settings = { data, config, standardisation: null }
  const trainer = new GmvaeTrainer(modelShape(data, config))
  initialiseNet(trainer.parameters, 1)
  const before = trainer.parameters.values.slice()
  const stepper = createStepper(batchSource(settings), settings, config.batchSize, threads)
  try {
    for (let step = 1; step <= 8; step++) {
      const samples = Uint32Array.from({ length: config.batchSize }, (_, i) => (7 * i + step) % data.count)
      await stepper.step(trainer, {
        phase: step < 5 ? 'warmup' : 'elbo',
        batch: { samples, seed: [1, step] },
        next: null,
        noiseSeed: [2, step],
        step,
        rates: { net: 1e-2, mixture: 1e-2 },
        klWeight: 0.5,
        masses: null,
      })
    }
  } finally {
    stepper.close()
  }
  const weights = trainer.parameters.values
  expect(weights.some((weight, i) => Math.abs(weight - before[i]) > 1e-2)).toBe(true)
  return weights
}

import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TrainingEvent } from '../contract/training.ts'
import { smallestShared } from './stepper.ts'
import { loadForTest, testedBatchSizes, testedEngines } from './testing/engines.ts'
import { shared } from './testing/shared-data.ts'
import { barImages, checkpoints, smallConfig } from './testing/small-trainings.ts'
import { train } from './training-loop.ts'

const data = shared(barImages(3 * smallestShared))

/** The weights overflow at this rate, but not any more when it is halved a few times. */
const tooLargeRate = 3e6

/** Trains to the end or to the error that ends it. */
async function courseOf(learningRate: number, batchSize: number) {
  const config = { ...smallConfig, warmupEpochs: 4, elboEpochs: 2, batchSize, learningRate }
  const events: TrainingEvent[] = []
  let error: unknown = null
  try {
    for await (const event of train(data, { runId: 1, config })) events.push(event)
  } catch (thrown) {
    error = thrown
  }
  const notices = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []))
  const records = events.flatMap((event) => (event.type === 'epoch' ? [event.record] : []))
  return { error, notices, records, checkpoints: checkpoints(events) }
}

describe.each(testedEngines)('on the %s engine', (engine) => {
  let problem: string | null

  beforeAll(async () => {
    problem = await loadForTest(engine)
  })

  describe.each(testedBatchSizes[engine])('in batches of %i', (size) => {
    it('a loss that is no number takes the run back, and nothing of it is kept', async ({ skip }) => {
      if (problem) skip(problem)
      const before = tf.memory().numTensors
      const { error, notices, records, checkpoints: kept } = await courseOf(tooLargeRate, size)
      expect(error).toBeNull()
      expect(notices[0]).toContain('The loss stopped being a number.')
      expect(notices[0]).toContain(`half the learning rate (${tooLargeRate / 2})`)
      expect(notices.length).toBeLessThan(4)
      expect(records.every(({ loss, reconstruction }) => Number.isFinite(loss + reconstruction))).toBe(true)
      for (const { weights, moments } of kept) {
        for (const { name, values } of [...weights, ...moments]) {
          expect(values.every(Number.isFinite), name).toBe(true)
        }
      }
      expect(kept.at(-1)?.config.learningRate).toBe(tooLargeRate / 2 ** notices.length)
      expect(tf.memory().numTensors).toBe(before)
    })

    it('four of them end it', async ({ skip }) => {
      if (problem) skip(problem)
      const before = tf.memory().numTensors
      const { error, notices, records } = await courseOf(1e30, size)
      expect(error).toMatchObject({ code: 'training-diverged' })
      expect(notices).toHaveLength(3)
      expect(records.every(({ loss }) => Number.isFinite(loss))).toBe(true)
      expect(tf.memory().numTensors).toBe(before)
    })
  })
})

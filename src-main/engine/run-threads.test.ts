import { Worker } from 'node:worker_threads'
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { shared } from './testing/shared-data.ts'
import { barImages, collect, smallConfig } from './testing/small-trainings.ts'
import { train } from './training-loop.ts'

describe('the thread that makes batches ends with the run', () => {
  const data = shared(barImages(40))
  let terminate: MockInstance<Worker['terminate']>

  beforeAll(async () => {
    await tf.setBackend('cpu')
  })
  beforeEach(() => {
    terminate = vi.spyOn(Worker.prototype, 'terminate')
  })
  afterEach(async () => {
    expect(terminate).toHaveBeenCalledOnce()
    await terminate.mock.results[0].value
    vi.restoreAllMocks()
  })

  it('when it is done', async () => {
    await collect(data, { config: { ...smallConfig, warmupEpochs: 1, elboEpochs: 1 } })
  })

  it('when it is stopped', async () => {
    const stop = new AbortController()
    for await (const event of train(data, { runId: 1, config: smallConfig, signal: stop.signal })) {
      if (event.type === 'epoch') stop.abort()
    }
  })

  it('when nobody wants to hear more of it', async () => {
    for await (const event of train(data, { runId: 1, config: smallConfig })) {
      if (event.type === 'epoch') break
    }
  })

  it('when it fails', async () => {
    const config = { ...smallConfig, learningRate: 1e30 }
    await expect(collect(data, { config })).rejects.toMatchObject({ code: 'training-diverged' })
  })
})

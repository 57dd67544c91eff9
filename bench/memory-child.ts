import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as tf from '@tensorflow/tfjs-core'
import type { EngineBackend } from '../src-main/contract/training.ts'
import { defaultTrainingConfig } from '../src-main/contract/training-defaults.ts'
import { loadBackend } from '../src-main/engine/backend.ts'
import { train } from '../src-main/engine/training-loop.ts'
import { answerTask } from './fork-child.ts'
import { loadDataSet } from './training/data-set.ts'

/*
 * The child of memory.ts: trains and looks at its memory.
 */

export interface MemoryTask {
  engine: EngineBackend
  samples: number
  batchSize: number
  warmupEpochs: number
  elboEpochs: number
  /** Memory is read after every so many epochs. */
  every: number
}

/** Memory of the process after an epoch, MB, without what is garbage. */
export interface MemoryAt {
  epoch: number
  seconds: number
  resident: number
  /** Of JavaScript's objects. */
  heap: number
  /** Of typed arrays. */
  arrays: number
  tensors: number
}

const megabyte = 1024 * 1024

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

answerTask(
  async ({
    engine,
    samples,
    batchSize,
    warmupEpochs,
    elboEpochs,
    every,
  }: MemoryTask): Promise<MemoryAt[]> => {
    await loadBackend(engine)
    const { data } = await loadDataSet('drawn-letters', null, samples)
    const config = {
      ...defaultTrainingConfig(data.shape, data.count, { warmupEpochs, elboEpochs, batchSize }),
      earlyStop: false,
    }
    const found: MemoryAt[] = []
    const start = performance.now()
    for await (const event of train(data, { runId: 1, config })) {
      if (event.type !== 'epoch' || event.record.epoch % every !== 0) continue
      collectGarbage()
      const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
      found.push({
        epoch: event.record.epoch,
        seconds: (performance.now() - start) / 1000,
        resident: rss / megabyte,
        heap: heapUsed / megabyte,
        arrays: arrayBuffers / megabyte,
        tensors: tf.memory().numTensors,
      })
    }
    return found
  },
)

import { parentPort, workerData } from 'node:worker_threads'
import type { BatchSource } from '../model/batch-source.ts'
import { Random } from '../model/random.ts'
import { type BatchSettings, batchSource } from './training-data.ts'

/** Makes batches beside the thread that trains; see batch-feeder.ts. */

/** What the thread is given when it starts. */
export interface BatchWorkerData {
  settings: BatchSettings
  /** Where batches go: the arrays of each place. */
  places: { seen: Float32Array; clean: Float32Array }[]
  /** Per place, the number of the batch that lies there complete; negative when making it failed. */
  ready: Int32Array<SharedArrayBuffer>
}

/** The order for one batch. */
export interface BatchTask {
  place: number
  /** Counted from 1. */
  number: number
  samples: Uint32Array
  seed: readonly number[]
}

const { settings, places, ready } = workerData as BatchWorkerData
let source: BatchSource | undefined

parentPort?.on('message', ({ place, number, samples, seed }: BatchTask) => {
  let outcome = -number
  try {
    source ??= batchSource(settings)
    source.jittered(samples, new Random(...seed), places[place])
    outcome = number
  } finally {
    Atomics.store(ready, place, outcome)
    Atomics.notify(ready, place)
  }
})

import { once } from 'node:events'
import { BroadcastChannel, Worker } from 'node:worker_threads'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { initialiseNet } from '../model/gmvae.ts'
import { GmvaeTrainer } from '../model/gmvae-trainer.ts'
import type { GradientTask, GradientWorkerData } from './gradient-worker.ts'
import { createStepper, smallestShared } from './stepper.ts'
import { loadForTest, testedBatchSizes, testedEngines } from './testing/engines.ts'
import { shared } from './testing/shared-data.ts'
import { barImages, smallConfig } from './testing/small-trainings.ts'
import { batchSource, modelShape } from './training-data.ts'
import { train } from './training-loop.ts'

const data = shared(barImages(smallestShared))

/** What the backend holds, in this thread; of WebAssembly also the size of its memory, which never shrinks. */
function held(): number[] {
  const { numTensors, numDataBuffers, numBytes } = tf.memory()
  const { wasm } = tf.backend() as { wasm?: { HEAPU8: Uint8Array } }
  return [numTensors, numDataBuffers, numBytes, wasm?.HEAPU8.length ?? 0]
}

describe.each(testedEngines)('on the %s engine', (engine) => {
  let problem: string | null

  beforeAll(async () => {
    problem = await loadForTest(engine)
  })

  it.for(testedBatchSizes[engine])(
    'steps leave no tensors behind, in batches of %i',
    async (size, { skip }) => {
      if (problem) skip(problem)
      const config = { ...smallConfig, batchSize: size }
      const settings = { data, config, standardisation: null }
      const trainer = new GmvaeTrainer(modelShape(data, config))
      initialiseNet(trainer.parameters, 1)
      const before = held()
      const stepper = createStepper(batchSource(settings), settings, size)
      const samples = Uint32Array.from({ length: size }, (_, i) => i)
      const counts: number[][] = []
      for (let step = 1; step <= 24; step++) {
        await stepper.step(trainer, {
          phase: step % 2 === 0 ? 'warmup' : 'elbo',
          batch: { samples, seed: [1, step] },
          next: { samples, seed: [1, step + 1] },
          noiseSeed: [2, step],
          step,
          rates: { net: 1e-3, mixture: 1e-3 },
          klWeight: 1,
          masses: new Float64Array(config.clusters),
        })
        counts.push(held())
      }
      stepper.close()
      expect(counts.at(-1)).toEqual(counts[3])
      trainer.dispose()
      expect(held().slice(0, 3)).toEqual(before.slice(0, 3))
    },
  )

  it('50 epochs hold no more than 5', async ({ skip }) => {
    if (problem) skip(problem)
    const config = { ...smallConfig, batchSize: 64, warmupEpochs: 2, elboEpochs: 48 }
    const counts: number[][] = []
    for await (const event of train(data, { runId: 1, config })) {
      if (event.type === 'epoch') counts.push(held())
    }
    expect(counts).toHaveLength(50)
    expect(counts[49]).toEqual(counts[4])
  })
})

it('a thread that computes gradients keeps no tensors from batch to batch', async () => {
  const shape = modelShape(data, smallConfig)
  const { values } = new GmvaeTrainer(shape).parameters
  const numbers = () => new Float32Array(new SharedArrayBuffer(values.byteLength))
  const settings = { data, config: smallConfig, standardisation: null }
  const workerData: GradientWorkerData = { settings, shape, parameters: numbers(), gradients: numbers() }
  const worker = new Worker(new URL('./testing/counted-gradient-worker.ts', import.meta.url), { workerData })
  const channel = new BroadcastChannel('tensors')
  const counts: number[] = []
  try {
    for (const klWeight of [null, 1, null, 1]) {
      const samples = Uint32Array.of(3, 1, 4)
      const task: GradientTask = { parts: [{ samples, jitterSeed: [1], noiseSeed: [2] }], klWeight }
      worker.postMessage(task)
      expect(await once(worker, 'message')).toMatchObject([{ losses: {} }])
      const answer = new Promise<number>((resolve) => {
        channel.onmessage = (event: { data: unknown }) => resolve(event.data as number)
      })
      channel.postMessage('count')
      counts.push(await answer)
    }
  } finally {
    channel.close()
    await worker.terminate()
  }
  expect(counts).toEqual([0, 0, 0, 0])
})

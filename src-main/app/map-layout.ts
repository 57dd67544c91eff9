import { Worker } from 'node:worker_threads'
import { FewlabelError } from '../contract/errors.ts'
import type { LaidOutSamples } from '../query/latent-layout.ts'

/** What the thread is given; see map-worker.ts. */
export interface MapTask {
  samples: LaidOutSamples
  seed: number
}

export type MapAnswer =
  | { type: 'progress'; fraction: number }
  /** [count · 2] */
  | { type: 'laid-out'; places: Float32Array }
  | { type: 'failed'; message: string }

// From sources the worker is TypeScript beside this file, in the build JavaScript beside the bundle.
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './map-worker.ts' : './map-worker.js',
  import.meta.url,
)

/**
 * Lays the samples out in a thread of its own: it takes seconds to a minute, and labels must not wait for it.
 * @throws FewlabelError `cancelled` through the signal, or what went wrong
 */
export function layOutInThread(
  task: MapTask,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Float32Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { workerData: task })
    const fail = (reason: string, cause?: Error) =>
      reject(new FewlabelError('internal', `The map could not be drawn: ${reason}`, {}, { cause }))
    const cancel = () => {
      void worker.terminate()
      reject(new FewlabelError('cancelled', 'Drawing the map was cancelled.'))
    }
    signal.addEventListener('abort', cancel, { once: true })
    worker.on('message', (answer: MapAnswer) => {
      if (answer.type === 'progress') onProgress(answer.fraction)
      else if (answer.type === 'failed') fail(answer.message)
      else resolve(answer.places)
    })
    worker.once('error', (error) => fail(error.message, error))
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', cancel)
      // After an answer this changes nothing any more.
      fail(`its thread ended with code ${code}`)
    })
  })
}

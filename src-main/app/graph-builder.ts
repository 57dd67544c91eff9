import { Worker } from 'node:worker_threads'
import { FewlabelError } from '../contract/errors.ts'
import type { AnchorGraph } from '../decoder/anchor-graph.ts'
import type { GraphTask } from './graph-worker.ts'

// From sources the worker is TypeScript beside this file, in the build JavaScript beside the bundle.
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './graph-worker.ts' : './graph-worker.js',
  import.meta.url,
)

/** Builds the anchor graph in a thread of its own: it takes seconds, and labels must not wait for it. */
export function buildGraphInThread(task: GraphTask, signal?: AbortSignal): Promise<AnchorGraph> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { workerData: task })
    const onAbort = () => {
      void worker.terminate()
      reject(new FewlabelError('cancelled', 'Preparing the decoder was cancelled.'))
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    worker.once('message', (graph: AnchorGraph) => resolve(graph))
    worker.once('error', (error) =>
      reject(
        new FewlabelError(
          'internal',
          `The decoder could not be prepared: ${error.message}`,
          {},
          { cause: error },
        ),
      ),
    )
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', onAbort)
      // After a message this changes nothing any more.
      reject(
        new FewlabelError(
          'internal',
          `The decoder could not be prepared: its thread ended with code ${code}.`,
        ),
      )
    })
  })
}

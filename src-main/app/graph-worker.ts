import { parentPort, workerData } from 'node:worker_threads'
import { buildAnchorGraph } from '../decoder/anchor-graph.ts'

/** What the thread is given; see graph-builder.ts. */
export interface GraphTask {
  means: Float32Array
  count: number
  dimensions: number
  seed: number
}

const task = workerData as GraphTask
parentPort?.postMessage(buildAnchorGraph(task.means, task.count, task.dimensions, { seed: task.seed }))

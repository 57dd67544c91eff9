/** Entry of the thread that lays the samples out in the plane; see map-layout.ts. */
import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { FewlabelError } from '../contract/errors.ts'
import { layOutLatents } from '../query/latent-layout.ts'
import type { MapAnswer, MapTask } from './map-layout.ts'

const port = parentPort
if (port === null) throw new Error('map-worker runs only as a worker thread')

// Linux ranks threads one by one; elsewhere this would slow the whole program down.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)

const leastProgress = 0.01
let told = 0
const { samples, seed } = workerData as MapTask
const answer = (message: MapAnswer) => port.postMessage(message)

try {
  const places = layOutLatents(samples, {
    seed,
    onProgress: (fraction) => {
      if (fraction - told < leastProgress) return
      told = fraction
      answer({ type: 'progress', fraction })
    },
  })
  answer({ type: 'laid-out', places })
} catch (thrown) {
  answer({ type: 'failed', message: FewlabelError.from(thrown).message })
}

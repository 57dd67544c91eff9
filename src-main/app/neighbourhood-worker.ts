/** Entry of the thread that finds out which samples are alike and spreads labels among them; see neighbourhood-thread.ts. */
import { constants, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { FewlabelError } from '../contract/errors.ts'
import { buildNeighbourhood } from '../decoder/neighbourhood.ts'
import type { Refinement } from '../decoder/refinement.ts'
import { Refiner } from '../decoder/refiner.ts'
import type { NeighbourhoodAnswer, NeighbourhoodTask } from './neighbourhood-protocol.ts'

const port = parentPort
if (port === null) throw new Error('neighbourhood-worker runs only as a worker thread')

// Linux ranks threads one by one; elsewhere this would slow the whole program down.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const leastProgress = 0.01
let refiner: Refiner | null = null
let sent: Refinement['columns'] = []

const answer = (message: NeighbourhoodAnswer) => port.postMessage(message)

function work(task: NeighbourhoodTask): void {
  if (task.type === 'refine') {
    if (!refiner) throw new Error('labels came before the samples')
    const { columns, own } = refiner.refine(task)
    const before = sent
    sent = columns
    answer({
      type: 'refined',
      columns: columns.map((column, l) => (column === before[l] ? undefined : column)),
      own,
    })
    return
  }
  let told = 0
  const { graph, outlierScores, candidates } = buildNeighbourhood(task, (fraction) => {
    if (fraction - told < leastProgress) return
    told = fraction
    answer({ type: 'progress', fraction })
  })
  refiner = new Refiner(graph)
  answer({ type: 'built', outlierScores, candidates: Uint32Array.from(candidates.flat()) })
}

port.on('message', (task: NeighbourhoodTask) => {
  try {
    work(task)
  } catch (thrown) {
    answer({ type: 'failed', message: FewlabelError.from(thrown).message })
  }
})

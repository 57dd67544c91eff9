import { type EngineBackend, engineBackends } from '../src-main/contract/training.ts'
import { inChild } from './fork-child.ts'
import type { MemoryAt, MemoryTask } from './memory-child.ts'
import { markdownTable } from './record/markdown-table.ts'

/*
 * node bench/memory.ts [native|wasm]: whether an engine's memory stays flat over 50 epochs of the default net on drawn
 * letters. The epochs are short, for it is their number that a leak would grow with.
 */

/** So many that the epochs take a minute or less. */
const samples: Record<EngineBackend, number> = { native: 5000, wasm: 512 }

const chosen = process.argv.slice(2)
for (const engine of engineBackends.filter((name) => chosen.length === 0 || chosen.includes(name))) {
  const task = {
    engine,
    samples: samples[engine],
    batchSize: 256,
    warmupEpochs: 15,
    elboEpochs: 35,
    every: 5,
  }
  console.log(`${engine}, ${task.samples.toLocaleString('en')} samples`)
  console.log(table(await inChild<MemoryAt[]>('./memory-child.ts', task satisfies MemoryTask)))
}

function table(measured: readonly MemoryAt[]): string {
  const head = ['epoch', 'seconds', 'resident MB', 'heap MB', 'typed arrays MB', 'tensors']
  const rows = measured.map(({ epoch, seconds, resident, heap, arrays, tensors }) => [
    `${epoch}`,
    ...[seconds, resident, heap, arrays].map((value) => value.toFixed(0)),
    `${tensors}`,
  ])
  return markdownTable(head, rows, 0)
}

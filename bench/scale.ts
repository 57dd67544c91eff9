import { type BenchOptions, chosen } from './options.ts'
import type { ResultStore } from './record/result-store.ts'
import { gistOf, trainInChild } from './training/train-in-child.ts'

export const scaleSizes = ['10000', '30000', '60000', '145600', '500000'] as const

/** One batch size for all, so that nothing but their number tells the sizes apart; see the product's for large sets. */
const batchSize = 512
const shortTraining = { warmupEpochs: 2, elboEpochs: 2, batchSize, earlyStop: false }

/**
 * Drawn letters in growing numbers: time per image and memory. With `--full` the largest number alone, trained as the
 * product would train it.
 */
export async function measureScale(options: BenchOptions, store: ResultStore | null): Promise<void> {
  const { only, settings, full, limit } = options
  const sizes = full ? scaleSizes.slice(-1) : chosen(only, scaleSizes)
  for (const size of sizes) {
    console.log(`${size} drawn letters${full ? ', all epochs' : ''}`)
    const measures = await trainInChild(options, {
      dataSet: 'drawn-letters',
      engine: 'native',
      count: Math.min(Number(size), limit ?? Number(size)),
      overrides: { ...(full ? {} : shortTraining), ...options.overrides },
      decoders: full ? ['graph'] : [],
    })
    if (!measures) continue
    const { phases, samples, memoryMegabytes, inputMegabytes, loadSeconds } = measures
    const own = (memoryMegabytes - inputMegabytes).toFixed(0)
    const perPosterior = ((1e6 * phases.posteriors) / samples).toFixed(0)
    console.log(gistOf(measures))
    console.log(
      `  drawn in ${loadSeconds.toFixed(0)} s, ${(1e6 / measures.imagesPerSecond).toFixed(0)} µs to train an image, ${perPosterior} µs for its posteriors, ${own} MB without the letters`,
    )
    store?.keep('scale', { full, settings, measures })
  }
}

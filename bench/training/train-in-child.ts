import { inChild } from '../fork-child.ts'
import type { BenchOptions } from '../options.ts'
import { type DataSetName, dataSetNames, isThere } from './data-set.ts'
import type { TrainMeasures, TrainTask } from './train-child.ts'

/** The chosen data sets that can be had; says which cannot. */
export function dataSetsThere(names: readonly DataSetName[], { dataRoot }: BenchOptions): DataSetName[] {
  return dataSetNames.filter((name) => {
    if (!names.includes(name)) return false
    const there = isThere(name, dataRoot)
    if (!there) console.error(`${name} is left out: it is not in the folder of --data-root or FEWLABEL_DATA.`)
    return there
  })
}

/**
 * One training in a process of its own, with what the options say about all of them.
 *
 * @returns null when it failed, which is said on stderr: others can go on
 */
export async function trainInChild(
  options: BenchOptions,
  task: Pick<TrainTask, 'dataSet' | 'engine'> & Partial<TrainTask>,
): Promise<TrainMeasures | null> {
  const { dataRoot, limit, overrides, seeds } = options
  const defaults = { count: limit, overrides, patch: {}, decoders: [], refit: false, dump: null }
  try {
    return await inChild<TrainMeasures>('./training/train-child.ts', {
      ...defaults,
      dataRoot,
      seeds,
      ...task,
    })
  } catch (error) {
    console.error(`  failed: ${(error as Error).message}`)
    return null
  }
}

/** The gist of a training, for the screen. */
export function gistOf(measures: TrainMeasures): string {
  const { samples, seconds, imagesPerSecond, matmulShare, memoryMegabytes, epochs } = measures
  const parts = [
    `${samples} samples in ${seconds.toFixed(1)} s`,
    `${epochs.warmup} + ${epochs.elbo} epochs`,
    `${imagesPerSecond.toFixed(0)} images/s`,
    `${(100 * matmulShare).toFixed(0)} % of the matmul peak (${measures.peakGigaflops.toFixed(0)} GFLOP/s)`,
    `${memoryMegabytes.toFixed(0)} MB`,
    `purity ${measures.purity.toFixed(4)}`,
  ]
  if (measures.refittedPurity !== null) parts.push(`refitted ${measures.refittedPurity.toFixed(4)}`)
  const lines = [`  ${parts.join(', ')}`]
  for (const [decoder, results] of Object.entries(measures.accuracies)) {
    const percents = results.map(({ labels, mean, sd }) => {
      return `${labels}: ${(100 * mean).toFixed(1)}±${(100 * sd).toFixed(1)}`
    })
    lines.push(`  ${decoder.padEnd(5)} ${percents.join('  ')}`)
  }
  return lines.join('\n')
}

import type { DecoderKind } from '../src-main/contract/labeling.ts'
import { engineBackends } from '../src-main/contract/training.ts'
import { type BenchOptions, chosen } from './options.ts'
import type { ResultStore } from './record/result-store.ts'
import { dataSetNames } from './training/data-set.ts'
import { dataSetsThere, gistOf, trainInChild } from './training/train-in-child.ts'

/** Data set × engine: speed, memory, purity and accuracy of the model that the product would train. */
export async function measureModel(options: BenchOptions, store: ResultStore | null): Promise<void> {
  const { only, settings } = options
  const runs = dataSetsThere(chosen(only, dataSetNames), options).flatMap((dataSet) =>
    chosen(only, engineBackends).map((engine) => ({ dataSet, engine })),
  )
  for (const { dataSet, engine } of runs) {
    console.log(`${dataSet}, ${engine}${settings ? `, ${settings}` : ''}`)
    const decoders: DecoderKind[] = ['hard', 'soft', 'graph']
    // Of several runs, each has files of its own.
    const dump = options.dump && (runs.length > 1 ? `${options.dump}-${dataSet}-${engine}` : options.dump)
    const measures = await trainInChild(options, { dataSet, engine, decoders, dump })
    if (!measures) continue
    console.log(gistOf(measures))
    store?.keep('model', { settings, measures })
  }
}

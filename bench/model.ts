import { engineBackends } from '../src-main/contract/training.ts'
import { type BenchOptions, chosen } from './options.ts'
import type { ResultStore } from './record/result-store.ts'
import { dataSetNames } from './training/data-set.ts'
import { dataSetsThere, gistOf, trainInChild } from './training/train-in-child.ts'

/** Data set × engine: speed, memory, purity and accuracy of the model that the product would train. */
export async function measureModel(options: BenchOptions, store: ResultStore | null): Promise<void> {
  const { only, settings, dump } = options
  for (const dataSet of dataSetsThere(chosen(only, dataSetNames), options)) {
    for (const engine of chosen(only, engineBackends)) {
      console.log(`${dataSet}, ${engine}${settings ? `, ${settings}` : ''}`)
      const decoders = ['hard', 'soft', 'graph'] as const
      const measures = await trainInChild(options, { dataSet, engine, decoders: [...decoders], dump })
      if (!measures) continue
      console.log(gistOf(measures))
      store?.keep('model', { settings, measures })
    }
  }
}

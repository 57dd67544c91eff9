import type { EngineBackend } from '../src-main/contract/training.ts'
import { type BenchOptions, chosen } from './options.ts'
import type { ResultStore } from './record/result-store.ts'
import { type DataSetName, dataSetNames } from './training/data-set.ts'
import { dataSetsThere, gistOf, trainInChild } from './training/train-in-child.ts'
import { variantNames, variants } from './training/variant-patch.ts'

/** The model is the same on both engines; the faster one finds out. */
const engine: EngineBackend = 'native'

/** Variants of the product's own model × data sets: purity, with and without a mixture fitted anew, and accuracy. */
export async function measureVariants(options: BenchOptions, store: ResultStore | null): Promise<void> {
  const { only, settings } = options
  for (const dataSet of dataSetsThere(chosen(only, dataSetNames), options)) {
    for (const variant of chosen(only, variantNames)) {
      if (!changesSomething(dataSet, variants[variant])) continue
      console.log(`${dataSet}, ${variant}${settings ? `, ${settings}` : ''}`)
      const measures = await trainInChild(options, {
        dataSet,
        engine,
        patch: variants[variant],
        decoders: ['graph'],
        refit: true,
      })
      if (!measures) continue
      console.log(gistOf(measures))
      store?.keep('variants', { variant, settings, measures })
    }
  }
}

/** Vectors have no jitter to vary. */
function changesSomething(dataSet: DataSetName, patch: object): boolean {
  return dataSet !== 'letter-recognition' || !('jitter' in patch)
}

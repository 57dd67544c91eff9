import { inChild } from './fork-child.ts'
import type { LayoutMeasures, LayoutTask } from './map/layout-child.ts'
import { type BenchOptions, chosen } from './options.ts'
import { withLatents } from './questions/measure-questions.ts'
import type { ResultStore } from './record/result-store.ts'
import { type Measure, printTable } from './report.ts'
import type { DataSetName } from './training/data-set.ts'
import { dataSetsThere } from './training/train-in-child.ts'

const dataSets: readonly DataSetName[] = ['mnist', 'drawn-letters']
const sizes = [5_000, 60_000, 150_000]

/** The map: what of latent space it keeps, on trained models, and what it takes, on generated data of growing size. */
export async function measureMap(options: BenchOptions, store: ResultStore | null): Promise<void> {
  const measures: Measure[] = []
  for (const dataSet of dataSetsThere(chosen(options.only, dataSets), options)) {
    const found = await withLatents(options, dataSet, 1, (latents) => layOut({ latents }))
    if (found) measures.push(...qualityOf(dataSet, found))
  }
  if (options.only.length === 0) {
    for (const generated of sizes) measures.push(costOf(await layOut({ generated })))
  }
  printTable(measures)
  for (const measure of measures) store?.keep('product', { measure })
}

const layOut = (task: LayoutTask) => inChild<LayoutMeasures>('./map/layout-child.ts', task)

function qualityOf(dataSet: DataSetName, { samples, seconds, quality }: LayoutMeasures): Measure[] {
  const { neighboursKept, accuracy } = quality
  const what = `map of ${dataSet}, ${samples.toLocaleString('en')} samples`
  return [
    { what: `${what}: ten nearest among the thirty nearest of the plane`, value: neighboursKept, unit: '' },
    {
      what: `${what}: class told by ten nearest in the plane`,
      value: accuracy?.plane ?? 0,
      unit: '',
      note: accuracy ? `in latent space ${accuracy.latent.toFixed(3)}` : '',
    },
    { what: `${what}: processor time`, value: seconds, unit: 's' },
  ]
}

function costOf({ samples, seconds, megabytes }: LayoutMeasures): Measure {
  const what = `map of ${samples.toLocaleString('en')} generated samples: processor time`
  return { what, value: seconds, unit: 's', note: `${megabytes.toFixed(0)} MB with the samples` }
}

// `npm run bench`: measures what the product promises, keeps it in bench/results and makes bench/RESULTS.md of it.
//
//   npm run bench                        all of it: hours, on a quiet machine
//   npm run bench -- PART ... [OPTIONS]  only these parts:
//     import native wasm labels window   the product as a whole, about ten minutes together
//     keys                               150,000 samples labeled in Chromium, also while training: from key to paint
//     map                                the map of latent space: what it keeps of it, and what it takes
//     map-frames                         the map of 150,000 samples moved about in Chromium
//     startup                            from the start of the program to its start screen, desktop and browser shell
//     predict                            a saved model on samples its project has never seen
//     model                              data set × engine: speed, memory, purity, accuracy
//     exports                            a million rows to every format that is one file: time and memory
//     latency                            a label followed with 60,000, 150,000 and a million samples, and their memory
//     scale                              10,000 to 500,000 samples: time per image, memory
//     variants                           the model with one thing changed
//     profile                            where the time of a step goes
//     questions                          data set × strategy, five models each: accuracy, calibration, intervals
//     sources                            a million embeddings out of Parquet, against CSV
//     fuzz                               damaged files for every reader: an end, and little memory
//     results                            only makes bench/RESULTS.md anew
//
//   --only mnist,native     data sets, engines, variants or sizes
//   --data-root FOLDER      holds mnist/, fashion-mnist/, handwritten-latin-pool/ and uci/; FEWLABEL_DATA does as well
//   --limit N               at most N samples: a trial, which is not kept
//   --results FOLDER        keeps what is measured there, trials too
//   --cases N               fuzz: damaged files for each reader (10000)
//   --seeds N               random orders of labels (5)
//   --warmup --elbo --batch --clusters --latent --rate --seed N, --early-stop on|off, --jitter RECIPE|JSON
//                           settings other than the product's own
//   --full                  scale: only the largest number, with all epochs; sources: ten times as many rows, only read
//   --latents FOLDER        questions, map: takes models from dumps DATASET-SEED there, trains those that are missing
//   --dump PREFIX           model: writes latent means, posteriors and classes as raw arrays
import { importFormats } from '../src-main/contract/data.ts'
import { engineBackends } from '../src-main/contract/training.ts'
import { measureExports } from './exports.ts'
import { inChild } from './fork-child.ts'
import { measureFuzz } from './fuzz.ts'
import type { KeysTask } from './key-to-paint.ts'
import { latencySizes, measureLatency } from './label-latency.ts'
import { measureMap } from './map.ts'
import type { FramesTask } from './map-frames.ts'
import { measureModel } from './model.ts'
import { type BenchOptions, checkOnly, chosen, parseOptions } from './options.ts'
import type { ProductTask } from './product.ts'
import { measureQuestions } from './questions/measure-questions.ts'
import { ResultStore } from './record/result-store.ts'
import { type Measure, printTable } from './report.ts'
import type { SavedModelTask } from './saved-model.ts'
import { measureScale, scaleSizes } from './scale.ts'
import { measureSources } from './sources.ts'
import type { StartUpTask } from './start-up.ts'
import type { ProfileTask, StepProfile } from './step-profile.ts'
import { dataSetNames } from './training/data-set.ts'
import { variantNames } from './training/variant-patch.ts'
import { measureVariants } from './variants.ts'

const productParts = ['import', 'native', 'wasm', 'labels', 'window']
const otherParts = [
  'keys',
  'map',
  'map-frames',
  'startup',
  'predict',
  'model',
  'scale',
  'variants',
  'profile',
  'questions',
  'latency',
  'sources',
  'fuzz',
  'exports',
  'results',
]

try {
  await run(parseOptions(process.argv.slice(2), process.env))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(options: BenchOptions): Promise<void> {
  const { parts, only, limit, results, command } = options
  const unknown = parts.find((part) => ![...productParts, ...otherParts].includes(part))
  if (unknown !== undefined)
    throw new Error(`There is no part "${unknown}". Parts: ${[...productParts, ...otherParts].join(', ')}`)
  checkOnly(only, [
    ...importFormats,
    ...dataSetNames,
    ...engineBackends,
    ...variantNames,
    ...scaleSizes,
    ...latencySizes,
  ])
  const wanted = (part: string) => parts.length === 0 || parts.includes(part)
  const allRecords = new ResultStore(results, command)
  const store = limit === null || results !== null ? allRecords : null
  const ofProduct = productParts.filter(wanted)
  if (ofProduct.length > 0) await measureProduct({ parts: ofProduct, dataRoot: options.dataRoot }, store)
  if (wanted('keys')) await measureKeys(options, store)
  if (wanted('map')) await measureMap(options, store)
  if (wanted('map-frames')) await measureFrames(options, store)
  if (wanted('startup')) await measureStartUp(store)
  if (wanted('predict')) await measureSavedModel(options, store)
  if (wanted('profile')) await profileSteps(options, store)
  if (wanted('model')) await measureModel(options, store)
  if (wanted('questions')) await measureQuestions(options, store)
  if (wanted('latency')) await measureLatency(options, store)
  if (wanted('exports')) await measureExports(options, store)
  if (wanted('scale')) await measureScale(options, store)
  if (wanted('variants')) await measureVariants(options, store)
  if (wanted('sources')) await readSources(options, store)
  if (wanted('fuzz')) await fuzzReaders(options, store)
  if (wanted('results')) allRecords.writePage()
}

async function measureProduct(task: ProductTask, store: ResultStore | null): Promise<void> {
  const measures = await inChild<Measure[]>('./product.ts', task)
  printTable(measures)
  for (const measure of measures) store?.keep('product', { measure })
}

async function measureKeys({ limit }: BenchOptions, store: ResultStore | null): Promise<void> {
  const task: KeysTask = { count: limit ?? 150_000, labels: 100 }
  const measures = await inChild<Measure[]>('./key-to-paint.ts', task)
  printTable(measures)
  for (const measure of measures) store?.keep('product', { measure })
}

async function measureFrames({ limit }: BenchOptions, store: ResultStore | null): Promise<void> {
  const rendererRoot = new URL('../build/renderer', import.meta.url).pathname
  const task: FramesTask = { count: limit ?? 150_000, rendererRoot }
  const measures = await inChild<Measure[]>('./map-frames.ts', task)
  printTable(measures)
  for (const measure of measures) store?.keep('product', { measure })
}

async function readSources({ limit, full }: BenchOptions, store: ResultStore | null): Promise<void> {
  const measures = await measureSources(limit ?? 1_000_000, full)
  printTable(measures)
  for (const measure of measures) store?.keep('product', { measure })
}

async function fuzzReaders(options: BenchOptions, store: ResultStore | null): Promise<void> {
  const measures = await measureFuzz(options)
  printTable(measures)
  for (const measure of measures) store?.keep('product', { measure })
}

async function measureStartUp(store: ResultStore | null): Promise<void> {
  const task: StartUpTask = { rounds: 5 }
  const measures = await inChild<Measure[]>('./start-up.ts', task)
  printTable(measures)
  for (const measure of measures) store?.keep('product', { measure })
}

async function measureSavedModel({ dataRoot }: BenchOptions, store: ResultStore | null): Promise<void> {
  const task: SavedModelTask = { dataRoot, labels: 100 }
  const measures = await inChild<Measure[]>('./saved-model.ts', task)
  printTable(measures)
  for (const measure of measures) store?.keep('product', { measure })
}

async function profileSteps({ only }: BenchOptions, store: ResultStore | null): Promise<void> {
  for (const engine of chosen(only, engineBackends)) {
    for (const batch of [256, 512]) {
      const task: ProfileTask = { engine, batch }
      const profile = await inChild<StepProfile>('./step-profile.ts', task)
      console.log(`A step, ${engine}, batch ${batch}: jitter ${profile.jitterMilliseconds.toFixed(2)} ms`)
      console.table(profile.phases.map(rounded))
      if (profile.operations.length > 0) console.table(profile.operations.map(rounded))
      store?.keep('profile', { profile })
    }
  }
}

/** Numbers with two places, for the screen. */
function rounded(row: object): object {
  const cells = Object.entries(row).map(([name, cell]) => [
    name,
    typeof cell === 'number' ? Math.round(100 * cell) / 100 : cell,
  ])
  return Object.fromEntries(cells)
}

import { writeFileSync } from 'node:fs'
import { type JitterRecipeName, jitterRecipes } from '../../src-main/contract/jitter-recipes.ts'
import type { DecoderKind } from '../../src-main/contract/labeling.ts'
import type { EngineBackend, TrainingConfig } from '../../src-main/contract/training.ts'
import { defaultTrainingConfig } from '../../src-main/contract/training-defaults.ts'
import { loadBackend } from '../../src-main/engine/backend.ts'
import { splitOf, unsplit } from '../../src-main/engine/held-out.ts'
import { fittingConfig, modelShape, type TrainingData } from '../../src-main/engine/training-data.ts'
import { suggestedRecipe } from '../../src-main/model/suggested-recipe.ts'
import { answerTask, peakMegabytes } from '../fork-child.ts'
import { type DataSetName, type LabeledData, loadDataSet } from './data-set.ts'
import { matmulPeak, operations, stepProducts } from './matmul-peak.ts'
import { type ObservedTraining, observeTraining } from './observe-training.ts'
import { type Accuracies, accuracies, purity, refittedPurity } from './score.ts'
import { patched, type VariantPatch } from './variant-patch.ts'

/** One training, and what is to be found out about it. */
export interface TrainTask {
  dataSet: DataSetName
  dataRoot: string | null
  /** Samples at most; null for all, or for the usual number of drawn letters. */
  count: number | null
  engine: EngineBackend
  /** Settings other than the product's own. */
  overrides: Partial<TrainingConfig>
  /** What a variant changes about them. */
  patch: VariantPatch
  /** Decoders whose accuracy is taken; without any, only purity is. */
  decoders: DecoderKind[]
  /** Random orders of labels for each. */
  seeds: number
  /** Whether the purity of a mixture fitted anew on the latents is taken, too. */
  refit: boolean
  dump: string | null
}

/** What came of it. Times are seconds, memory MB, shares of 1. */
export interface TrainMeasures {
  dataSet: DataSetName
  engine: EngineBackend
  engineVersion: string
  samples: number
  recipe: JitterRecipeName
  config: TrainingConfig
  loadSeconds: number
  seconds: number
  phases: ObservedTraining['phases']
  epochs: ObservedTraining['epochs']
  /** Trained on, in both phases of training. */
  imagesPerSecond: number
  elboImagesPerSecond: number
  /** 10⁹ operations per second of matrix products alone. */
  peakGigaflops: number
  /** Operations in matrix products while training, by those that the peak would have made in the time. */
  matmulShare: number
  /** Largest resident memory once training is done, the inputs included. */
  memoryMegabytes: number
  inputMegabytes: number
  purity: number
  /** Clusters with samples. */
  usedClusters: number
  refittedPurity: number | null
  accuracies: Accuracies
}

/** Images looked at for the recipe, as the product does. */
const imagesLookedAt = 200

answerTask(async (task: TrainTask): Promise<TrainMeasures> => {
  const say = (line: string) => console.error(`  ${line}`)
  const { version } = await loadBackend(task.engine)
  const loadStart = performance.now()
  const labeled = await loadDataSet(task.dataSet, task.dataRoot, task.count)
  const loadSeconds = (performance.now() - loadStart) / 1000
  const { data } = labeled
  const { config, recipe } = settingsFor(data, task)
  const shape = modelShape(data, config)
  const before = await matmulPeak(task.engine, shape, config.batchSize)
  const observed = await observeTraining(data, config, task.decoders.length > 0 || task.refit, say)
  const memoryMegabytes = peakMegabytes()
  const after = await matmulPeak(task.engine, shape, config.batchSize)
  // The median of two is their mean.
  const peakGigaflops = (before + after) / 2
  if (task.dump) dump(task.dump, labeled, observed)
  return {
    dataSet: task.dataSet,
    engine: task.engine,
    engineVersion: version,
    samples: data.count,
    recipe,
    config,
    loadSeconds,
    seconds: observed.seconds,
    phases: observed.phases,
    epochs: observed.epochs,
    ...speed(observed, data, config, peakGigaflops),
    peakGigaflops,
    memoryMegabytes,
    inputMegabytes: data.inputs.byteLength / 2 ** 20,
    ...quality(observed, labeled, config, task),
  }
})

function settingsFor(
  data: TrainingData,
  { overrides, patch }: TrainTask,
): { config: TrainingConfig; recipe: JitterRecipeName } {
  const { shape, count } = data
  const recipe = recipeFor(data)
  const config = defaultTrainingConfig(shape, count, { jitter: jitterRecipes[recipe], ...overrides })
  return { config: fittingConfig(patched(config, patch), count), recipe }
}

function recipeFor({ shape, count, inputs }: TrainingData): JitterRecipeName {
  const length = inputs.length / count
  const looked = Math.min(imagesLookedAt, count)
  const some = new (shape.kind === 'image' ? Uint8Array : Float32Array)(looked * length)
  for (let i = 0; i < looked; i++) {
    const from = Math.floor((i * count) / looked) * length
    some.set(inputs.subarray(from, from + length), i * length)
  }
  return suggestedRecipe(some, shape)
}

function speed(
  { phases, epochs }: ObservedTraining,
  data: TrainingData,
  config: TrainingConfig,
  peakGigaflops: number,
): Pick<TrainMeasures, 'imagesPerSecond' | 'elboImagesPerSecond' | 'matmulShare'> {
  const { trained } = config.earlyStop ? splitOf(data.count, config.seed) : unsplit(data.count)
  const batch = Math.min(config.batchSize, trained.length)
  const batches = Math.floor(trained.length / batch)
  const shape = modelShape(data, config)
  const inPhase = (phase: 'warmup' | 'elbo') =>
    epochs[phase] * batches * operations(stepProducts(shape, batch, phase))
  const training = phases.warmup + phases.elbo
  const perEpoch = batches * batch
  return {
    imagesPerSecond: ((epochs.warmup + epochs.elbo) * perEpoch) / training,
    elboImagesPerSecond: epochs.elbo === 0 ? 0 : (epochs.elbo * perEpoch) / phases.elbo,
    matmulShare: (inPhase('warmup') + inPhase('elbo')) / (training * peakGigaflops * 1e9),
  }
}

function quality(
  { component, sorted }: ObservedTraining,
  truth: LabeledData,
  { seed }: TrainingConfig,
  { decoders, seeds, refit }: TrainTask,
): Pick<TrainMeasures, 'purity' | 'usedClusters' | 'refittedPurity' | 'accuracies'> {
  return {
    purity: purity(component, truth),
    usedClusters: new Set(component).size,
    refittedPurity: refit && sorted ? refittedPurity(sorted, truth, seed) : null,
    accuracies:
      decoders.length > 0 && sorted ? accuracies(sorted, truth, { decoders, seeds, graphSeed: seed }) : {},
  }
}

/** Raw arrays for other programs: latent means, posteriors (components and weights, eight to a sample), classes. */
function dump(prefix: string, { classes }: LabeledData, { sorted }: ObservedTraining): void {
  if (!sorted) return
  writeFileSync(`${prefix}.means.f32`, sorted.means)
  writeFileSync(`${prefix}.components.u16`, sorted.posteriors.components)
  writeFileSync(`${prefix}.weights.f32`, sorted.posteriors.weights)
  writeFileSync(`${prefix}.classes.u8`, Uint8Array.from(classes))
}

import { FewlabelError } from '../contract/errors.ts'
import type { Checkpoint, EpochRecord, NamedTensor, TrainingConfig } from '../contract/training.ts'
import { initialiseNet } from '../model/gmvae.ts'
import { GmvaeTrainer } from '../model/gmvae-trainer.ts'
import {
  embeddingStandardisation,
  type Standardisation,
  standardisationOf,
} from '../model/standardisation.ts'
import { modelShape, type TrainingData } from './training-data.ts'

/** Names, among a checkpoint's weights, of what is not a parameter of the model. */
const extra = {
  mean: 'standardisation/mean',
  deviation: 'standardisation/deviation',
  /** Of embeddings only. */
  rowNorm: 'standardisation/row-norm',
  /** Sums over the batches done of the epoch under way: loss, reconstruction, kl, number of batches. */
  sums: 'epoch/sums',
  /** Responsibilities [K] summed over the same batches, and those of the epoch before. */
  masses: 'epoch/masses',
  lastMasses: 'epoch/last-masses',
  temperature: 'posterior/temperature',
} as const

/** Everything that a training run changes; a checkpoint is a copy of it. */
export interface TrainingState {
  readonly runId: number
  readonly config: TrainingConfig
  readonly trainer: GmvaeTrainer
  readonly standardisation: Standardisation | null
  phase: 'warmup' | 'elbo'
  epoch: number
  batch: number
  step: number
  history: EpochRecord[]
  readonly sums: Float64Array
  readonly masses: Float64Array
  /** Masses that the last whole epoch, or the fit, found; zero before there is a mixture. */
  readonly lastMasses: Float64Array
  /** Of the posteriors; 1 until the training is done and it is measured. */
  temperature: number
}

/** The state before the first step. */
export function freshState(data: TrainingData, runId: number, config: TrainingConfig): TrainingState {
  const shape = modelShape(data, config)
  const trainer = new GmvaeTrainer(shape)
  initialiseNet(trainer.parameters, config.seed)
  return {
    runId,
    config,
    trainer,
    standardisation: freshStandardisation(data, config),
    phase: 'warmup',
    epoch: 0,
    batch: 0,
    step: 0,
    history: [],
    sums: new Float64Array(4),
    masses: new Float64Array(config.clusters),
    lastMasses: new Float64Array(config.clusters),
    temperature: 1,
  }
}

function freshStandardisation(
  { shape, inputs }: TrainingData,
  { encoder }: TrainingConfig,
): Standardisation | null {
  if (shape.kind === 'image') return null
  return encoder === 'given'
    ? embeddingStandardisation(inputs, shape.length)
    : standardisationOf(inputs, shape.length)
}

/**
 * The state at the start of a run that continues another: its model and moments as they were left, at the beginning of
 * an epoch.
 *
 * @throws FewlabelError as {@link restoredState}
 */
export function continuedState(
  data: TrainingData,
  runId: number,
  config: TrainingConfig,
  base: Checkpoint,
): TrainingState {
  const state = restoredState(data, { ...base, runId, config, batch: 0 })
  state.sums.fill(0)
  state.masses.fill(0)
  state.temperature = 1
  return state
}

/**
 * The state that a checkpoint holds.
 *
 * @throws FewlabelError `source-mismatch` when it was made for other data, `project-damaged` when a part is missing
 */
export function restoredState(data: TrainingData, checkpoint: Checkpoint): TrainingState {
  const { runId, config, phase, epoch, batch, step, history } = checkpoint
  const trainer = new GmvaeTrainer(modelShape(data, config))
  const weights = new Map(checkpoint.weights.map((tensor) => [tensor.name, tensor]))
  const moments = new Map(checkpoint.moments.map((tensor) => [tensor.name, tensor]))
  for (const { name, shape } of trainer.parameters.specs) {
    const length = trainer.parameters.view(name).length
    trainer.parameters.view(name).set(valuesOf(weights, name, length))
    const offset = trainer.parameters.offsetOf(name)
    // Where all moments are zero, as before the first step, a checkpoint may come without them.
    if (moments.size > 0) {
      trainer.adam.m.set(valuesOf(moments, `${name}/m`, length), offset)
      trainer.adam.v.set(valuesOf(moments, `${name}/v`, length), offset)
    }
    if (shape.length === 0) throw new Error(`Parameter "${name}" is a scalar.`)
  }
  const ofClusters = (name: string) => Float64Array.from(valuesOf(weights, name, config.clusters))
  return {
    runId,
    config,
    trainer,
    standardisation: restoredStandardisation(data, config, weights),
    phase,
    epoch,
    batch,
    step,
    history: history.slice(),
    sums: Float64Array.from(valuesOf(weights, extra.sums, 4)),
    masses: ofClusters(extra.masses),
    lastMasses: ofClusters(extra.lastMasses),
    temperature: valuesOf(weights, extra.temperature, 1)[0],
  }
}

function restoredStandardisation(
  data: TrainingData,
  { encoder }: TrainingConfig,
  weights: Map<string, NamedTensor>,
): Standardisation | null {
  if (data.shape.kind === 'image') return null
  const { length } = data.shape
  return {
    mean: valuesOf(weights, extra.mean, length).slice(),
    deviation: valuesOf(weights, extra.deviation, length).slice(),
    rowNorm: encoder === 'given' ? valuesOf(weights, extra.rowNorm, 1)[0] : null,
  }
}

function valuesOf(tensors: Map<string, NamedTensor>, name: string, length: number): Float32Array {
  const tensor = tensors.get(name)
  if (!tensor) {
    throw new FewlabelError('project-damaged', 'The checkpoint of the training is incomplete.', {
      expected: `a tensor "${name}"`,
      remedy: 'Train again from the start.',
    })
  }
  if (tensor.values.length !== length) {
    throw new FewlabelError('source-mismatch', 'The checkpoint belongs to samples of another shape.', {
      expected: `${length} numbers in "${name}"`,
      found: `${tensor.values.length}`,
      remedy: 'Train again from the start.',
    })
  }
  return tensor.values
}

/** A copy of the state that nothing later changes. */
export function checkpointOf(state: TrainingState): Checkpoint {
  const { runId, config, trainer, standardisation, phase, epoch, batch, step, history } = state
  const { parameters, adam } = trainer
  const weights: NamedTensor[] = []
  const moments: NamedTensor[] = []
  for (const { name, shape } of parameters.specs) {
    const from = parameters.offsetOf(name)
    const to = from + parameters.view(name).length
    weights.push({ name, shape, values: parameters.view(name).slice() })
    moments.push({ name: `${name}/m`, shape, values: adam.m.slice(from, to) })
    moments.push({ name: `${name}/v`, shape, values: adam.v.slice(from, to) })
  }
  const addVector = (name: string, values: Float32Array | Float64Array) =>
    weights.push({ name, shape: [values.length], values: Float32Array.from(values) })
  if (standardisation) {
    addVector(extra.mean, standardisation.mean)
    addVector(extra.deviation, standardisation.deviation)
    const { rowNorm } = standardisation
    if (rowNorm !== null) addVector(extra.rowNorm, Float32Array.of(rowNorm))
  }
  addVector(extra.sums, state.sums)
  addVector(extra.masses, state.masses)
  addVector(extra.lastMasses, state.lastMasses)
  addVector(extra.temperature, Float32Array.of(state.temperature))
  return { runId, config, phase, epoch, batch, step, weights, moments, history: history.slice() }
}

/** False once a step has blown up. */
export function isHealthy({ trainer }: TrainingState): boolean {
  const { parameters, adam } = trainer
  // A moment that overflowed would stop its parameter for good, without a word.
  return [parameters.values, adam.m, adam.v].every(areFinite)
}

/** One infinite or undefined number makes the sum so; a sum of finite float32 stays finite in double precision. */
function areFinite(values: Float32Array): boolean {
  let sum = 0
  for (const value of values) sum += value
  return Number.isFinite(sum)
}

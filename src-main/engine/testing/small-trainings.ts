import { jitterRecipes } from '../../contract/jitter-recipes.ts'
import type { Checkpoint, TrainingConfig, TrainingEvent } from '../../contract/training.ts'
import { normals, Random } from '../../model/random.ts'
import { type TrainingData, type TrainOptions, train } from '../training-loop.ts'

/** A training of a blink: 5×5 pixels, two latent dimensions. */
export const smallConfig: TrainingConfig = {
  encoder: 'learned',
  clusters: 4,
  latentDimensions: 2,
  hiddenUnits: [12],
  batchSize: 16,
  warmupEpochs: 3,
  elboEpochs: 3,
  learningRate: 1e-2,
  decayShare: 0.3,
  earlyStop: true,
  continues: null,
  jitter: { ...jitterRecipes.none, rotation: 0.2, scale: 0.1, shear: 0.1, shift: 0.1 },
  vectorNoise: 0.1,
  columnDropout: 0,
  seed: 1,
}

/** Bright bars across or along an image of 5×5, with noise. */
export function barImages(count: number): TrainingData {
  const random = new Random(9)
  const inputs = new Uint8Array(count * 25)
  for (let i = 0; i < inputs.length; i++) {
    const sample = Math.floor(i / 25)
    const [x, y] = [i % 5, Math.floor((i % 25) / 5)]
    const lit = sample % 2 === 0 ? x === 2 : y === 2
    inputs[i] = (lit ? 200 : 20) + random.below(40)
  }
  return { shape: { kind: 'image', side: 5, channels: 1 }, count, inputs }
}

/** Two clouds in three columns of very different units. */
export function cloudVectors(count: number): TrainingData {
  const noise = normals(new Random(8), count * 3)
  const inputs = noise.map((x, k) => [1000, 0.01, 1][k % 3] * (x + (Math.floor(k / 3) % 2 === 0 ? 5 : -5)))
  return { shape: { kind: 'vector', length: 3, columns: ['a', 'b', 'c'] }, count, inputs }
}

/** Trains to the end. */
export async function collect(
  data: TrainingData,
  options: Partial<TrainOptions> = {},
): Promise<TrainingEvent[]> {
  const events: TrainingEvent[] = []
  for await (const event of train(data, { runId: 7, config: smallConfig, ...options })) events.push(event)
  return events
}

/** The events of one type. */
export function of<T extends TrainingEvent['type']>(events: TrainingEvent[], type: T) {
  return events.filter((event): event is Extract<TrainingEvent, { type: T }> => event.type === type)
}

/** All checkpoints, in order. */
export const checkpoints = (events: TrainingEvent[]) =>
  of(events, 'checkpoint').map((event) => event.checkpoint)

/** Between the weights and moments of two checkpoints. */
export function largestDifference(a: Checkpoint, b: Checkpoint): number {
  let largest = 0
  for (const [i, { values }] of [...a.weights, ...a.moments].entries()) {
    const other = [...b.weights, ...b.moments][i].values
    for (const [j, value] of values.entries()) largest = Math.max(largest, Math.abs(value - other[j]))
  }
  return largest
}

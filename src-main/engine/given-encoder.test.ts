import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { InputShape } from '../contract/data.ts'
import { type Checkpoint, type TrainingConfig, trainingProgressSchema } from '../contract/training.ts'
import { defaultTrainingConfig } from '../contract/training-defaults.ts'
import { normals, Random } from '../model/random.ts'
import { checkpoints, collect, largestDifference, of } from './testing/small-trainings.ts'
import { inferPosteriors, type TrainingData } from './training-loop.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const columns = 12
const kinds = 3
const shape: InputShape = { kind: 'vector', length: columns, columns: Array.from('abcdefghijkl') }

/** Embeddings in three directions, of norms between 4 and 12: sample i points in direction i % 3. */
function embeddings(count: number): TrainingData {
  const centres = normals(new Random(3), kinds * columns)
  const noise = normals(new Random(4), count * columns)
  const inputs = noise.map((x, k) => {
    const [i, j] = [Math.floor(k / columns), k % columns]
    return (2 + (i % 5)) * (centres[(i % kinds) * columns + j] + 0.2 * x)
  })
  return { shape, count, inputs }
}

const data = embeddings(240)
const config: TrainingConfig = defaultTrainingConfig(shape, data.count, {
  encoder: 'given',
  clusters: 6,
  latentDimensions: 4,
  elboEpochs: 8,
  earlyStop: false,
})

describe('a run whose encoder is given', () => {
  it('goes from axes over the mixture and its passes to the posteriors, without gradients', async () => {
    const before = tf.memory().numTensors
    const events = await collect(data, { config })
    expect(tf.memory().numTensors).toBe(before)
    expect(of(events, 'epoch').map(({ record }) => [record.epoch, record.phase])).toEqual(
      Array.from({ length: 8 }, (_, i) => [i + 1, 'elbo']),
    )
    expect(checkpoints(events).map(({ phase, epoch }) => [phase, epoch])).toEqual([
      ['warmup', 0],
      ['elbo', 0],
      ['elbo', 8],
    ])
    const losses = of(events, 'epoch').map(({ record }) => record.loss)
    for (const [i, loss] of losses.slice(1).entries()) expect(loss).toBeLessThanOrEqual(losses[i] + 1e-3)
    for (const { progress } of of(events, 'progress')) trainingProgressSchema.parse(progress)
    const last = checkpoints(events).at(-1) as Checkpoint
    expect(last.weights.some(({ name }) => name.startsWith('encoder/'))).toBe(false)

    const [{ chunk }] = of(events, 'posteriors')
    const kindsOf = new Map<number, Set<number>>()
    for (let i = 0; i < data.count; i++) {
      const cluster = chunk.components[8 * i]
      kindsOf.set(cluster, (kindsOf.get(cluster) ?? new Set()).add(i % kinds))
    }
    for (const found of kindsOf.values()) expect(found.size).toBe(1)
  })

  it('shows prototypes in the units of the embeddings', async () => {
    const events = await collect(data, { config })
    const [{ chunk }] = of(events, 'posteriors')
    const prototypes = of(events, 'gallery').at(-1)?.gallery.prototypes as Float32Array
    expect(prototypes).toHaveLength(6 * columns)
    for (const sample of [0, 1, 2]) {
      const prototype = prototypes.subarray(chunk.components[8 * sample] * columns).subarray(0, columns)
      const own = data.inputs.subarray(sample * columns, (sample + 1) * columns) as Float32Array
      expect(cosine(prototype, own)).toBeGreaterThan(0.9)
      expect(norm(prototype)).toBeGreaterThan(8)
      expect(norm(prototype)).toBeLessThan(20)
    }
  })

  it('goes on from any checkpoint as if it had never stopped', async () => {
    const whole = checkpoints(await collect(data, { config, checkpointSeconds: 0 }))
    const last = whole.at(-1) as Checkpoint
    for (const resume of [whole[0], whole[1], whole[4]]) {
      const rest = checkpoints(await collect(data, { config, resume: structuredClone(resume) }))
      expect(largestDifference(rest.at(-1) as Checkpoint, last)).toBeLessThan(1e-4)
      expect(rest.at(-1)?.history).toHaveLength(8)
    }
  })

  it('stops when told, between two checkpoints', async () => {
    const stop = new AbortController()
    stop.abort()
    const events = await collect(data, { config, signal: stop.signal })
    expect(events.map(({ type }) => type)).toEqual(['checkpoint'])
  })

  it('sorts samples that come later, whatever their norm', async () => {
    const events = await collect(data, { config })
    const [{ chunk }] = of(events, 'posteriors')
    const last = checkpoints(events).at(-1) as Checkpoint
    const later = { ...data, count: 5, inputs: data.inputs.slice(0, 5 * columns).map((x) => 100 * x) }
    const [inferred] = [...inferPosteriors(later, last, data.count)]
    expect(inferred.first).toBe(data.count)
    for (let i = 0; i < 5; i++) expect(inferred.components[8 * i]).toBe(chunk.components[8 * i])
  })

  it('ends once passes gain nothing more, and can be continued by more of them', async () => {
    const patient = { ...config, elboEpochs: 500, earlyStop: true }
    const events = await collect(data, { config: patient })
    const base = checkpoints(events).at(-1) as Checkpoint
    expect(base.epoch).toBeLessThan(500)
    expect(of(events, 'notice').at(-1)?.message).toContain('come to rest')
    const further = {
      ...config,
      elboEpochs: base.epoch + 3,
      continues: { runId: base.runId, epoch: base.epoch },
    }
    const more = await collect(embeddings(300), { runId: 8, config: further, base })
    expect(of(more, 'epoch')).toHaveLength(3)
    expect(of(more, 'posteriors')[0].chunk.count).toBe(300)
  })

  it('bears fewer columns than dimensions, and rows without a direction', async () => {
    const inputs = Float32Array.from({ length: 60 }, (_, i) => (i < 6 ? 0 : Math.sin(i * 7)))
    const flat: TrainingData = {
      shape: { kind: 'vector', length: 2, columns: ['a', 'b'] },
      count: 30,
      inputs,
    }
    const events = await collect(flat, { config })
    const last = checkpoints(events).at(-1) as Checkpoint
    expect(last.weights.every(({ values }) => values.every(Number.isFinite))).toBe(true)
  })
})

function norm(values: Float32Array): number {
  return Math.hypot(...values)
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0) / (norm(a) * norm(b))
}

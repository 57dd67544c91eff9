import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Checkpoint, TrainingEvent } from '../contract/training.ts'
import { trainingProgressSchema } from '../contract/training.ts'
import {
  barImages,
  checkpoints,
  cloudVectors,
  collect,
  smallConfig as config,
  largestDifference,
  of,
} from './testing/small-trainings.ts'
import { inferPosteriors, train } from './training-loop.ts'

/** A learning rate so large that the weights overflow, but not any more when it is halved a few times. */
const tooLargeRate = 3e6

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('train', () => {
  it('tells its story in order: warm-up, mixture, full loss, checkpoint, posteriors, gallery', async () => {
    const data = barImages(70)
    const events = await collect(data)
    expect(of(events, 'epoch').map(({ record }) => [record.epoch, record.phase])).toEqual([
      [1, 'warmup'],
      [2, 'warmup'],
      [3, 'warmup'],
      [4, 'elbo'],
      [5, 'elbo'],
      [6, 'elbo'],
    ])
    const phases = checkpoints(events).map(({ phase, epoch, batch }) => [phase, epoch, batch])
    expect(phases).toEqual([
      ['warmup', 3, 0],
      ['elbo', 3, 0],
      ['elbo', 6, 0],
    ])
    const types = events.map((event) => event.type)
    expect(types.indexOf('posteriors')).toBeGreaterThan(types.lastIndexOf('checkpoint'))
    expect(types.at(-1)).toBe('gallery')
    const { gallery } = of(events, 'gallery').at(-1) as {
      gallery: { masses: Float32Array; prototypes: unknown }
    }
    expect(gallery.masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 5)
    expect(gallery.prototypes).toBeInstanceOf(Uint8Array)
    expect(gallery.prototypes).toHaveLength(4 * 25)
    for (const { progress } of of(events, 'progress')) trainingProgressSchema.parse(progress)
  })

  it('gives every sample its posteriors and tells the two kinds of image apart', async () => {
    const data = barImages(80)
    const events = await collect(data, { config: { ...config, warmupEpochs: 25, elboEpochs: 10 } })
    const chunks = of(events, 'posteriors').map((event) => event.chunk)
    expect(chunks.map(({ first, count }) => [first, count])).toEqual([[0, 80]])
    const [{ components, weights, means }] = chunks
    expect(means).toHaveLength(160)
    const kindsOf = new Map<number, Set<number>>()
    for (let i = 0; i < 80; i++) {
      const row = weights.subarray(8 * i, 8 * i + 8)
      expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5)
      expect([...row].sort((a, b) => b - a)).toEqual([...row])
      const top = components[8 * i]
      kindsOf.set(top, (kindsOf.get(top) ?? new Set()).add(i % 2))
    }
    for (const kinds of kindsOf.values()) expect(kinds.size).toBe(1)
    const losses = of(events, 'epoch').map(({ record }) => record.reconstruction)
    expect(losses[24]).toBeLessThan(losses[0])
  })

  it('splits posteriors into chunks, which inferring from the last checkpoint repeats', async () => {
    const data = barImages(5000)
    const events = await collect(data, {
      config: { ...config, batchSize: 1024, warmupEpochs: 1, elboEpochs: 1 },
    })
    const chunks = of(events, 'posteriors').map((event) => event.chunk)
    expect(chunks.map(({ first, count }) => [first, count])).toEqual([
      [0, 4096],
      [4096, 904],
    ])
    const last = checkpoints(events).at(-1) as Checkpoint
    const part = { ...data, count: 10, inputs: data.inputs.slice(0, 250) }
    const [inferred] = [...inferPosteriors(part, last, 300)]
    expect([inferred.first, inferred.count]).toEqual([300, 10])
    expect(inferred.components).toEqual(chunks[0].components.slice(0, 80))
    for (const [i, mean] of inferred.means.entries()) expect(mean).toBeCloseTo(chunks[0].means[i], 4)
  })

  it('trains on vectors in any units and shows prototypes in those units', async () => {
    const data = cloudVectors(120)
    const events = await collect(data, { config: { ...config, warmupEpochs: 30, elboEpochs: 10 } })
    const gallery = of(events, 'gallery').at(-1)?.gallery
    expect(gallery?.prototypes).toBeInstanceOf(Float32Array)
    const firstColumn = [...(gallery?.prototypes ?? [])].filter((_, i) => i % 3 === 0)
    expect(Math.max(...firstColumn)).toBeGreaterThan(2000)
    expect(Math.min(...firstColumn)).toBeLessThan(-2000)
    const last = checkpoints(events).at(-1) as Checkpoint
    const [inferred] = [...inferPosteriors({ ...data, count: 4, inputs: data.inputs.slice(0, 12) }, last, 0)]
    expect(inferred.means).toHaveLength(8)
  })

  it('measures the temperature of the posteriors once, when training is done', async () => {
    const found = checkpoints(await collect(barImages(70))).map(
      ({ weights }) => weights.find(({ name }) => name === 'posterior/temperature')?.values[0] ?? 0,
    )
    expect(found.slice(0, -1)).toEqual([1, 1])
    expect(found.at(-1)).toBeGreaterThanOrEqual(1)
    expect(found.at(-1)).toBeLessThanOrEqual(5)
  })

  it('keeps no tensors, from step to step', async () => {
    const before = tf.memory().numTensors
    const counts = new Set<number>()
    const options = { runId: 7, config: { ...config, batchSize: 128 }, checkpointSeconds: 0 }
    for await (const _ of train(barImages(1000), options)) counts.add(tf.memory().numTensors)
    expect([...counts]).toEqual([before])
  })
})

describe('checkpoints', () => {
  it('let a run go on from any place as if it had never stopped', async () => {
    const data = barImages(70)
    const whole = await collect(data, { checkpointSeconds: 0 })
    const all = checkpoints(whole)
    const last = all.at(-1) as Checkpoint
    const insideWarmup = all.find(({ phase, batch }) => phase === 'warmup' && batch === 2) as Checkpoint
    const beforeFit = all.find(({ phase, epoch }) => phase === 'warmup' && epoch === 3) as Checkpoint
    const insideElbo = all.find(({ phase, batch, epoch }) => phase === 'elbo' && batch === 3 && epoch === 4)
    for (const resume of [insideWarmup, beforeFit, insideElbo as Checkpoint]) {
      const rest = checkpoints(await collect(data, { resume: structuredClone(resume) })).at(-1) as Checkpoint
      expect(largestDifference(rest, last)).toBeLessThan(1e-4)
      expect(rest.step).toBe(last.step)
      for (const [i, record] of rest.history.entries()) {
        expect(record.epoch).toBe(i + 1)
        expect(record.loss).toBeCloseTo(last.history[i].loss, 3)
      }
    }
  })

  it('of a finished training lead straight to the posteriors', async () => {
    const data = barImages(40)
    const last = checkpoints(await collect(data)).at(-1) as Checkpoint
    const rest = await collect(data, { resume: last })
    expect(rest.map((event) => event.type)).toEqual(['checkpoint', 'posteriors', 'gallery'])
  })

  it('of other data are refused', async () => {
    const last = checkpoints(await collect(barImages(40))).at(-1) as Checkpoint
    await expect(collect(cloudVectors(40), { resume: last })).rejects.toMatchObject({
      code: 'source-mismatch',
    })
    const torn = { ...last, weights: last.weights.slice(1) }
    await expect(collect(barImages(40), { resume: torn })).rejects.toMatchObject({ code: 'project-damaged' })
  })
})

describe('stopping', () => {
  it('ends with one last checkpoint from which the run can go on', async () => {
    const data = barImages(70)
    const stop = new AbortController()
    const events: TrainingEvent[] = []
    for await (const event of train(data, { runId: 7, config, signal: stop.signal, checkpointSeconds: 0 })) {
      events.push(event)
      if (event.type === 'checkpoint' && event.checkpoint.epoch === 1) stop.abort()
    }
    expect(events.at(-1)?.type).toBe('checkpoint')
    const last = checkpoints(events).at(-1) as Checkpoint
    expect(last.epoch).toBe(1)
    const finished = checkpoints(await collect(data, { resume: last })).at(-1) as Checkpoint
    const whole = checkpoints(await collect(data)).at(-1) as Checkpoint
    expect(largestDifference(finished, whole)).toBeLessThan(1e-4)
  })

  it('lets the event loop run, so that a timer can stop it', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 20)
    const long = { ...config, warmupEpochs: 1000 }
    const events = await collect(barImages(400), { config: long, signal: stop.signal })
    expect(events.at(-1)?.type).toBe('checkpoint')
    expect(checkpoints(events).at(-1)?.phase).toBe('warmup')
  })
})

describe('hard cases', () => {
  it.each([
    ['no sample', barImages(0)],
    ['one sample', barImages(1)],
    ['3 samples, all alike', { ...barImages(3), inputs: new Uint8Array(75).fill(7) }],
  ])('refuses %s', async (found, data) => {
    await expect(collect(data)).rejects.toMatchObject({ code: 'nothing-to-train', details: { found } })
  })

  it('refuses inputs of the wrong length', async () => {
    const data = { ...barImages(3), count: 4 }
    await expect(collect(data)).rejects.toMatchObject({ code: 'source-mismatch' })
  })

  it.each([2, 5, 13])('trains on %i samples with fewer clusters, and says so', async (count) => {
    const events = await collect(barImages(count), { config: { ...config, clusters: 100 } })
    const clusters = Math.max(2, Math.floor(count / 3))
    expect(of(events, 'notice')[0].message).toContain(`${clusters} clusters instead of 100`)
    expect(of(events, 'gallery').at(-1)?.gallery.masses).toHaveLength(clusters)
    const last = checkpoints(events).at(-1) as Checkpoint
    expect(last.config.clusters).toBe(clusters)
    expect(last.weights.every(({ values }) => values.every(Number.isFinite))).toBe(true)
  })

  it('survives columns that never change', async () => {
    const data = cloudVectors(40)
    for (let i = 0; i < data.inputs.length; i += 3) data.inputs[i] = 12
    const events = await collect(data)
    const gallery = of(events, 'gallery').at(-1)?.gallery
    expect(gallery?.prototypes.every(Number.isFinite)).toBe(true)
  })

  it('goes back to the last good checkpoint when the loss blows up, with half the learning rate', async () => {
    const events = await collect(barImages(70), { config: { ...config, learningRate: tooLargeRate } })
    const rates = checkpoints(events).map((checkpoint) => checkpoint.config.learningRate)
    expect(of(events, 'notice')[0].message).toContain('half the learning rate')
    expect(rates.at(-1)).toBeLessThan(tooLargeRate)
    expect(of(events, 'posteriors')).toHaveLength(1)
  })

  it('gives up after four divergences', async () => {
    const hopeless = { ...config, learningRate: 1e30 }
    await expect(collect(barImages(70), { config: hopeless })).rejects.toMatchObject({
      code: 'training-diverged',
    })
  })
})

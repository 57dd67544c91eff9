import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Checkpoint, PosteriorChunk, TrainingConfig, TrainingEvent } from '../contract/training.ts'
import type { EarlierPosteriors } from './cluster-numbers.ts'
import {
  barImages,
  checkpoints,
  cloudVectors,
  collect,
  smallConfig as config,
  largestDifference,
  of,
} from './testing/small-trainings.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const last = (events: TrainingEvent[]) => checkpoints(events).at(-1) as Checkpoint
const epochs = (events: TrainingEvent[]) => of(events, 'epoch').map(({ record }) => record.epoch)
const notices = (events: TrainingEvent[]) => of(events, 'notice').map(({ message }) => message)
const chunkOf = (events: TrainingEvent[]): PosteriorChunk => of(events, 'posteriors')[0].chunk

/** The configuration of a run that goes on from a checkpoint for some epochs. */
function further(base: Checkpoint, count: number): TrainingConfig {
  const { epoch, runId } = base
  const elboEpochs = epoch - base.config.warmupEpochs + count
  return { ...base.config, elboEpochs, continues: { runId, epoch } }
}

describe('early stop', () => {
  // Steps so small that nothing is gained by them.
  const resting = { ...config, batchSize: 256, elboEpochs: 20, learningRate: 1e-9 }
  const data = barImages(1000)

  it('ends a training that gains nothing, and says so', async () => {
    const events = await collect(data, { config: resting, checkpointSeconds: 0 })
    // Warm-up 3, ramp 5, the first measure and five without a gain, decay 6.
    expect(epochs(events).at(-1)).toBe(3 + 5 + 6 + 6)
    expect(notices(events)).toEqual([
      'Epoch 14: training no longer helps with the 32 samples kept aside as a check. It goes on in smaller and smaller steps and ends after epoch 20 instead of 23.',
    ])
    const records = of(events, 'epoch').map(({ record }) => record.heldOutLoss)
    expect(records.slice(0, 3)).toEqual([null, null, null])
    expect(records.slice(3).every((loss) => loss !== null && Number.isFinite(loss))).toBe(true)
    const told = events[events.findIndex(({ type }) => type === 'notice') + 1]
    expect(told).toMatchObject({ type: 'progress', progress: { epoch: 14, epochs: 20 } })
    expect(of(events, 'posteriors')).toHaveLength(1)
  })

  it('decides the same when the run is resumed, before and after', async () => {
    const events = await collect(data, { config: resting, checkpointSeconds: 0 })
    const all = checkpoints(events)
    for (const place of [9, 14]) {
      const resume = all.find(({ epoch, batch }) => epoch === place && batch === 2) as Checkpoint
      const rest = last(await collect(data, { resume: structuredClone(resume) }))
      expect([rest.epoch, rest.step]).toEqual([last(events).epoch, last(events).step])
      for (const [i, record] of rest.history.entries()) {
        const { heldOutLoss } = last(events).history[i]
        expect(record.heldOutLoss === null).toBe(heldOutLoss === null)
        expect(record.heldOutLoss ?? 0).toBeCloseTo(heldOutLoss ?? 0, 4)
      }
      expect(largestDifference(rest, last(events))).toBeLessThan(1e-4)
    }
  })

  it('keeps no sample out where it is switched off, or where there are few', async () => {
    const off = await collect(data, { config: { ...resting, earlyStop: false } })
    expect(epochs(off).at(-1)).toBe(23)
    expect(of(off, 'epoch').every(({ record }) => record.heldOutLoss === null)).toBe(true)
    const few = await collect(barImages(70), { config: { ...resting, elboEpochs: 10 } })
    expect(epochs(few).at(-1)).toBe(13)
  })
})

describe('a run that continues another', () => {
  it('goes on with its model: more epochs, no warm-up, the same clusters', async () => {
    const data = barImages(80)
    const first = await collect(data, {
      config: { ...config, clusters: 2, warmupEpochs: 25, elboEpochs: 10 },
    })
    const base = last(first)
    const second = await collect(data, { runId: 8, config: further(base, 6), base })
    expect(second[0].type).toBe('gallery')
    expect(epochs(second)).toEqual([36, 37, 38, 39, 40, 41])
    const end = last(second)
    expect([end.runId, end.phase, end.epoch]).toEqual([8, 'elbo', 41])
    expect(end.history).toHaveLength(41)
    expect(end.step).toBe(base.step + 6 * 5)
    expect(largestDifference(end, base)).toBeGreaterThan(0)
    // The samples are where they were.
    const tops = [first, second].map((events) => chunkOf(events).components.filter((_, i) => i % 8 === 0))
    const same = tops[0].filter((component, i) => component === tops[1][i]).length
    expect(same).toBeGreaterThan(76)
  })

  it('is resumed as if it had never stopped', async () => {
    const data = barImages(70)
    const base = last(await collect(data))
    const whole = await collect(data, {
      runId: 8,
      config: further(base, 4),
      base,
      checkpointSeconds: 0,
    })
    const resume = checkpoints(whole).find(({ epoch, batch }) => epoch === 7 && batch === 2) as Checkpoint
    const rest = last(await collect(data, { runId: 8, resume: structuredClone(resume) }))
    expect(largestDifference(rest, last(whole))).toBeLessThan(1e-4)
  })

  it('takes samples in that came later, on the scale of the earlier ones', async () => {
    const data = cloudVectors(120)
    const early = { ...data, count: 60, inputs: data.inputs.slice(0, 180) }
    const base = last(await collect(early))
    const events = await collect(data, { runId: 8, config: further(base, 2), base })
    expect(chunkOf(events).count).toBe(120)
    const scale = (checkpoint: Checkpoint) =>
      checkpoint.weights.filter(({ name }) => name.startsWith('standardisation/'))
    expect(scale(last(events))).toEqual(scale(base))
  })

  it('needs a model with clusters', async () => {
    const data = barImages(70)
    const [warm] = checkpoints(await collect(data))
    const continues = { ...config, continues: { runId: 7, epoch: 3 } }
    for (const base of [undefined, warm]) {
      await expect(collect(data, { config: continues, base })).rejects.toMatchObject({ code: 'not-trained' })
    }
  })
})

describe('the numbers of clusters', () => {
  const data = barImages(200)
  const long = { ...config, warmupEpochs: 10, elboEpochs: 8 }
  const earlier = (events: TrainingEvent[], clusters: number): EarlierPosteriors => {
    return { runId: 6, componentCount: clusters, ...chunkOf(events) }
  }
  /** Samples that are in the cluster of the same number in both. */
  const inPlace = (a: TrainingEvent[], b: TrainingEvent[]) => {
    const other = chunkOf(b).components
    return chunkOf(a).components.filter((component, i) => i % 8 === 0 && component === other[i]).length
  }

  it('stay through a training with another seed', async () => {
    const before = await collect(data, { config: long })
    const fresh = { ...long, seed: 2 }
    const unnumbered = await collect(data, { config: fresh })
    const events = await collect(data, { config: fresh, earlierPosteriors: () => earlier(before, 4) })
    expect(inPlace(before, events)).toBeGreaterThan(inPlace(before, unnumbered))
    expect(notices(events).at(-1)).toMatch(/clusters kept the number/)
    // The last checkpoint holds the model as it is numbered: what is sorted with it gets the same numbers.
    const again = await collect(data, { resume: last(events), earlierPosteriors: () => earlier(before, 4) })
    expect(chunkOf(again).components).toEqual(chunkOf(events).components)
    // So are the prototypes: a cluster of upright bars is shown by one.
    const gallery = of(events, 'gallery').at(-1)?.gallery.prototypes as Uint8Array
    for (let i = 0; i < 200; i++) {
      const prototype = gallery.subarray(25 * chunkOf(events).components[8 * i])
      expect(prototype[2] > prototype[10]).toBe(i % 2 === 0)
    }
  })

  it('are not touched when the run goes on with the mixture in use', async () => {
    const before = await collect(data, { config: long })
    const base = last(before)
    const posteriors = () => ({ ...earlier(before, 4), runId: 7 })
    const events = await collect(data, {
      runId: 8,
      config: further(base, 2),
      base,
      earlierPosteriors: posteriors,
    })
    expect(notices(events)).toEqual([])
  })

  it('go to new clusters where an earlier training had more, or knew none of the samples', async () => {
    const before = await collect(data, { config: { ...long, clusters: 12 } })
    const fewer = await collect(data, { config: long, earlierPosteriors: () => earlier(before, 12) })
    expect(Math.max(...chunkOf(fewer).components)).toBeLessThan(4)
    const empty = {
      runId: 6,
      count: 0,
      componentCount: 4,
      components: new Uint16Array(),
      weights: new Float32Array(),
    }
    const strange = await collect(data, { config: long, earlierPosteriors: () => empty })
    expect(notices(strange)).toEqual([
      'No cluster is like one from before this training: all numbers stand for new ones.',
    ])
  })
})

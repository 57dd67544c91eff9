import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Checkpoint, EpochRecord, TrainingConfig } from '../contract/training.ts'
import { drawnLetters } from '../dataset/sample-set.ts'
import type { TrainRequest } from '../engine/protocol.ts'
import {
  type EngineScript,
  scriptedEngine,
  temporaryWorkbench,
  twoClusters,
} from './testing/sorted-project.ts'

const count = 40
let end: () => Promise<void> = async () => {}
afterEach(() => end())

async function openWorkbench(scripts: EngineScript[]) {
  const made = temporaryWorkbench(scriptedEngine(scripts))
  end = made.end
  await made.workbench.createProject(join(made.folder, 'test.fewlabel'))
  await made.workbench.project().imports.run(drawnLetters({ count, seed: 1 }))
  const { training } = made.workbench.project()
  const settings = { clusters: 2, latentDimensions: 2, warmupEpochs: 4, elboEpochs: 6 }
  return { ...made, training, config: training.defaults(settings) }
}

const record = (epoch: number): EpochRecord => ({
  epoch,
  phase: epoch <= 4 ? 'warmup' : 'elbo',
  loss: 10,
  reconstruction: 10,
  kl: null,
  liveComponents: null,
  heldOutLoss: null,
})

function checkpoint(runId: number, epoch: number, config: TrainingConfig): Checkpoint {
  return {
    runId,
    epoch,
    batch: 0,
    phase: epoch > 4 ? 'elbo' : 'warmup',
    step: epoch,
    config,
    weights: [{ name: 'w', shape: [1], values: Float32Array.of(1) }],
    moments: [],
    history: Array.from({ length: epoch }, (_, i) => record(i + 1)),
  }
}

/** Trains up to an epoch, notes what it was asked for, and sorts the samples. */
function trains(requests: TrainRequest[], epoch: number, samples = count): EngineScript {
  return async (send, stopped, request) => {
    requests.push(request as TrainRequest)
    const { runId, config } = request as TrainRequest
    await send({ type: 'checkpoint', checkpoint: checkpoint(runId, epoch, config) })
    return twoClusters(samples)(send, stopped, request)
  }
}

const untilStopped =
  (epoch: number): EngineScript =>
  async (send, stopped, request) => {
    const { runId, config } = request as TrainRequest
    await send({ type: 'checkpoint', checkpoint: checkpoint(runId, epoch, config) })
    while (!stopped()) await new Promise((resolve) => setTimeout(resolve, 5))
    return 'stopped'
  }

async function atRest({ training }: Awaited<ReturnType<typeof openWorkbench>>) {
  while (training.busy) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('training further', () => {
  it('is a run of its own that adds epochs to the model of the last one', async () => {
    const requests: TrainRequest[] = []
    const opened = await openWorkbench([trains(requests, 10), trains(requests, 13)])
    const { training, workbench, config } = opened
    await training.run(config)
    const { labeling } = workbench.project()
    labeling.label([1], labeling.classes.add({ name: 'a' }).id)
    const result = await training.run(training.continuation({ epochs: 3 }))
    expect(result.epochs).toBe(3)
    expect(requests[1].config).toEqual({ ...config, elboEpochs: 9, continues: { runId: 1, epoch: 10 } })
    expect(requests[1].resume).toBe(false)
    expect(training.state().run).toMatchObject({ id: 2, state: 'done', epochs: 13 })
    expect(labeling.summary()).toMatchObject({ runId: 2, labeled: 1 })
  })

  it('shows the curve so far from the start', async () => {
    const opened = await openWorkbench([trains([], 10), untilStopped(11)])
    const { training, config } = opened
    await training.run(config)
    training.start(training.continuation())
    expect(training.state().history).toHaveLength(10)
    training.cancel()
    await atRest(opened)
  })

  it('counts from where an early stop ended, and takes the samples that came later in', async () => {
    const requests: TrainRequest[] = []
    const opened = await openWorkbench([trains(requests, 8), trains(requests, 12, 2 * count)])
    const { training, workbench, config } = opened
    await training.run(config)
    await workbench.project().imports.run(drawnLetters({ count, seed: 2 }))
    const { elboEpochs } = training.defaults()
    await training.run(training.continuation())
    const added = Math.ceil(elboEpochs / 2)
    expect(requests[1].config).toMatchObject({ elboEpochs: 4 + added, continues: { runId: 1, epoch: 8 } })
    expect(workbench.project().labeling.summary().unsorted).toBe(0)
  })

  it('goes on with a cancelled run that had clusters, else with the one in use', async () => {
    const opened = await openWorkbench([trains([], 10), untilStopped(7), untilStopped(3)])
    const { training, config } = opened
    await training.run(config)
    for (const expected of [2, 1]) {
      training.start(config)
      while (training.state().run?.checkpointEpoch == null) await new Promise((r) => setTimeout(r, 5))
      training.cancel()
      await atRest(opened)
      expect(training.continuation().continues?.runId).toBe(expected)
    }
    expect(training.continuation({ runId: 1 }).continues).toEqual({ runId: 1, epoch: 10 })
    expect(() => training.continuation({ runId: 3 })).toThrow(
      expect.objectContaining({ code: 'not-trained' }),
    )
  })

  it('is refused while a run is paused, and before there is a model', async () => {
    const opened = await openWorkbench([untilStopped(7)])
    const { training, config } = opened
    expect(() => training.continuation()).toThrow(expect.objectContaining({ code: 'not-trained' }))
    training.start(config)
    while (training.state().run?.checkpointEpoch == null) await new Promise((r) => setTimeout(r, 5))
    training.pause()
    await atRest(opened)
    expect(() => training.continuation()).toThrow(expect.objectContaining({ code: 'busy' }))
  })

  it('gives a model from before there was a schedule one', async () => {
    const opened = await openWorkbench([trains([], 10)])
    const { training, config } = opened
    await training.run({ ...config, decayShare: 0, earlyStop: false })
    expect(training.continuation()).toMatchObject({ decayShare: 0.3, earlyStop: true })
    expect(() => training.continuation({ epochs: 5000 })).toThrow(
      expect.objectContaining({ code: 'bad-request' }),
    )
  })
})

describe('a run that stops early', () => {
  it('is as long as it says', async () => {
    const early: EngineScript = async (send, stopped, request) => {
      const { runId } = request as TrainRequest
      await send({
        type: 'progress',
        progress: {
          runId,
          phase: 'elbo',
          epoch: 7,
          epochs: 8,
          reconstruction: null,
          kl: null,
          loss: null,
          liveComponents: 2,
          samplesPerSecond: 100,
          elapsedSeconds: 1,
          secondsLeft: 1,
        },
      })
      await send({ type: 'notice', message: 'It ends early.' })
      return twoClusters(count)(send, stopped, request)
    }
    const { training, config } = await openWorkbench([early])
    const told: string[] = []
    const result = await training.run(config, { onNotice: (message) => told.push(message) })
    expect(result.epochs).toBe(8)
    expect(told).toEqual(['It ends early.'])
    expect(training.state().run?.epochs).toBe(8)
  })
})

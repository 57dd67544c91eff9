import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TrainingEvent, trainingConfigSchema } from '../contract/training.ts'
import { forkProgram } from '../process/fork-program.ts'
import { Project } from '../project/project.ts'
import { createEngineClient } from './engine-client.ts'

/*
 * The whole way: a project file, a forked process, WebAssembly, the training loop.
 */

const side = 8
const samples = 200
const folder = mkdtempSync(join(tmpdir(), 'fewlabel-engine-'))
const entry = new URL('./engine-process.ts', import.meta.url)
const client = createEngineClient(() => forkProgram(entry))
let project: Project

const config = trainingConfigSchema.parse({
  clusters: 4,
  latentDimensions: 2,
  hiddenUnits: [16],
  batchSize: 50,
  warmupEpochs: 1,
  elboEpochs: 1,
  jitter: {},
})

beforeAll(async () => {
  project = Project.create(join(folder, 'p.fewlabel'), { holder: 'test' })
  const shape = { kind: 'image', side, channels: 1 } as const
  const details = { source: 'drawn', format: 'idx', shape, recipe: null } as const
  const transaction = project.beginImport(details)
  for (let index = 0; index < samples; index++) {
    // One of four bars, in one of many greys.
    const input = Uint8Array.from({ length: side * side }, (_, at) =>
      (at % side) >> 1 === index % 4 ? 255 - (index >> 2) : 0,
    )
    const contentHash = createHash('sha256').update(input).digest()
    transaction.add({
      externalId: String(index),
      sourcePath: null,
      input,
      thumbnail: null,
      original: null,
      contentHash,
      truth: null,
    })
  }
  transaction.commit()
  await client.start('wasm')
})

afterAll(async () => {
  await client.stop()
  project.close()
  rmSync(folder, { recursive: true, force: true })
})

function collect(): { events: TrainingEvent[]; listener: (event: TrainingEvent) => void } {
  const events: TrainingEvent[] = []
  return { events, listener: (event) => void events.push(event) }
}

function of<T extends TrainingEvent['type']>(
  events: TrainingEvent[],
  type: T,
): Extract<TrainingEvent, { type: T }>[] {
  return events.filter((event): event is Extract<TrainingEvent, { type: T }> => event.type === type)
}

describe('the engine process', () => {
  it('trains, and sorts with what it learned', async () => {
    expect(client.status()).toMatchObject({
      state: 'ready',
      backend: 'wasm',
      reason: 'WebAssembly, as chosen',
    })
    const run = project.runs.create(config)
    const request = { projectPath: project.path, runId: run.id, config, resume: false }
    const training = collect()
    expect(await client.train(request, training.listener).done).toBe('finished')
    expect(of(training.events, 'epoch').map(({ record }) => record.epoch)).toEqual([1, 2])
    const chunks = of(training.events, 'posteriors').map(({ chunk }) => chunk)
    expect(chunks.reduce((sum, { count }) => sum + count, 0)).toBe(samples)
    expect(chunks[0].weights).toBeInstanceOf(Float32Array)
    expect(chunks[0].components).toBeInstanceOf(Uint16Array)

    for (const { checkpoint } of of(training.events, 'checkpoint')) {
      await project.runs.saveCheckpoint(checkpoint)
    }
    const sorting = collect()
    const inferRequest = { projectPath: project.path, runId: run.id, first: 150 }
    expect(await client.infer(inferRequest, sorting.listener).done).toBe('finished')
    const sorted = of(sorting.events, 'posteriors').map(({ chunk }) => chunk)
    expect(sorted[0].first).toBe(150)
    expect(sorted.reduce((sum, { count }) => sum + count, 0)).toBe(50)
  })

  it('is killed in the middle of training and goes on from the last checkpoint', async () => {
    const long = { ...config, warmupEpochs: 1, elboEpochs: 5000 }
    const run = project.runs.create(long)
    const request = { projectPath: project.path, runId: run.id, config: long, resume: false }
    // The process of the job before has ended with it.
    expect(client.status()).toMatchObject({ state: 'ready', pid: null })
    const restarts = client.status().restarts
    const dying = client.train(request, async (event) => {
      if (event.type !== 'checkpoint' || event.checkpoint.phase !== 'elbo') return
      await project.runs.saveCheckpoint(event.checkpoint)
      process.kill(client.status().pid as number, 'SIGKILL')
    })
    await expect(dying.done).rejects.toMatchObject({ code: 'engine-crashed' })
    expect(client.status()).toMatchObject({ state: 'restarting', restarts: restarts + 1 })

    const epochs: number[] = []
    const resumed = client.train({ ...request, resume: true }, async (event) => {
      if (event.type === 'epoch') epochs.push(event.record.epoch)
      if (event.type === 'checkpoint') await project.runs.saveCheckpoint(event.checkpoint)
      if (epochs.length >= 3) resumed.stop()
    })
    expect(await resumed.done).toBe('stopped')
    expect(epochs[0]).toBe(2)
    expect(project.runs.latestCheckpoint(run.id)?.epoch).toBe(epochs.at(-1))
  })

  it('tells a failure as it is', async () => {
    const request = { projectPath: join(folder, 'none.fewlabel'), runId: 1, config, resume: false }
    await expect(client.train(request, () => {}).done).rejects.toMatchObject({ code: 'project-not-found' })
    const untrained = { projectPath: project.path, runId: 99, first: 0 }
    await expect(client.infer(untrained, () => {}).done).rejects.toMatchObject({ code: 'not-trained' })
    expect(client.status().state).toBe('ready')
  })
})

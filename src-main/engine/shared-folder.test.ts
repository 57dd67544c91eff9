import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type TrainingEvent, trainingConfigSchema } from '../contract/training.ts'
import { forkProgram } from '../process/fork-program.ts'
import { Project } from '../project/project.ts'
import { createEngineClient } from './engine-client.ts'

/*
 * A project on a network share has a rollback journal, under which a commit waits for whoever reads: people label while
 * the engine, another process, reads the samples and the host writes what it learned.
 */
vi.mock('../project/file-place.ts', () => ({ isLocalFile: () => false }))

const side = 16
const samples = 3000
const folder = mkdtempSync(join(tmpdir(), 'fewlabel-share-'))
const client = createEngineClient(() => forkProgram(new URL('./engine-process.ts', import.meta.url)))
let project: Project
let reader: ChildProcess

const config = trainingConfigSchema.parse({
  ...{ clusters: 4, latentDimensions: 2, hiddenUnits: [8], batchSize: 100 },
  ...{ warmupEpochs: 1, elboEpochs: 1, jitter: {} },
})

beforeAll(async () => {
  project = Project.create(join(folder, 'p.fewlabel'), { holder: 'test' })
  const shape = { kind: 'image', side, channels: 1 } as const
  const transaction = project.beginImport({ source: 'drawn', format: 'idx', shape, recipe: null })
  for (let index = 0; index < samples; index++) {
    const input = new Uint8Array(side * side).fill(index % 256)
    input.set([index >> 8, index & 255])
    const contentHash = createHash('sha256').update(input).digest()
    const rest = { sourcePath: null, thumbnail: null, original: null, truth: null }
    transaction.add({ externalId: String(index), input, contentHash, ...rest })
  }
  transaction.commit()
  project.classes.add({ name: 'cat' })
  project.classes.add({ name: 'dog' })
  await client.start('wasm')
})

afterAll(async () => {
  reader?.kill('SIGKILL')
  await client.stop()
  project.close()
  rmSync(folder, { recursive: true, force: true })
})

it('lets people label while it trains', { timeout: 60_000 }, async () => {
  expect(project.summary().onShare).toBe(true)
  expect(readdirSync(folder).filter((name) => name.endsWith('-wal'))).toEqual([])

  const run = project.runs.create(config)
  const request = { projectPath: project.path, runId: run.id, config, resume: false }
  const events: TrainingEvent[] = []
  let isTraining = true
  const training = client
    .train(request, async (event) => {
      events.push(event)
      // What training yields is written by the host, between two labels.
      if (event.type === 'checkpoint') await project.runs.saveCheckpoint(event.checkpoint)
    })
    .done.finally(() => {
      isTraining = false
    })

  // A third process reads all samples in one go, over and over.
  const script = fileURLToPath(new URL('../project/testing/read-until-killed.ts', import.meta.url))
  reader = spawn(process.execPath, [script, project.path], { stdio: ['ignore', 'pipe', 'inherit'] })
  let reads = 0
  reader.stdout?.on('data', (dots) => {
    reads += dots.length
  })
  await once(reader.stdout as NonNullable<ChildProcess['stdout']>, 'data')

  let labels = 0
  let slowest = 0
  for (; isTraining || labels < 100 || reads < 20; labels++) {
    const started = performance.now()
    const sample = (labels % samples) + 1
    project.labels.append({ kind: 'label', classId: 1 + (labels % 2), annotator: 'ann', samples: [sample] })
    slowest = Math.max(slowest, performance.now() - started)
    await wait(1)
  }
  reader.kill('SIGKILL')
  await once(reader, 'close')
  expect(await training).toBe('finished')
  expect(events.some(({ type }) => type === 'posteriors')).toBe(true)
  expect(project.runs.latestCheckpoint(run.id)?.epoch).toBe(2)

  // Nobody waited for nearly as long as it takes to be refused.
  expect(slowest).toBeLessThan(4000)
  expect(project.labels.eventCount()).toBe(labels)
  project.close()
  expect(readdirSync(folder)).toEqual(['p.fewlabel'])
  project = Project.open(join(folder, 'p.fewlabel'), { holder: 'test' })
  expect(project.labels.eventCount()).toBe(labels)
})

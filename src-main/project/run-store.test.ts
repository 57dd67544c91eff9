import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import type { Checkpoint, NamedTensor } from '../contract/training.ts'
import { Project } from './project.ts'
import { openProjectReader } from './project-reader.ts'
import { errorOf, TestFolder, testConfig, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const holder = 'the test'

function tensor(name: string, shape: number[], start: number): NamedTensor {
  const length = shape.reduce((product, side) => product * side, 1)
  return { name, shape, values: Float32Array.from({ length }, (_, i) => start + i / 7) }
}

/** A checkpoint of `size` weights, told apart by its epoch. */
function testCheckpoint(runId: number, epoch: number, size = 10): Checkpoint {
  return {
    runId,
    epoch,
    batch: 3,
    phase: 'elbo',
    step: 100 + epoch,
    config: testConfig,
    weights: [tensor('w', [size / 2, 2], epoch), tensor('scalar', [], epoch), tensor('none', [0, 4], 0)],
    moments: [tensor('w/m', [size], -epoch), tensor('w/v', [size], 2 * epoch)],
    history: [
      {
        epoch: 1,
        phase: 'warmup',
        loss: 2.5,
        reconstruction: 2.5,
        kl: null,
        liveComponents: null,
        heldOutLoss: null,
      },
    ],
  }
}

function rowsOf(file: string, sql: string): unknown[] {
  const database = new Database(file, { readonly: true })
  const rows = database.prepare(sql).all()
  database.close()
  return rows
}

describe('training runs', () => {
  it('are listed with what is known of them', () => {
    const project = testProject(folder.file())
    const { runs } = project
    const first = runs.create(testConfig)
    expect(first).toMatchObject({
      id: 1,
      state: 'queued',
      finishedAt: null,
      config: testConfig,
      backend: null,
      checkpointEpoch: null,
      epochs: 3,
      seconds: 0,
    })
    runs.create({ ...testConfig, seed: 2 })
    const patch = {
      state: 'done',
      finishedAt: '2026-11-01T10:00:00.000Z',
      backend: 'native',
      seconds: 12.5,
      samplesPerSecond: 5000,
      liveComponents: 3,
    } as const
    expect(runs.update(1, patch)).toMatchObject(patch)
    expect(runs.update(1, {})).toMatchObject(patch)
    expect(runs.list().map(({ config }) => config.seed)).toEqual([1, 2])
    expect(runs.update(1, { epochs: 2 })).toMatchObject({ epochs: 2 })
    expect(errorOf(() => runs.get(3)).code).toBe('not-found')
    expect(errorOf(() => runs.update(3, { seconds: 1 })).code).toBe('not-found')
    project.close()
  })
})

it('a run from before there was a schedule has none, and kept no sample aside', async () => {
  const project = testProject(folder.file())
  const { id } = project.runs.create(testConfig)
  const checkpoint = testCheckpoint(id, 2)
  await project.runs.saveCheckpoint(checkpoint)
  project.close()
  const database = new Database(project.path)
  const { decayShare: _, earlyStop: __, continues: ___, ...old } = testConfig
  database.prepare('UPDATE training_runs SET config = ?').run(JSON.stringify(old))
  database
    .prepare(
      `UPDATE checkpoints SET header = json_remove(json_set(header, '$.config', json(?)), '$.history[0].heldOutLoss')`,
    )
    .run(JSON.stringify(old))
  database.close()
  const again = Project.open(project.path, { holder })
  const config = { ...testConfig, decayShare: 0, earlyStop: false }
  expect(again.runs.get(id).config).toEqual(config)
  expect(again.runs.latestCheckpoint(id)).toEqual({ ...checkpoint, config })
  again.close()
})

describe('checkpoints', () => {
  it('come back as they were saved, also to a reader and after a restart', async () => {
    const file = folder.file()
    const project = testProject(file)
    const { id } = project.runs.create(testConfig)
    // More than one chunk, and not a multiple of one.
    const checkpoint = testCheckpoint(id, 2, 100_002)
    await project.runs.saveCheckpoint(checkpoint)
    expect(project.runs.latestCheckpoint(id)).toEqual(checkpoint)
    expect(project.runs.get(id).checkpointEpoch).toBe(2)
    const reader = openProjectReader(file)
    expect(reader.latestCheckpoint(id)).toEqual(checkpoint)
    expect(reader.latestCheckpoint(id + 1)).toBeNull()
    reader.close()
    project.close()
    const again = Project.open(file, { holder })
    expect(again.runs.latestCheckpoint(id)).toEqual(checkpoint)
    again.close()
  })

  it('are kept twice per run', async () => {
    const project = testProject(folder.file())
    const [a, b] = [project.runs.create(testConfig).id, project.runs.create(testConfig).id]
    await project.runs.saveCheckpoint(testCheckpoint(b, 1))
    for (const epoch of [1, 2, 3, 4]) await project.runs.saveCheckpoint(testCheckpoint(a, epoch))
    expect(project.runs.list().map(({ checkpointEpoch }) => checkpointEpoch)).toEqual([4, 1])
    project.close()
    expect(rowsOf(project.path, 'SELECT run_id, epoch FROM checkpoints ORDER BY id')).toEqual([
      { run_id: b, epoch: 1 },
      { run_id: a, epoch: 3 },
      { run_id: a, epoch: 4 },
    ])
    expect(rowsOf(project.path, 'SELECT count(*) AS chunks FROM checkpoint_chunks')).toEqual([{ chunks: 3 }])
  })

  it('are whole or not there, and labels are committed while one is being saved', async () => {
    const file = folder.file()
    const project = testProject(file, { samples: 10, classes: ['cat'] })
    const { id } = project.runs.create(testConfig)
    await project.runs.saveCheckpoint(testCheckpoint(id, 1))
    const saving = project.runs.saveCheckpoint(testCheckpoint(id, 2, 200_000))
    let saved = false
    void saving.then(() => {
      saved = true
    })
    let labels = 0
    const reader = openProjectReader(file)
    while (!saved) {
      await new Promise((resolve) => setImmediate(resolve))
      if (saved) break
      if (labels < 10)
        project.labels.append({ kind: 'label', classId: 1, annotator: 'a', samples: [++labels] })
      const seen = reader.latestCheckpoint(id)
      expect(seen).toEqual(testCheckpoint(id, seen?.epoch as number, seen?.epoch === 1 ? 10 : 200_000))
    }
    expect(labels).toBeGreaterThan(2)
    expect(project.labels.labeledCount()).toBe(labels)
    expect(reader.latestCheckpoint(id)?.epoch).toBe(2)
    reader.close()
    project.close()
  })

  it('that were cut short are never seen and swept away', async () => {
    const file = folder.file()
    const project = testProject(file)
    const { id } = project.runs.create(testConfig)
    await project.runs.saveCheckpoint(testCheckpoint(id, 1))
    const saving = project.runs.saveCheckpoint(testCheckpoint(id, 2, 200_000))
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
    project.close()
    await expect(saving).rejects.toMatchObject({ code: 'cancelled' })
    expect(rowsOf(file, 'SELECT epoch, visible FROM checkpoints')).toContainEqual({ epoch: 2, visible: 0 })

    const again = Project.open(file, { holder })
    expect(again.runs.latestCheckpoint(id)?.epoch).toBe(1)
    again.close()
    expect(rowsOf(file, 'SELECT epoch, visible FROM checkpoints')).toEqual([{ epoch: 1, visible: 1 }])
    expect(rowsOf(file, 'SELECT checkpoint_id FROM checkpoint_chunks')).toHaveLength(1)
  })

  it('wait for an import to end', async () => {
    const project = testProject(folder.file(), { samples: 1 })
    const { id } = project.runs.create(testConfig)
    const shape = { kind: 'image', side: 4, channels: 1 } as const
    const transaction = project.beginImport({ source: 'x', format: 'idx', shape, recipe: null })
    const saving = project.runs.saveCheckpoint(testCheckpoint(id, 1))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(project.runs.latestCheckpoint(id)).toBeNull()
    transaction.rollback()
    await saving
    expect(project.runs.latestCheckpoint(id)?.epoch).toBe(1)
    project.close()
  })

  it('belong to a run', async () => {
    const project = testProject(folder.file())
    await expect(project.runs.saveCheckpoint(testCheckpoint(7, 1))).rejects.toThrow(/FOREIGN KEY/)
    const { id } = project.runs.create(testConfig)
    await project.runs.saveCheckpoint(testCheckpoint(id, 1))
    project.close()
  })
})

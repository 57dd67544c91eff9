import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { FewlabelError } from '../contract/errors.ts'
import { exportRequestSchema } from '../contract/export.ts'
import type { Checkpoint, TrainingConfig } from '../contract/training.ts'
import { drawnLetters } from '../dataset/sample-set.ts'
import { simulateLabeling } from './simulation.ts'
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
  const path = join(made.folder, 'test.fewlabel')
  await made.workbench.createProject(path)
  await made.workbench.project().imports.run(drawnLetters({ count, seed: 1 }))
  return { ...made, path }
}

function config(workbench: Awaited<ReturnType<typeof openWorkbench>>['workbench']): TrainingConfig {
  return workbench.project().training.defaults({ clusters: 2, latentDimensions: 2 })
}

async function openSorted() {
  const opened = await openWorkbench([twoClusters(count)])
  await opened.workbench.project().training.run(config(opened.workbench))
  return opened
}

const crash: EngineScript = async () => {
  throw new FewlabelError('engine-crashed', 'The engine died.')
}

describe('labeling', () => {
  it('spreads a label over its cluster at once, and takes it back exactly', async () => {
    const { workbench } = await openSorted()
    const { labeling } = workbench.project()
    const [a, b] = ['a', 'b'].map((name) => labeling.classes.add({ name }).id)
    labeling.label([1], a)
    const before = labeling.views.samples([3, 4]).map(({ guess }) => guess)
    const outcome = labeling.label([2], b)
    expect(outcome).toMatchObject({ kind: 'label', touched: 1, summary: '1 sample → b', canUndo: true })
    // Every other sample of the second cluster changed its mind; the labeled one itself is not counted.
    expect(outcome.changed).toBe(count / 2 - 1)
    expect(labeling.views.samples([4])[0].guess?.classId).toBe(b)
    expect(labeling.undo().changed).toBe(count / 2 - 1)
    expect(labeling.views.samples([3, 4]).map(({ guess }) => guess)).toEqual(before)
  })

  it('keeps apart what was labeled with its cluster, as one step', async () => {
    const { workbench } = await openSorted()
    const { labeling } = workbench.project()
    const a = labeling.classes.add({ name: 'a' }).id
    labeling.label([1], a)
    expect(labeling.labelCluster(0, a)).toMatchObject({ kind: 'bulk', touched: count / 2 - 1 })
    expect(labeling.views.samples([1, 3]).map(({ label }) => label?.source)).toEqual(['human', 'bulk'])
    expect(() => labeling.labelCluster(0, a)).toThrow(/has a label already/)
    labeling.undo()
    expect(labeling.summary().labeled).toBe(1)
  })

  it('is the same after closing and opening, undo included', async () => {
    const { workbench, path, folder } = await openSorted()
    const { labeling } = workbench.project()
    const [a, b] = ['a', 'b'].map((name) => labeling.classes.add({ name }).id)
    labeling.label([1, 3], a)
    labeling.label([2], b)
    labeling.flag([4], true)
    labeling.skip([6])
    const samples = labeling.views.samples([1, 2, 3, 4, 5, 6])
    await workbench.closeProject()
    expect(readdirSync(folder).filter((name) => name.startsWith('test.fewlabel'))).toEqual(['test.fewlabel'])
    await workbench.openProject(path)
    const again = workbench.project().labeling
    expect(again.views.samples([1, 2, 3, 4, 5, 6])).toEqual(samples)
    for (let step = 0; step < 4; step++) again.undo()
    expect(again.summary()).toMatchObject({
      labeled: 0,
      skipped: 0,
      flagged: 0,
      canUndo: false,
      canRedo: true,
    })
  })

  it('treats merged classes as if they had been one', async () => {
    const { workbench } = await openSorted()
    const { labeling } = workbench.project()
    const [a, b, c] = ['a', 'b', 'c'].map((name) => labeling.classes.add({ name }).id)
    labeling.label([1], a)
    labeling.label([2], b)
    labeling.classes.merge(b, c)
    expect(
      labeling.views.samples([2, 4]).map(({ label, guess }) => label?.classId ?? guess?.classId),
    ).toEqual([c, c])
    expect(labeling.classes.list().map(({ name, labeled }) => [name, labeled])).toEqual([
      ['a', 1],
      ['c', 1],
    ])
  })

  it('asks about any sample while nothing is sorted', async () => {
    const { workbench } = await openWorkbench([])
    const { views } = workbench.project().labeling
    expect(views.board()).toEqual([])
    const items = views.queue({ count: 5, strategy: 'default', exclude: [] })
    expect(new Set(items.map(({ sample }) => sample.id)).size).toBe(5)
    expect(() => views.cluster({ component: 0, order: 'typical', offset: 0, limit: 5 })).toThrow(/not sorted/)
  })

  it('refuses samples and classes that do not exist, and changes nothing', async () => {
    const { workbench } = await openSorted()
    const { labeling } = workbench.project()
    const { revision } = labeling.summary()
    expect(() => labeling.label([count + 1], 1)).toThrow(
      expect.objectContaining({ code: 'sample-not-found' }),
    )
    expect(() => labeling.label([1], 99)).toThrow(expect.objectContaining({ code: 'class-not-found' }))
    expect(labeling.summary().revision).toBe(revision)
  })
})

describe('training', () => {
  const checkpoint = (runId: number, configured: TrainingConfig): Checkpoint => ({
    runId,
    epoch: 3,
    batch: 0,
    phase: 'warmup',
    step: 3,
    config: configured,
    weights: [{ name: 'w', shape: [1], values: Float32Array.of(1) }],
    moments: [],
    history: [],
  })

  it('goes on after the engine died, and says so', async () => {
    const { workbench } = await openWorkbench([crash, twoClusters(count)])
    const { training, labeling } = workbench.project()
    await training.run(config(workbench))
    expect(training.state().notices.map(({ message }) => message)).toEqual([
      'The engine stopped unexpectedly and was started again; training begins anew.',
    ])
    expect(labeling.summary().runId).toBe(1)
  })

  it('gives up when the engine dies again and again', async () => {
    const { workbench } = await openWorkbench(Array(10).fill(crash))
    const { training } = workbench.project()
    await expect(training.run(config(workbench))).rejects.toMatchObject({ code: 'engine-crashed' })
    expect(training.state()).toMatchObject({ state: 'failed', error: { code: 'engine-crashed' } })
  })

  it('pauses with a checkpoint and can be resumed after the program was closed', async () => {
    const untilStopped: EngineScript = async (send, stopped) => {
      while (!stopped()) await new Promise((resolve) => setTimeout(resolve, 5))
      await send({ type: 'checkpoint', checkpoint: checkpoint(1, configured) })
      return 'stopped'
    }
    const { workbench, path } = await openWorkbench([untilStopped, twoClusters(count)])
    const configured = config(workbench)
    workbench.project().training.start(configured)
    await workbench.closeProject()
    await workbench.openProject(path)
    const { training } = workbench.project()
    expect(training.state()).toMatchObject({ state: 'paused', run: { checkpointEpoch: 3 } })
    training.resume()
    while (training.busy) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(training.state().state).toBe('done')
  })

  it('keeps the labels when it is done again, and nothing of the run before', async () => {
    const { workbench } = await openWorkbench([twoClusters(count), twoClusters(count)])
    const { training, labeling, store } = workbench.project()
    await training.run(config(workbench))
    labeling.label([1], labeling.classes.add({ name: 'a' }).id)
    await training.run(config(workbench))
    expect(labeling.summary()).toMatchObject({ runId: 2, labeled: 1 })
    expect(labeling.views.samples([3])[0].guess).not.toBeNull()
    expect(store.posteriors.load(1)).toBeNull()
    expect(store.runs.list()).toHaveLength(2)
  })

  it('is done once its posteriors are there, also when the program ends before they are prepared', async () => {
    const { workbench, path } = await openWorkbench([twoClusters(count)])
    const { training } = workbench.project()
    training.start(config(workbench))
    while (training.state().state !== 'preparing') await new Promise((resolve) => setTimeout(resolve, 1))
    await workbench.closeProject()
    await workbench.openProject(path)
    const again = workbench.project()
    expect(again.training.state()).toMatchObject({ state: 'done', error: null })
    await again.ready()
    expect(again.labeling.summary().runId).toBe(1)
  })

  it('sorts samples that came later, with the labels as they are', async () => {
    const { workbench } = await openWorkbench([twoClusters(count), twoClusters(count, count)])
    const { training, imports, labeling } = workbench.project()
    await training.run(config(workbench))
    const a = labeling.classes.add({ name: 'a' }).id
    labeling.label([1], a)
    await imports.run(drawnLetters({ count, seed: 2 }))
    expect(labeling.summary()).toMatchObject({ samples: 2 * count, unsorted: count })
    training.sortNew()
    while (training.busy) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(training.state().error).toBeNull()
    expect(labeling.summary()).toMatchObject({ unsorted: 0, labeled: 1 })
    expect(labeling.views.samples([count + 1])[0].guess?.classId).toBe(a)
  })

  it('and importing keep out of each other’s way', async () => {
    const { workbench } = await openWorkbench([])
    const { imports, training } = workbench.project()
    const importing = imports.run(drawnLetters({ count: 600, seed: 3 }))
    expect(() => training.start(config(workbench))).toThrow(expect.objectContaining({ code: 'busy' }))
    expect(training.state().state).toBe('idle')
    await importing
  })
})

describe('importing and exporting', () => {
  it('leaves the project as it was when it is cancelled', async () => {
    const { workbench } = await openWorkbench([])
    const { imports } = workbench.project()
    const importing = imports.run(drawnLetters({ count: 5000, seed: 4 }))
    imports.cancel()
    await expect(importing).rejects.toMatchObject({ code: 'cancelled' })
    expect(imports.state()).toMatchObject({ state: 'cancelled', error: null })
    expect(workbench.project().summary().samples).toBe(count)
  })

  it('reports samples it has already', async () => {
    const { workbench } = await openWorkbench([])
    const report = await workbench.project().imports.run(drawnLetters({ count, seed: 1 }))
    expect(report).toMatchObject({ imported: 0, duplicates: count })
    expect(report.duplicateExamples).toHaveLength(count)
  })

  it('exports people’s labels and the model’s, and refuses to export nothing', async () => {
    const { workbench, folder } = await openSorted()
    const { exports, labeling } = workbench.project()
    const request = exportRequestSchema.parse({ format: 'csv', out: join(folder, 'out.csv') })
    await expect(exports.run(request)).rejects.toMatchObject({ code: 'no-labels' })
    expect(existsSync(request.out)).toBe(false)
    labeling.label([1], labeling.classes.add({ name: 'a' }).id)
    expect(await exports.run(request)).toMatchObject({
      rows: count,
      bySource: { human: 1, bulk: 0, model: count - 1 },
    })
    expect(await exports.preview({ ...request, sources: ['human', 'bulk'] })).toMatchObject({ rows: 1 })
  })
})

describe('simulation', () => {
  it('plays the annotator without leaving a label', async () => {
    const { workbench } = await openSorted()
    const project = workbench.project()
    const { results, labelsTo } = await simulateLabeling(project, {
      decoder: 'graph',
      strategy: 'random',
      annotators: 1,
      noise: 0,
      labelCounts: [5, 10],
      targets: [0.001],
      seeds: 2,
    })
    expect(results.map(({ labels }) => labels)).toEqual([5, 10])
    expect(labelsTo['0.001']).toBeLessThanOrEqual(10)
    expect(project.summary().labels).toBe(0)
  })
})

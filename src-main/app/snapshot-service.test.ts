import { afterEach, describe, expect, it } from 'vitest'
import { drawnLetters } from '../dataset/sample-set.ts'
import type { LabeledState } from './labeled-state.ts'
import { openTwoClusters, scriptedEngine, temporaryWorkbench, twoClusters } from './testing/sorted-project.ts'

const count = 40
let end: () => Promise<void> = async () => {}
afterEach(() => end())

async function openProject() {
  const made = await openTwoClusters(count)
  end = made.end
  const { labeling, a, b } = made
  labeling.label([1], a)
  labeling.label([2], b)
  labeling.label([3], a)
  return { ...made, snapshots: made.project.snapshots, log: made.project.store.labels }
}

/** All that the decoder says, with and without each label. */
function sayings({ predictions }: Pick<LabeledState, 'predictions'>): number[][] {
  return Array.from({ length: predictions?.count ?? 0 }, (_, ordinal) => [
    ...(predictions?.decoder.probabilities(ordinal) ?? []),
    ...(predictions?.decoder.leaveOneOut(ordinal) ?? []),
  ])
}

describe('a snapshot', () => {
  it('says what was known, and nobody can take its name', async () => {
    const { snapshots, labeling, workbench, a } = await openProject()
    labeling.exclude([9], true)
    const taken = await snapshots.take({ name: 'first', note: 'before the holidays' })
    expect(taken).toMatchObject({
      id: 1,
      name: 'first',
      note: 'before the holidays',
      annotator: workbench.shellInfo().annotator,
      lastEvent: 4,
      samples: count,
      runId: 1,
      sorted: count,
      facts: {
        decoder: 'graph',
        prior: { kind: 'uniform' },
        counts: { labeled: 3, bulk: 0, excluded: 1, audits: 0 },
        accuracy: { state: 'too-early' },
      },
    })
    expect(taken.facts.classes.map(({ id, name }) => [id, name])).toEqual([
      [a, 'a'],
      [a + 1, 'b'],
    ])
    expect(snapshots.list()).toEqual([taken])
    await expect(snapshots.take({ name: 'first', note: '' })).rejects.toMatchObject({ code: 'bad-request' })
    const again = await snapshots.take({ name: 'second', note: '' })
    expect(again.sha256).toBe(taken.sha256)
    labeling.label([4], a)
    expect((await snapshots.take({ name: 'third', note: '' })).sha256).not.toBe(taken.sha256)
  })

  it('is recalled bit for bit, whatever was done since', async () => {
    const { snapshots, project, labeling, a, b } = await openProject()
    labeling.setPrior({
      kind: 'given',
      shares: [
        { classId: a, share: 3 },
        { classId: b, share: 1 },
      ],
    })
    await project.neighbourhood.settled()
    const before = sayings(labeling.model)
    const { id } = await snapshots.take({ name: 'then', note: '' })
    labeling.label([4, 6], a)
    labeling.setPrior({ kind: 'uniform' })
    labeling.classes.add({ name: 'c' })
    labeling.classes.merge(b, a)
    await project.imports.run(drawnLetters({ count: 5, seed: 2 }))
    const { state } = await snapshots.recall(id)
    expect(sayings(state)).toEqual(before)
    expect(Array.from(state.labels.slice(0, 6))).toEqual([a, b, a, 0, 0, 0])
    expect(state.classes.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(state.giver(0)?.annotator).toBe(project.store.labels.origin(1)?.annotator)
    await expect(snapshots.recall(9)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is compared with now: labels, people, guesses, classes', async () => {
    const { snapshots, labeling, log, a, b } = await openProject()
    const { id } = await snapshots.take({ name: 'then', note: '' })
    const at = new Date().toISOString()
    log.appendBatch(
      [
        { kind: 'label', classId: b, annotator: 'eve', samples: [1, 5], at },
        { kind: 'clear', annotator: 'bob', samples: [3], at },
      ],
      { kind: 'work', name: 'eve', annotator: 'ann' },
    )
    labeling.model.rebuild()
    labeling.classes.update({ id: a, name: 'alpha' })
    const { id: c } = labeling.classes.add({ name: 'c' })
    const compared = await snapshots.compare(id, null)
    expect(compared).toMatchObject({
      from: { name: 'then', labeled: 3, runId: 1 },
      to: { snapshotId: null, labeled: 3, samples: count },
      labels: { same: 1, added: 1, changed: 1, cleared: 1, excluded: 0, included: 0 },
      people: [
        { annotator: 'eve', added: 1, changed: 1, cleared: 0 },
        { annotator: 'bob', added: 0, changed: 0, cleared: 1 },
      ],
      classes: { added: [c], merged: [], renamed: [{ id: a, from: 'a', to: 'alpha' }] },
    })
    expect(compared.guesses.compared).toBe(count - 4)
    expect(compared.cells.labels).toContainEqual({ from: a, to: b, count: 1 })
    expect(compared.cells.labels).toContainEqual({ from: null, to: b, count: 1 })
    expect(compared.cells.answers.reduce((sum, cell) => sum + cell.count, 0)).toBe(count)
    const cell = { from: a, to: null }
    const page = { from: id, to: null, over: 'labels', cell, offset: 0, limit: 10 } as const
    const { total, samples } = await snapshots.samples(page)
    expect([total, samples.map((sample) => sample.id)]).toEqual([1, [3]])
    // A class that was merged since is no change of labels.
    const later = await snapshots.take({ name: 'later', note: '' })
    labeling.classes.merge(a, b)
    expect((await snapshots.compare(later.id, null)).labels).toMatchObject({ same: 3, changed: 0 })
    expect((await snapshots.compare(later.id, later.id)).classes.merged).toEqual([])
    expect((await snapshots.compare(later.id, null)).classes.merged).toEqual([{ id: a, into: b }])
  })

  it('is restored as one step, which can be taken back', async () => {
    const { snapshots, project, labeling, a, b } = await openProject()
    await project.neighbourhood.settled()
    const before = sayings(labeling.model)
    const { id } = await snapshots.take({ name: 'then', note: '' })
    labeling.label([1], b)
    labeling.label([8, 10], a)
    labeling.setDecoder('soft')
    const report = await snapshots.restore(id)
    expect(report).toMatchObject({ samples: 3, newer: 0, merged: 0, runId: null, decoderChanged: true })
    await project.neighbourhood.settled()
    expect(sayings(labeling.model)).toEqual(before)
    expect(labeling.history({ limit: 1 })[0]).toMatchObject({ kind: 'batch', batch: { name: 'then' } })
    labeling.undo()
    expect(labeling.views.samples([1, 8]).map(({ label }) => label?.classId)).toEqual([b, a])
    labeling.redo()
    expect((await snapshots.restore(id)).eventId).toBeNull()
  })

  it('keeps the model it names, and brings it back', async () => {
    const made = temporaryWorkbench(scriptedEngine([twoClusters(count), reversed, reversed]))
    end = made.end
    await made.workbench.createProject(`${made.folder}/test.fewlabel`)
    const project = made.workbench.project()
    await project.imports.run(drawnLetters({ count, seed: 1 }))
    const train = () => project.training.run(project.training.defaults({ clusters: 2, latentDimensions: 2 }))
    await train()
    const { id: a } = project.labeling.classes.add({ name: 'a' })
    project.labeling.label([1], a)
    await project.neighbourhood.settled()
    const before = sayings(project.labeling.model)
    const { id } = await project.snapshots.take({ name: 'first model', note: '' })
    await train()
    await train()
    expect(project.labeling.summary().runId).toBe(3)
    expect([1, 2, 3].map((run) => project.store.posteriors.load(run) !== null)).toEqual([true, false, true])
    expect(sayings((await project.snapshots.recall(id)).state)).toEqual(before)
    expect(await project.snapshots.compare(id, null)).toMatchObject({ from: { runId: 1 }, to: { runId: 3 } })
    expect(await project.snapshots.restore(id)).toMatchObject({ runId: 1, samples: 0 })
    await project.neighbourhood.settled()
    expect(project.labeling.summary().runId).toBe(1)
    expect(sayings(project.labeling.model)).toEqual(before)
    const path = project.store.path
    await made.workbench.closeProject()
    await made.workbench.openProject(path)
    expect(made.workbench.project().labeling.summary().runId).toBe(1)
  })
})

/** Another model: the clusters the other way round. */
const reversed: ReturnType<typeof twoClusters> = (send, stopped, request) =>
  twoClusters(count)(
    (event) => {
      if (event.type !== 'posteriors') return send(event)
      const components = event.chunk.components.map((component) => 1 - component)
      return send({ ...event, chunk: { ...event.chunk, components } })
    },
    stopped,
    request,
  )

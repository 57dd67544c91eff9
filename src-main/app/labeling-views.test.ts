import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { QueryStrategy } from '../contract/labeling.ts'
import { drawnLetters } from '../dataset/sample-set.ts'
import { isAuditPlace } from '../query/audit-schedule.ts'
import { scriptedEngine, temporaryWorkbench, twoClusters } from './testing/sorted-project.ts'

const count = 60
let end: () => Promise<void> = async () => {}
afterEach(() => end())

async function openLabeling({ sorted }: { sorted: boolean }) {
  const made = temporaryWorkbench(scriptedEngine([twoClusters(count)]))
  end = made.end
  await made.workbench.createProject(join(made.folder, 'test.fewlabel'))
  const project = made.workbench.project()
  await project.imports.run(drawnLetters({ count, seed: 1 }))
  const config = project.training.defaults({ clusters: 2, latentDimensions: 2 })
  if (sorted) await project.training.run(config)
  const [a, b] = ['a', 'b'].map((name) => project.labeling.classes.add({ name }).id)
  const { labeling, store } = project
  /** Answers the next question as its cluster would have it. */
  const answer = (strategy: QueryStrategy, onScreen: number[] = []) => {
    const [item] = labeling.views.queue({ count: 1, strategy, exclude: onScreen })
    labeling.label([item.sample.id], item.sample.id % 2 === 1 ? a : b)
    return item
  }
  const askedAs = () => store.labels.events().map(({ asked }) => asked)
  return { labeling, store, answer, askedAs }
}

describe('the queue', () => {
  it('asks the questions of the audit in their places, in the order of the audit', async () => {
    const { labeling, store, answer, askedAs } = await openLabeling({ sorted: true })
    const drawn: number[] = []
    for (let asked = 0; asked < 50; asked++) {
      const [next] = labeling.audit.next(1)
      const { sample, reason } = answer('default')
      expect(reason.kind === 'audit').toBe(isAuditPlace(asked))
      if (reason.kind === 'audit') drawn.push(sample.id)
      if (reason.kind === 'audit') expect(sample.id).toBe(next + 1)
    }
    expect(drawn.length).toBeGreaterThan(3)
    expect(askedAs()).toEqual(Array.from({ length: 50 }, (_, i) => (isAuditPlace(i) ? 'audit' : 'chosen')))
    const audits = store.labels.auditLabels().map(({ ordinal }) => ordinal + 1)
    expect(audits).toEqual([...drawn].sort((a, b) => a - b))
  })

  it('counts the questions on screen, and asks another audit question for one passed over', async () => {
    const { labeling, store, answer } = await openLabeling({ sorted: true })
    for (let asked = 0; asked < 20; asked++) answer('default')
    const kinds = (exclude: number[]) =>
      labeling.views
        .queue({ count: 6, strategy: 'default', exclude })
        .map(({ sample, reason }) => [sample.id, reason.kind === 'audit'] as const)
    const first = kinds([])
    expect(first.map(([, isAudit]) => isAudit)).toEqual([false, false, false, false, true, false])
    const more = kinds(first.map(([id]) => id))
    expect(more.map(([, isAudit]) => isAudit)).toEqual([false, false, false, true, false, false])

    for (const [id] of first.slice(0, 4)) labeling.label([id], 1)
    const [, , , , [audit]] = first
    labeling.skip([audit])
    const [[id, isAudit]] = kinds([])
    expect(isAudit).toBe(true)
    expect(id).not.toBe(audit)
    expect(store.labels.skippedAudits()).toBe(1)
  })

  it.each([
    ['random', true],
    ['default', false],
  ] as const)('draws every question for the audit: %s, sorted: %s', async (strategy, sorted) => {
    const { store, answer, askedAs } = await openLabeling({ sorted })
    for (let asked = 0; asked < 5; asked++) answer(strategy)
    expect(new Set(askedAs())).toEqual(new Set(['audit']))
    expect(store.labels.auditLabels()).toHaveLength(5)
  })
})

describe('a class', () => {
  it('can be given, and is told with what changed of it, though something of it was refused', async () => {
    const { labeling } = await openLabeling({ sorted: true })
    expect(() => labeling.classes.add({ name: 'new', group: [' '] })).toThrow('no group')
    const [added] = labeling.classes.list().filter(({ name }) => name === 'new')
    labeling.label([1], added.id)
    expect(labeling.views.probabilities(2).map(({ classId }) => classId)).toContain(added.id)
    const { revision } = labeling.summary()
    expect(() => labeling.classes.update({ id: added.id, name: 'newer', colour: 'none' })).toThrow(
      'no colour',
    )
    expect(labeling.summary().revision).toBe(revision + 1)
  })
})

describe('the samples of a class', () => {
  it('are those that people gave it, each with its cluster', async () => {
    const { labeling } = await openLabeling({ sorted: true })
    labeling.label([5, 2], 1)
    labeling.label([4], 2)
    const components = labeling.views.samples([2, 5]).map(({ component }) => component)
    expect(labeling.views.samplesOf(1)).toEqual([
      { id: 2, component: components[0] },
      { id: 5, component: components[1] },
    ])
    expect(components.every((component) => component !== null)).toBe(true)
    expect(labeling.views.samplesOf(3)).toEqual([])
  })

  it('are as many as the class says it has: junk is left out', async () => {
    const { labeling } = await openLabeling({ sorted: true })
    labeling.label([2, 5], 1)
    labeling.exclude([2], true)
    expect(labeling.views.samplesOf(1).map(({ id }) => id)).toEqual([5])
    expect(labeling.classes.list()[0].labeled).toBe(1)
    labeling.undo()
    expect(labeling.views.samplesOf(1).map(({ id }) => id)).toEqual([2, 5])
  })

  it('have no cluster before the first training', async () => {
    const { labeling } = await openLabeling({ sorted: false })
    labeling.label([3], 1)
    expect(labeling.views.samplesOf(1)).toEqual([{ id: 3, component: null }])
  })
})

import { afterAll, describe, expect, it } from 'vitest'
import type { BatchStep } from './label-batches.ts'
import { Project } from './project.ts'
import { errorOf, TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const work = { kind: 'work', name: 'eve.fewlabel-work', annotator: 'ann' } as const
const elsewhere = 'e'.repeat(32)

function step(sample: number, classId: number, eventId?: number): BatchStep {
  const said = {
    kind: 'label',
    classId,
    annotator: 'eve',
    samples: [sample],
    at: `2025-03-0${sample}T10:00:00.000Z`,
  } as const
  return eventId === undefined ? said : { ...said, origin: { logId: elsewhere, eventId } }
}

function projectWith(samples = 4) {
  const project = testProject(folder.file(), { samples, classes: ['cat', 'dog'] })
  const state = () => Array.from(project.labels.current().labels).join('')
  return { project, labels: project.labels, state }
}

describe('steps that come in together', () => {
  it('are taken back and brought back as one, also on the way to a moment', () => {
    const { project, labels, state } = projectWith()
    const before = labels.append({ kind: 'label', classId: 1, annotator: 'ann', samples: [1] }).eventId
    const { change } = labels.appendBatch([step(1, 2), step(2, 2), step(3, 1)], work)
    const last = labels.append({ kind: 'skip', annotator: 'ann', samples: [4] }).eventId
    expect(change).toMatchObject({
      kind: 'batch',
      eventId: 4,
      steps: 1,
      batch: { people: ['eve'], samples: 3 },
    })
    expect(Array.from(change?.samples ?? [])).toEqual([1, 2, 3])
    expect(Array.from(change?.before ?? [])).toEqual([1, 0, 0])
    expect(state()).toBe('2210')
    expect(labels.history({ limit: 9 }).map(({ eventId, kind }) => [eventId, kind])).toEqual([
      [5, 'skip'],
      [4, 'batch'],
      [1, 'label'],
    ])
    expect(labels.history({ limit: 1, before: 5 }).map(({ eventId }) => eventId)).toEqual([4])
    expect(labels.goTo(before, 'ann').steps).toBe(-2)
    expect(state()).toBe('1000')
    // In its midst there is no moment: its end is meant.
    expect(labels.goTo(3, 'ann')).toMatchObject({ steps: 1, action: { id: 4 } })
    expect(labels.redo('ann').eventId).toBeGreaterThan(last)
    labels.undo('ann')
    expect(labels.undo('ann')).toMatchObject({
      kind: 'undo',
      steps: -1,
      batch: { name: 'eve.fewlabel-work' },
    })
    expect([state(), labels.canUndo]).toEqual(['1000', true])
    labels.redo('ann')
    project.close()
    const again = Project.open(project.path, { holder: 'the test' })
    expect(Array.from(again.labels.current().labels).join('')).toBe('2210')
    expect(again.labels.batches()).toMatchObject([{ ...work, people: ['eve'], samples: 3 }])
    again.close()
  })

  it('keep who said them, when and where, and are taken once', () => {
    const { project, labels, state } = projectWith()
    expect(labels.appendBatch([step(1, 2, 7), step(2, 1, 8), step(2, 1, 8)], work)).toMatchObject({
      added: 2,
      known: 1,
    })
    expect(labels.origin(1)).toMatchObject({ annotator: 'eve', at: '2025-03-01T10:00:00.000Z' })
    expect([...labels.origins(1, 9)]).toEqual([
      [1, { logId: elsewhere, eventId: 7 }],
      [2, { logId: elsewhere, eventId: 8 }],
    ])
    labels.undo('ann')
    // What was taken back here stays taken back.
    expect(labels.appendBatch([step(1, 2, 7)], work)).toEqual({ change: null, added: 0, known: 1 })
    expect([state(), labels.batches().length]).toEqual(['0000', 1])
    labels.append({ kind: 'label', classId: 1, annotator: 'ann', samples: [3] })
    const { eventId } = labels.append({ kind: 'label', classId: 1, annotator: 'ann', samples: [4] })
    const own = { ...step(4, 2), origin: { logId: labels.identity, eventId } }
    expect(labels.appendBatch([own, step(3, 2, 9)], work)).toMatchObject({ added: 1, known: 1 })
    expect(state()).toBe('0021')
    project.close()
  })

  it('come in whole or not at all', () => {
    const { project, labels, state } = projectWith()
    const refused = (bad: BatchStep) => errorOf(() => labels.appendBatch([step(1, 1), bad], work)).code
    expect(refused(step(9, 1))).toBe('sample-not-found')
    expect(refused(step(2, 9))).toBe('class-not-found')
    expect(refused({ ...step(2, 1), at: 'yesterday' })).toBe('bad-request')
    const merge = { kind: 'merge', annotator: 'eve', samples: [], classId: 1, detail: { into: 2 } } as const
    expect(refused({ ...merge, at: step(1, 1).at })).toBe('bad-request')
    expect([state(), labels.eventCount(), labels.batches()]).toEqual(['0000', 0, []])
    project.close()
  })

  it('have a log of their own to come from', () => {
    const [first, second] = [projectWith(), projectWith()]
    expect(first.labels.identity).toMatch(/^[0-9a-f]{32}$/)
    expect(first.labels.identity).not.toBe(second.labels.identity)
    for (const { project } of [first, second]) project.close()
  })
})

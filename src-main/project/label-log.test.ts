import { afterAll, describe, expect, it } from 'vitest'
import type { Asked } from '../contract/labeling.ts'
import type { NewLabelEvent } from './label-change.ts'
import { migrations } from './migrations/index.ts'
import { Project } from './project.ts'
import { abandonFile, openFile } from './project-file.ts'
import { addSamples, errorOf, mergeClasses, TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const annotator = 'ann'
const holder = 'the test'

function labeledProject(samples = 4) {
  const project = testProject(folder.file(), { samples, classes: ['cat', 'dog', 'owl'] })
  const act = (
    kind: NewLabelEvent['kind'],
    samples: number[],
    classId?: number,
    asked?: Asked,
    by = annotator,
  ) => project.labels.append({ kind, classId, annotator: by, samples, asked })
  const state = () => {
    const { labels, sources, skipped, flagged } = project.labels.current()
    return [labels, sources, skipped, flagged].map((values) => Array.from(values).join(''))
  }
  return { project, act, state }
}

describe('the label log', () => {
  it('gives labels and tells what changed', () => {
    const { project, act, state } = labeledProject()
    const first = act('label', [2], 1)
    expect(first).toMatchObject({ eventId: 1, kind: 'label', action: { classId: 1, annotator } })
    expect([first.samples, first.before, first.after].map((values) => Array.from(values))).toEqual([
      [2],
      [0],
      [1],
    ])
    const second = act('bulk', [4, 2, 3], 2)
    expect(Array.from(second.samples)).toEqual([4, 2, 3])
    expect(Array.from(second.before)).toEqual([0, 1, 0])
    expect(state()).toEqual(['0222', '0222', '0000', '0000'])
    expect(project.labels.origin(2)).toEqual({
      eventId: 2,
      source: 'bulk',
      annotator,
      at: second.at,
      asked: null,
    })
    expect(project.labels.origin(1)).toBeNull()
    expect(project.labels.labeledCount()).toBe(3)
    act('clear', [2])
    expect(state()[0]).toBe('0022')
    expect(project.labels.origin(2)).toBeNull()
    project.close()
  })

  it('keeps what the model said at that moment', () => {
    const { project } = labeledProject()
    const said = { classIds: [2, 0], confidences: new Float32Array([0.75, 0]) }
    project.labels.append({ kind: 'label', classId: 1, annotator, samples: [3, 1], said })
    expect(project.labels.events()).toMatchObject([
      {
        id: 1,
        kind: 'label',
        classId: 1,
        targetId: null,
        annotator,
        samples: [
          { id: 1, saidClassId: null, saidConfidence: null },
          { id: 3, saidClassId: 2, saidConfidence: 0.75 },
        ],
      },
    ])
    project.labels.undo('bob')
    expect(project.labels.events(1)).toMatchObject([{ id: 2, kind: 'undo', targetId: 1, annotator: 'bob' }])
    expect(project.labels.events(0, 1)).toHaveLength(1)
    expect(project.labels.eventCount()).toBe(2)
    project.close()
  })

  it('ends a skip when the sample is labeled, and for good', () => {
    const { project, act, state } = labeledProject()
    act('skip', [1, 2])
    expect(state()[2]).toBe('1100')
    act('label', [1], 1)
    expect(state()[2]).toBe('0100')
    act('clear', [1])
    expect(state()[2]).toBe('0100')
    project.labels.undo(annotator)
    project.labels.undo(annotator)
    expect(state()[2]).toBe('1100')
    project.close()
  })

  it('undoes and redoes step by step, across restarts, until something new is done', () => {
    const { project, act, state } = labeledProject()
    act('label', [1], 1)
    act('bulk', [1, 2, 3], 2)
    act('label', [2], 3)
    const undone = project.labels.undo(annotator)
    expect(undone).toMatchObject({ eventId: 4, kind: 'undo', action: { id: 3, kind: 'label', classId: 3 } })
    expect([undone.before[0], undone.after[0]]).toEqual([3, 2])
    project.labels.undo(annotator)
    expect(state()[0]).toBe('1000')
    project.close()

    const again = Project.open(project.path, { holder })
    const labels = () => Array.from(again.labels.current().labels).join('')
    expect(labels()).toBe('1000')
    expect([again.labels.canUndo, again.labels.canRedo]).toEqual([true, true])
    expect(again.labels.redo('bob').action?.id).toBe(2)
    expect(labels()).toBe('2220')
    expect(again.labels.redo('bob').action?.id).toBe(3)
    expect(labels()).toBe('2320')
    expect(errorOf(() => again.labels.redo('bob')).code).toBe('nothing-to-redo')
    again.labels.undo('bob')
    again.labels.append({ kind: 'label', classId: 1, annotator, samples: [4] })
    expect(again.labels.canRedo).toBe(false)
    expect(labels()).toBe('2221')
    for (let i = 0; i < 3; i++) again.labels.undo('bob')
    expect(labels()).toBe('0000')
    expect(errorOf(() => again.labels.undo('bob')).code).toBe('nothing-to-undo')
    again.close()
  })

  it('follows merges, also in what undo and redo bring back, and keeps what was said', () => {
    const { project, act, state } = labeledProject()
    act('label', [1], 1)
    act('label', [1], 2)
    mergeClasses(project, 1, 3)
    expect(state()[0]).toBe('2000')
    mergeClasses(project, 2, 3)
    expect(state()[0]).toBe('3000')
    expect(project.labels.undo(annotator)).toMatchObject({ classesChanged: true, splitsChanged: false })
    expect(state()[0]).toBe('2000')
    project.labels.undo(annotator)
    project.labels.undo(annotator)
    expect(state()[0]).toBe('1000')
    project.labels.redo(annotator)
    project.labels.redo(annotator)
    project.labels.redo(annotator)
    expect(state()[0]).toBe('3000')
    expect(
      project.labels
        .events()
        .slice(0, 4)
        .map(({ classId }) => classId),
    ).toEqual([1, 2, 1, 2])
    project.close()
  })

  it('knows what everybody says of a sample, and where they disagree', () => {
    const { project, act } = labeledProject()
    const { labels } = project
    const said = (sample: number) =>
      labels.opinions(sample).map(({ annotator, classId }) => `${annotator} ${classId}`)
    act('label', [1, 2], 1)
    expect([said(1), labels.shared().length]).toEqual([['ann 1'], 0])
    act('label', [1], 1, undefined, 'bob')
    expect(said(1)).toEqual(['ann 1', 'bob 1'])
    expect([Array.from(labels.shared()), Array.from(labels.disputes())]).toEqual([[0], []])
    act('label', [1, 2], 2, undefined, 'eve')
    act('label', [1], 3)
    expect(said(1)).toEqual(['bob 1', 'eve 2', 'ann 3'])
    expect(Array.from(labels.disputes())).toEqual([0, 1])
    act('label', [1], 2, 'review', 'bob')
    expect([said(1), Array.from(labels.disputes())]).toEqual([['bob 2'], [1]])
    labels.undo(annotator)
    expect(Array.from(labels.disputes())).toEqual([0, 1])
    mergeClasses(project, 2, 1)
    expect([said(2), Array.from(labels.disputes())]).toEqual([['ann 1', 'eve 1'], [0]])
    act('clear', [1])
    expect([said(1), labels.disputes().length, Array.from(labels.shared())]).toEqual([[], 0, [1]])
    project.close()
  })

  it('takes a class given to a whole cluster for no opinion of what somebody looked at afterwards', () => {
    const { project, act } = labeledProject()
    act('bulk', [1, 2], 1)
    act('label', [1], 2, undefined, 'bob')
    expect(project.labels.opinions(1)).toEqual([{ annotator: 'bob', classId: 2, eventId: 2 }])
    expect(project.labels.opinions(2)).toEqual([{ annotator, classId: 1, eventId: 1 }])
    expect(project.labels.disputes()).toHaveLength(0)
    project.close()
  })

  it('keeps how samples came to be asked, and counts the answers', () => {
    const { project, act } = labeledProject()
    const { labels } = project
    act('label', [1], 1, 'audit')
    act('label', [2], 1, 'chosen')
    act('skip', [3], undefined, 'audit')
    act('skip', [4], undefined, 'chosen')
    act('label', [2], 2)
    expect(labels.askedCounts()).toEqual({ audit: 1, chosen: 1, review: 0 })
    expect([labels.origin(1)?.asked, labels.origin(2)?.asked]).toEqual(['audit', null])
    expect([labels.auditLabels(), labels.skippedAudits()]).toEqual([
      [{ ordinal: 0, classId: 1, eventId: 1 }],
      1,
    ])
    expect(labels.events().map(({ asked }) => asked)).toEqual(['audit', 'chosen', 'audit', 'chosen', null])
    // Who mends the answer of an audit question mends the audit.
    act('label', [1], 3, 'review', 'bob')
    expect(labels.auditLabels()).toEqual([{ ordinal: 0, classId: 3, eventId: 1 }])
    act('clear', [1])
    act('label', [1], 2, 'chosen')
    act('label', [3], 2)
    expect([labels.auditLabels(), labels.skippedAudits()]).toEqual([[], 0])
    project.close()
  })

  it('takes a bulk of thousands as one event and one step back', () => {
    const { project, act } = labeledProject(5000)
    act(
      'bulk',
      Array.from({ length: 5000 }, (_, i) => i + 1),
      1,
    )
    expect(project.labels.labeledCount()).toBe(5000)
    expect(project.labels.eventCount()).toBe(1)
    project.labels.undo(annotator)
    expect(project.labels.labeledCount()).toBe(0)
    project.close()
  })

  it('goes on after samples were imported', () => {
    const { project, act, state } = labeledProject(2)
    act('label', [2], 1)
    addSamples(project, 2)
    act('flag', [4])
    expect(state()).toEqual(['0100', '0100', '0000', '0001'])
    project.close()
  })

  it('refuses what makes no sense, and then nothing is in the log', () => {
    const { project, act } = labeledProject()
    mergeClasses(project, 3, 1)
    const append = (event: Partial<NewLabelEvent> & Pick<NewLabelEvent, 'kind'>) =>
      project.labels.append({ annotator, samples: [1], ...event })
    const refused: [() => unknown, string][] = [
      [() => act('label', [1]), 'bad-request'],
      [() => act('skip', [1], 1), 'bad-request'],
      [() => act('label', [], 1), 'bad-request'],
      [() => act('bulk', [1, 2, 1], 1), 'bad-request'],
      [() => act('undo' as 'clear', [1]), 'bad-request'],
      [() => act('label', [1], 9), 'class-not-found'],
      [() => act('label', [1], 3), 'class-not-found'],
      [() => act('label', [5], 1), 'sample-not-found'],
      [() => act('label', [0], 1), 'sample-not-found'],
      [() => act('label', [1.5], 1), 'sample-not-found'],
      [() => act('label', [1, 2], 1, 'audit'), 'bad-request'],
      [() => act('flag', [1], undefined, 'chosen'), 'bad-request'],
      [() => act('bulk', [1], 1, 'review'), 'bad-request'],
      [() => act('merge', [], 1), 'bad-request'],
      [() => act('split', []), 'bad-request'],
      [() => append({ kind: 'label', classId: 1, detail: { reason: 'x' } }), 'bad-request'],
      [() => append({ kind: 'flag', detail: { reason: '  ' } }), 'bad-request'],
      [() => append({ kind: 'flag', detail: { into: 1 } }), 'bad-request'],
      [() => append({ kind: 'merge', samples: [], classId: 1, detail: { into: 1 } }), 'class-conflict'],
      [() => append({ kind: 'merge', samples: [], classId: 1, detail: { into: 3 } }), 'class-not-found'],
      [() => append({ kind: 'merge', classId: 1, detail: { into: 2 } }), 'bad-request'],
      [
        () => append({ kind: 'split', samples: [], detail: { runId: 1, component: 0, parts: 9, sorted: 9 } }),
        'bad-request',
      ],
    ]
    for (const [call, code] of refused) expect(errorOf(call).code).toBe(code)
    expect(project.labels.eventCount()).toBe(1)
    project.close()
  })

  it('cannot be changed in the file', () => {
    const { project, act } = labeledProject()
    act('label', [1], 1)
    const step = { kind: 'skip', annotator: 'eve', samples: [2], at: '2026-01-01T00:00:00Z' } as const
    const origin = { logId: 'a'.repeat(32), eventId: 7 }
    project.labels.appendBatch([{ ...step, origin }], { kind: 'work', name: 'eve', annotator: 'ann' })
    project.close()
    const opened = openFile(project.path, holder, migrations)
    const forbidden = [
      `UPDATE label_events SET class_id = 2`,
      `DELETE FROM label_events`,
      `INSERT OR REPLACE INTO label_events VALUES (1, 'label', 2, NULL, 'eve', '2026', NULL, NULL, NULL)`,
      `UPDATE label_event_samples SET sample_id = 2`,
      `DELETE FROM label_event_samples`,
      `INSERT OR REPLACE INTO label_event_samples VALUES (1, 1, 2, 0.5)`,
      `UPDATE label_batches SET annotator = 'eve'`,
      `DELETE FROM label_batches`,
      `UPDATE label_event_origins SET log_id = 'b'`,
      `DELETE FROM label_event_origins`,
    ]
    for (const sql of forbidden) expect(() => opened.database.exec(sql)).toThrow(/append-only/)
    abandonFile(opened)
  })
})

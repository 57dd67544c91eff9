import { afterAll, describe, expect, it } from 'vitest'
import { labelActionKinds } from './label-action.ts'
import type { NewLabelEvent } from './label-log.ts'
import { migrations } from './migrations/index.ts'
import { Project } from './project.ts'
import { abandonFile, openFile } from './project-file.ts'
import { openViewReader, type ViewRow } from './testing/current-labels-view.ts'
import { addSamples, errorOf, seededRandom, TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const annotator = 'ann'
const holder = 'the test'

function labeledProject(samples = 4) {
  const project = testProject(folder.file(), { samples, classes: ['cat', 'dog', 'owl'] })
  const act = (kind: NewLabelEvent['kind'], samples: number[], classId?: number) =>
    project.labels.append({ kind, classId, annotator, samples })
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

  it('flags apart from labels and skips', () => {
    const { project, act, state } = labeledProject()
    act('flag', [1, 3])
    act('label', [1], 2)
    act('unflag', [3])
    expect(state()).toEqual(['2000', '1000', '0000', '1000'])
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
    expect(again.labels.redo('bob').action.id).toBe(2)
    expect(labels()).toBe('2220')
    expect(again.labels.redo('bob').action.id).toBe(3)
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
    project.classes.merge(1, 3)
    project.labels.undo(annotator)
    expect(state()[0]).toBe('3000')
    project.classes.merge(2, 3)
    project.labels.redo(annotator)
    expect(state()[0]).toBe('3000')
    expect(project.labels.events().map(({ classId }) => classId)).toEqual([1, 2, null, null])
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
    project.classes.merge(3, 1)
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
    ]
    for (const [call, code] of refused) expect(errorOf(call).code).toBe(code)
    expect(project.labels.eventCount()).toBe(0)
    project.close()
  })

  it('cannot be changed in the file', () => {
    const { project, act } = labeledProject()
    act('label', [1], 1)
    project.close()
    const opened = openFile(project.path, holder, migrations)
    const forbidden = [
      `UPDATE label_events SET class_id = 2`,
      `DELETE FROM label_events`,
      `INSERT OR REPLACE INTO label_events VALUES (1, 'label', 2, NULL, 'eve', '2026', NULL)`,
      `UPDATE label_event_samples SET sample_id = 2`,
      `DELETE FROM label_event_samples`,
      `INSERT OR REPLACE INTO label_event_samples VALUES (1, 1, 2, 0.5)`,
    ]
    for (const sql of forbidden) expect(() => opened.database.exec(sql)).toThrow(/append-only/)
    abandonFile(opened)
  })
})

/** The log's meaning, said again in the plainest way: a list of actions in effect, replayed from the start. */
class PlainLog {
  done: { kind: NewLabelEvent['kind']; samples: number[]; classId?: number }[] = []
  undone: typeof this.done = []
  readonly merged = new Map<number, number>()

  state(count: number) {
    const resolve = (id: number): number =>
      this.merged.has(id) ? resolve(this.merged.get(id) as number) : id
    const samples = Array.from({ length: count }, () => ({ label: 0, source: 0, skipped: 0, flagged: 0 }))
    for (const { kind, samples: touched, classId } of this.done) {
      for (const id of touched) {
        const sample = samples[id - 1]
        if (kind === 'label' || kind === 'bulk') {
          Object.assign(sample, {
            label: resolve(classId as number),
            source: kind === 'label' ? 1 : 2,
            skipped: 0,
          })
        }
        if (kind === 'clear') Object.assign(sample, { label: 0, source: 0, skipped: 0 })
        if (kind === 'skip') sample.skipped = sample.label ? 0 : 1
        if (kind === 'flag' || kind === 'unflag') sample.flagged = kind === 'flag' ? 1 : 0
      }
    }
    return samples
  }
}

describe('the log, its replay in memory and the view in the file', () => {
  it.each([1, 2, 3, 4, 5])('agree after any sequence of actions (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const below = (limit: number) => Math.floor(random() * limit)
    const plain = new PlainLog()
    let project = testProject(folder.file(), { samples: 6, classes: ['a', 'b', 'c', 'd', 'e'] })
    let view = openViewReader(project.path)

    for (let step = 0; step < 60; step++) {
      const classes = project.classes.list()
      const choice = random()
      if (choice < 0.2 && plain.done.length > 0) {
        project.labels.undo(annotator)
        plain.undone.push(...plain.done.splice(-1))
      } else if (choice < 0.35 && plain.undone.length > 0) {
        project.labels.redo(annotator)
        plain.done.push(...plain.undone.splice(-1))
      } else if (choice < 0.4 && classes.length > 2) {
        const from = classes[below(classes.length)].id
        const into = classes[below(classes.length)].id
        if (from === into) continue
        project.classes.merge(from, into)
        plain.merged.set(from, into)
      } else if (choice < 0.43) {
        addSamples(project, 1)
      } else if (choice < 0.46) {
        view.close()
        project.close()
        project = Project.open(project.path, { holder })
        view = openViewReader(project.path)
      } else {
        const kind = labelActionKinds[below(labelActionKinds.length)]
        const classId = kind === 'label' || kind === 'bulk' ? classes[below(classes.length)].id : undefined
        const all = Array.from({ length: project.samples.count() }, (_, i) => i + 1)
        const samples = all.filter(() => random() < 0.3)
        if (samples.length === 0) continue
        project.labels.append({ kind, classId, annotator, samples })
        plain.done.push({ kind, samples, classId })
        plain.undone = []
      }

      const { labels, sources, skipped, flagged } = project.labels.current()
      const expected = plain.state(project.samples.count())
      expect(Array.from(labels)).toEqual(expected.map(({ label }) => label))
      expect(Array.from(sources)).toEqual(expected.map(({ source }) => source))
      expect(Array.from(skipped)).toEqual(expected.map((sample) => sample.skipped))
      expect(Array.from(flagged)).toEqual(expected.map((sample) => sample.flagged))
      expect([project.labels.canUndo, project.labels.canRedo]).toEqual([
        plain.done.length > 0,
        plain.undone.length > 0,
      ])
      const rows: ViewRow[] = []
      labels.forEach((classId, ordinal) => {
        const origin = project.labels.origin(ordinal + 1)
        if (origin) {
          const { eventId, source, at } = origin
          rows.push({ sampleId: ordinal + 1, classId, source, annotator, labeledAt: at, eventId })
        }
      })
      expect(view.rows()).toEqual(rows)
    }
    view.close()
    project.close()
  })
})

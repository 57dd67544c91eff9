import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import type { NewLabelEvent } from './label-change.ts'
import { historySql } from './label-history.ts'
import { Project } from './project.ts'
import { errorOf, mergeClasses, TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const holder = 'the test'
const annotator = 'ann'

function projectWithSteps() {
  const project = testProject(folder.file(), { samples: 4, classes: ['cat', 'dog', 'owl'] })
  const act = (kind: NewLabelEvent['kind'], samples: number[], more: Partial<NewLabelEvent> = {}) =>
    project.labels.append({ kind, annotator, samples, ...more }).eventId
  const state = () => Array.from(project.labels.current().labels).join('')
  return { project, act, state }
}

describe('samples taken out as junk', () => {
  it('keep their label, count no more, and come back', () => {
    const { project, act, state } = projectWithSteps()
    const { labels } = project
    const excluded = () => Array.from(labels.current().excluded).join('')
    act('label', [1], { classId: 1, asked: 'audit' })
    act('label', [1], { classId: 2, annotator: 'bob' })
    act('skip', [2], { asked: 'audit' })
    expect([labels.labeledCount(), labels.disputes().length, labels.skippedAudits()]).toEqual([1, 1, 1])
    act('exclude', [1, 2])
    expect([state(), excluded()]).toEqual(['2000', '1100'])
    expect([labels.labeledCount(), labels.disputes().length, labels.skippedAudits()]).toEqual([0, 0, 0])
    expect([labels.auditLabels(), labels.opinions(1).length]).toEqual([[], 2])
    act('include', [1, 3])
    expect([excluded(), labels.labeledCount(), labels.auditLabels().length]).toEqual(['0100', 1, 1])
    project.close()
  })

  it('are taken back in by who labels them, for good, but not by clearing', () => {
    const { project, act } = projectWithSteps()
    const excluded = () => Array.from(project.labels.current().excluded).join('')
    act('label', [1], { classId: 1 })
    act('exclude', [1, 2])
    act('clear', [1])
    expect(excluded()).toBe('1100')
    act('label', [1, 2], { classId: 1 })
    act('clear', [1])
    expect(excluded()).toBe('0000')
    act('exclude', [2])
    expect(excluded()).toBe('0100')
    project.close()
  })
})

describe('flags', () => {
  it('are apart from labels and skips', () => {
    const { project, act } = projectWithSteps()
    act('flag', [1, 3])
    act('label', [1], { classId: 2 })
    act('unflag', [3])
    const { labels, skipped, flagged } = project.labels.current()
    expect([labels, skipped, flagged].map((values) => Array.from(values).join(''))).toEqual([
      '2000',
      '0000',
      '1000',
    ])
    project.close()
  })
})

describe('details of steps', () => {
  it('say why a sample is flagged while it is', () => {
    const { project, act } = projectWithSteps()
    const { labels } = project
    act('flag', [1, 2], { detail: { reason: ' two animals ' } })
    expect([1, 2, 3].map((id) => labels.flagReason(id))).toEqual(['two animals', 'two animals', null])
    act('flag', [1])
    expect(labels.flagReason(1)).toBeNull()
    act('unflag', [2])
    expect(labels.flagReason(2)).toBeNull()
    labels.undo(annotator)
    expect(labels.flagReason(2)).toBe('two animals')
    project.close()
  })

  it('part the clusters of one run, in order, as long as they are in effect', () => {
    const { project, act } = projectWithSteps()
    const { labels } = project
    const first = { runId: 1, component: 7, parts: 2, sorted: 4 }
    const second = { runId: 1, component: 60, parts: 3, sorted: 4 }
    const eventId = act('split', [], { detail: first })
    act('split', [], { detail: { runId: 2, component: 7, parts: 8, sorted: 4 } })
    const change = labels.append({ kind: 'split', annotator, samples: [], detail: second })
    expect(change).toMatchObject({ splitsChanged: true, classesChanged: false, steps: 1 })
    expect(labels.splits(1)).toEqual([
      { eventId, ...first },
      { eventId: eventId + 2, ...second },
    ])
    expect(labels.undo(annotator).splitsChanged).toBe(true)
    expect(labels.splits(1)).toHaveLength(1)
    expect(labels.splits(3)).toEqual([])
    project.close()
  })
})

describe('going to a moment', () => {
  it('is one change of all samples on the way', () => {
    const { project, act, state } = projectWithSteps()
    const { labels } = project
    const first = act('label', [3], { classId: 1 })
    act('bulk', [4, 2, 1], { classId: 2 })
    act('flag', [1])
    act('label', [2], { classId: 3 })
    const back = labels.goTo(first, 'bob')
    expect(back).toMatchObject({
      kind: 'travel',
      eventId: 7,
      steps: -3,
      action: { id: first, kind: 'label' },
    })
    expect([back.samples, back.before, back.after].map((values) => Array.from(values))).toEqual([
      [1, 2, 4],
      [2, 3, 2],
      [0, 0, 0],
    ])
    expect(state()).toBe('0010')
    expect(labels.events(4).map(({ kind, targetId, annotator }) => [kind, targetId, annotator])).toEqual([
      ['undo', 4, 'bob'],
      ['undo', 3, 'bob'],
      ['undo', 2, 'bob'],
    ])
    const start = labels.goTo(null, annotator)
    expect([start.action, start.steps, labels.canUndo, state()]).toEqual([null, -1, false, '0000'])
    expect(labels.goTo(4, annotator)).toMatchObject({ steps: 4, eventId: 12, action: { id: 4 } })
    expect([state(), labels.canRedo]).toEqual(['2312', false])
    project.close()
  })

  it('writes nothing where one is there already', () => {
    const { project, act } = projectWithSteps()
    expect(project.labels.goTo(null, annotator)).toMatchObject({ eventId: 0, steps: 0, action: null })
    const last = act('label', [1], { classId: 1 })
    const change = project.labels.goTo(last, annotator)
    expect(change).toMatchObject({ eventId: last, steps: 0, action: { id: last } })
    expect([change.samples.length, project.labels.eventCount()]).toEqual([0, 1])
    project.close()
  })

  it('takes merges apart and together again on the way, also after a restart', () => {
    const { project, act, state } = projectWithSteps()
    const first = act('label', [1], { classId: 1 })
    mergeClasses(project, 1, 2)
    act('label', [2], { classId: 2 })
    const { eventId: last } = mergeClasses(project, 2, 3)
    expect(state()).toBe('3300')
    const back = project.labels.goTo(first, annotator)
    expect(back).toMatchObject({ classesChanged: true, steps: -3 })
    expect([Array.from(back.samples), Array.from(back.before), Array.from(back.after)]).toEqual([
      [2],
      [3],
      [0],
    ])
    expect([state(), project.classes.list().length]).toEqual(['1000', 3])
    project.close()
    const again = Project.open(project.path, { holder })
    again.labels.goTo(last, annotator)
    expect(Array.from(again.labels.current().labels).join('')).toBe('3300')
    expect([1, 2, 3].map((id) => again.classes.resolve(id))).toEqual([3, 3, 3])
    again.close()
  })

  it('is refused where no undo or redo leads', () => {
    const { project, act, state } = projectWithSteps()
    act('label', [1], { classId: 1 })
    const gone = act('label', [1], { classId: 2 })
    project.labels.undo(annotator)
    act('label', [1], { classId: 3 })
    for (const id of [gone, 3, 99]) {
      expect(errorOf(() => project.labels.goTo(id, annotator)).code).toBe('not-found')
    }
    expect([state(), project.labels.eventCount()]).toEqual(['3000', 4])
    project.close()
  })
})

describe('the history', () => {
  it('names steps newest first, with what each was about', () => {
    const { project, act } = projectWithSteps()
    const { labels, classes } = project
    act('bulk', [4, 2], { classId: 1, detail: { component: 5, checked: 8, purityAtLeast: 0.69 } })
    act('flag', [3], { detail: { reason: 'two animals' } })
    act('label', [1], { classId: 2 })
    labels.undo(annotator)
    mergeClasses(project, 1, 3)
    classes.rename(3, 'bird')
    act('split', [], { detail: { runId: 1, component: 9, parts: 2, sorted: 4 } })
    labels.undo(annotator)
    const plain = {
      annotator,
      mergedName: null,
      component: null,
      reason: null,
      batch: null,
      undone: false,
      redoable: false,
    }
    expect(labels.history({ limit: 9 }).map(({ at, ...entry }) => entry)).toEqual([
      {
        ...plain,
        eventId: 6,
        kind: 'split',
        classId: null,
        component: 9,
        samples: 0,
        firstSample: null,
        undone: true,
        redoable: true,
      },
      { ...plain, eventId: 5, kind: 'merge', classId: 3, mergedName: 'cat', samples: 0, firstSample: null },
      { ...plain, eventId: 3, kind: 'label', classId: 2, samples: 1, firstSample: 1, undone: true },
      {
        ...plain,
        eventId: 2,
        kind: 'flag',
        classId: null,
        reason: 'two animals',
        samples: 1,
        firstSample: 3,
      },
      { ...plain, eventId: 1, kind: 'bulk', classId: 3, component: 5, samples: 2, firstSample: 2 },
    ])
    const page = labels.history({ limit: 2, before: 5 })
    expect(page.map(({ eventId }) => eventId)).toEqual([3, 2])
    expect(labels.history({ limit: 9, before: 1 })).toEqual([])
    project.close()
  })

  it('gives the actions in effect from the newest on', () => {
    const { project, act } = projectWithSteps()
    act('label', [1, 2], { classId: 1 })
    act('label', [3], { classId: 2, annotator: 'bob' })
    act('skip', [4])
    project.labels.undo(annotator)
    const actions = Array.from(project.labels.inEffect(), ({ action, samples }) => [
      action.annotator,
      samples,
    ])
    expect(actions).toEqual([
      ['bob', 1],
      ['ann', 2],
    ])
    project.close()
  })

  it('is paged by an index of its own, without a look at undo and redo', () => {
    const { project } = projectWithSteps()
    project.close()
    const database = new Database(project.path, { readonly: true })
    const plan = database.prepare<[number, number], { detail: string }>(`EXPLAIN QUERY PLAN ${historySql}`)
    expect(plan.all(1, 1).map(({ detail }) => detail)).toEqual([
      'SEARCH label_events USING INDEX label_events_actions (id<?)',
      'CORRELATED SCALAR SUBQUERY 1',
      'SEARCH label_event_samples USING PRIMARY KEY (event_id=?)',
    ])
    database.close()
  })
})

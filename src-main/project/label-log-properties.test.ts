import { afterAll, describe, expect, it } from 'vitest'
import type { BatchStep } from './label-batches.ts'
import type { LabelChange, NewLabelEvent } from './label-change.ts'
import { Project } from './project.ts'
import { openViewReader, type ViewRow } from './testing/current-labels-view.ts'
import { addSamples, mergeClasses, seededRandom, TestFolder, testProject } from './testing/fixture.ts'
import { stateOf } from './testing/log-state.ts'
import { type PlainAction, PlainLog } from './testing/plain-log.ts'
import { drawAction } from './testing/random-actions.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const holder = 'the test'
/** Who takes batches in. */
const importer = 'ian'
const classNames = ['a', 'b', 'c', 'd', 'e']

/** Goes to the moment when so many steps of the tape were in effect. */
function travel({ labels }: Project, steps: number): LabelChange {
  const onTape = labels.history({ limit: 1000 }).filter(({ undone, redoable }) => !undone || redoable)
  return labels.goTo(onTape.toReversed()[steps - 1]?.eventId ?? null, 'eve')
}

/** The steps that undo and redo lead to, newest first: kind, samples, whether in effect. */
function historyOf({ labels }: Project): unknown[] {
  return labels
    .history({ limit: 1000 })
    .filter(({ undone, redoable }) => !undone || redoable)
    .map(({ kind, samples, undone, classId, annotator }) => [kind, samples, undone, classId, annotator])
}

function historyOfPlain(plain: PlainLog): unknown[] {
  const entries = (actions: readonly PlainAction[], undone: boolean) =>
    actions.flatMap(({ kind, samples, classId, annotator, detail, batch }, i) => {
      if (batch !== undefined) {
        if (actions[i - 1]?.batch === batch) return []
        const all = actions.filter((action) => action.batch === batch).flatMap((action) => action.samples)
        return [['batch', new Set(all).size, undone, null, importer]]
      }
      const given = detail && 'into' in detail ? detail.into : classId
      return [[kind, samples.length, undone, given === undefined ? null : plain.resolve(given), annotator]]
    })
  return [...entries(plain.undone, true), ...entries(plain.done.toReversed(), false)]
}

/** Some random actions that come in together. */
function drawBatch(
  random: () => number,
  count: number,
  classIds: readonly number[],
  batch: number,
): PlainAction[] {
  const length = 1 + Math.floor(random() * 4)
  return Array.from({ length }, () => ({ ...drawAction(random, count, classIds, ['merge', 'split']), batch }))
}

function viewRowsOf({ labels }: Project): ViewRow[] {
  const rows: ViewRow[] = []
  labels.current().labels.forEach((classId, ordinal) => {
    const origin = labels.origin(ordinal + 1)
    if (!origin) return
    const { eventId, source, at, annotator } = origin
    rows.push({ sampleId: ordinal + 1, classId, source, annotator, labeledAt: at, eventId })
  })
  return rows
}

describe('the log, its replay in memory and the view in the file', () => {
  it.each([1, 2, 3, 4, 5, 6])('agree after any sequence of actions (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const below = (limit: number) => Math.floor(random() * limit)
    const plain = new PlainLog()
    let project = testProject(folder.file(), { samples: 6, classes: classNames })
    let view = openViewReader(project.path)

    for (let step = 0; step < 60; step++) {
      const classIds = project.classes.list().map(({ id }) => id)
      const choice = random()
      const before = plain.state(project.samples.count())
      if (choice < 0.2 && plain.done.length > 0) {
        project.labels.undo('ann')
        plain.undo()
      } else if (choice < 0.35 && plain.undone.length > 0) {
        project.labels.redo('bob')
        plain.redo()
      } else if (choice < 0.4 && plain.done.length + plain.undone.length > 0) {
        const { done, undone } = plain.steps()
        const steps = below(done + undone + 1)
        plain.goTo(steps)
        const changed = travel(project, steps)
        expect(changed.steps).toBe(steps - done)
        expect(changed.before).toEqual(changed.samples.map((id) => before.samples[id - 1].label))
        expect(changed.after).toEqual(changed.samples.map((id) => project.labels.current().labels[id - 1]))
      } else if (choice < 0.43) {
        addSamples(project, 1)
      } else if (choice < 0.46) {
        view.close()
        project.close()
        project = Project.open(project.path, { holder })
        view = openViewReader(project.path)
      } else if (choice < 0.56) {
        const batch = drawBatch(random, project.samples.count(), classIds, step)
        const at = '2025-01-01T00:00:00Z'
        const steps = batch.map((action) => ({ ...action, at }) as BatchStep)
        const change = project.labels.appendBatch(steps, {
          kind: 'file',
          name: 'labels.csv',
          annotator: importer,
        }).change
        plain.done.push(...batch)
        plain.undone = []
        expect(change?.before).toEqual(change?.samples.map((id) => before.samples[id - 1].label))
      } else {
        const action = drawAction(random, project.samples.count(), classIds)
        project.labels.append(action as NewLabelEvent)
        plain.done.push(action)
        plain.undone = []
      }
      expect(stateOf(project)).toEqual(plain.state(project.samples.count()))
      expect([project.labels.canUndo, project.labels.canRedo]).toEqual([
        plain.done.length > 0,
        plain.undone.length > 0,
      ])
      expect(view.rows()).toEqual(viewRowsOf(project))
      expect(historyOf(project)).toEqual(historyOfPlain(plain))
      for (const [i] of classNames.entries()) {
        expect(project.classes.resolve(i + 1)).toBe(plain.resolve(i + 1))
      }
    }
    view.close()

    const before = stateOf(project)
    const groups = Uint16Array.from({ length: project.samples.count() }, (_, i) => i % 2)
    const weights = project.labels.auditWeights(groups)
    project.close()
    project = Project.open(project.path, { holder })
    expect(stateOf(project)).toEqual(before)
    expect(project.labels.auditWeights(groups)).toEqual(weights)

    let undone = 0
    for (; project.labels.canUndo; undone++) project.labels.undo('eve')
    expect(stateOf(project)).toEqual(new PlainLog().state(project.samples.count()))
    for (; undone > 0; undone--) project.labels.redo('eve')
    expect(stateOf(project)).toEqual(before)
    project.close()
  })

  it.each([1, 2, 3])(
    'treat merged classes as one that everybody had used from the start (seed %i)',
    (seed) => {
      const random = seededRandom(seed)
      const [first, second] = [1, 2].map(() =>
        testProject(folder.file(), { samples: 5, classes: classNames }),
      )
      const [kept, gone] = [1, 2]
      for (let step = 0; step < 40; step++) {
        const move = random()
        if (move < 0.2 && first.labels.canUndo) for (const { labels } of [first, second]) labels.undo('ann')
        else if (move < 0.3 && first.labels.canRedo)
          for (const { labels } of [first, second]) labels.redo('ann')
        else {
          const action = drawAction(random, 5, [1, 2, 3], ['merge'])
          first.labels.append(action as NewLabelEvent)
          const classId = action.classId === gone ? kept : action.classId
          second.labels.append({ ...action, classId } as NewLabelEvent)
        }
      }
      mergeClasses(first, gone, kept)
      expect(stateOf(first)).toEqual(stateOf(second))
      const again = (project: Project) => {
        project.close()
        return Project.open(project.path, { holder })
      }
      const [reopened, other] = [again(first), again(second)]
      expect(stateOf(reopened)).toEqual(stateOf(other))
      reopened.close()
      other.close()
    },
  )
})

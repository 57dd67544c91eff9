import { afterAll, describe, expect, it } from 'vitest'
import type { NewLabelEvent } from './label-change.ts'
import type { Project } from './project.ts'
import { restoringSteps } from './restoring-steps.ts'
import { mergeClasses, seededRandom, TestFolder, testProject } from './testing/fixture.ts'
import { stateOf } from './testing/log-state.ts'
import { drawAction } from './testing/random-actions.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const by = { annotator: 'lea', at: '2026-01-01T00:00:00.000Z' }

function restore({ labels, classes }: Project, lastEvent: number, samples: number) {
  const then = labels.stateAt(lastEvent, samples, (id) => classes.resolve(id))
  const steps = restoringSteps(then, labels.state, (id) => classes.resolve(id), by)
  return labels.appendBatch(steps, { kind: 'restore', name: 'before', annotator: by.annotator })
}

function randomActions({ labels }: Project, random: () => number, steps: number): void {
  for (let step = 0; step < steps; step++) {
    const choice = random()
    if (choice < 0.15 && labels.canUndo) labels.undo('ann')
    else if (choice < 0.2 && labels.canRedo) labels.redo('ann')
    else labels.append(drawAction(random, 8, [1, 2, 3], ['merge', 'split']) as NewLabelEvent)
  }
}

describe('restoring what people had said', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'ends with all of it, as one step that can be taken back (seed %i)',
    (seed) => {
      const random = seededRandom(seed)
      const project = testProject(folder.file(), { samples: 8, classes: ['a', 'b', 'c'] })
      randomActions(project, random, 25)
      const [then, lastEvent] = [stateOf(project), project.labels.lastEvent()]
      const origins = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => project.labels.origin(id)?.at)
      randomActions(project, random, 25)
      const after = stateOf(project)
      const { change } = restore(project, lastEvent, 8)
      // How many questions were answered follows from all that was ever said, and is no part of what holds.
      const { asked, ...held } = stateOf(project)
      const { asked: askedThen, ...expected } = then
      expect(held).toEqual(expected)
      expect([1, 2, 3, 4, 5, 6, 7, 8].map((id) => project.labels.origin(id)?.at)).toEqual(origins)
      expect(restore(project, lastEvent, 8).change).toBeNull()
      if (change) project.labels.undo('ann')
      expect(stateOf(project)).toEqual(after)
      project.close()
    },
  )

  it('touches only what is not as it was, and gives merged classes the one that is left', () => {
    const project = testProject(folder.file(), { samples: 4, classes: ['a', 'b', 'c'] })
    const label = (samples: number[], classId: number) =>
      project.labels.append({ kind: 'label', classId, annotator: 'ann', samples })
    label([1, 2], 1)
    label([3], 2)
    const lastEvent = project.labels.lastEvent()
    label([1], 3)
    label([4], 3)
    mergeClasses(project, 1, 2)
    const { change } = restore(project, lastEvent, 4)
    expect(Array.from(change?.samples ?? [])).toEqual([1, 4])
    expect(Array.from(project.labels.current().labels)).toEqual([2, 2, 2, 0])
    expect(project.labels.opinions(1).map(({ annotator, classId }) => [annotator, classId])).toEqual([
      ['ann', 2],
    ])
    project.close()
  })

  it('leaves samples alone that came later', () => {
    const project = testProject(folder.file(), { samples: 3, classes: ['a'] })
    const lastEvent = project.labels.lastEvent()
    project.labels.append({ kind: 'label', classId: 1, annotator: 'ann', samples: [1, 3] })
    restore(project, lastEvent, 2)
    expect(Array.from(project.labels.current().labels)).toEqual([0, 0, 1])
    project.close()
  })
})

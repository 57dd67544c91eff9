import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { drawnLetters } from '../dataset/sample-set.ts'
import { createRandom } from '../decoder/random.ts'
import type { OpenProject } from './open-project.ts'
import { scriptedEngine, temporaryWorkbench, twoClusters } from './testing/sorted-project.ts'

const count = 60
const ids = Array.from({ length: count }, (_, i) => i + 1)
let end: () => Promise<void> = async () => {}
afterEach(() => end())

async function openSorted() {
  const { workbench, folder, end: close } = temporaryWorkbench(scriptedEngine([twoClusters(count)]))
  end = close
  const path = join(folder, 'test.fewlabel')
  await workbench.createProject(path)
  const project = workbench.project()
  await project.imports.run(drawnLetters({ count, seed: 1 }))
  await project.training.run(project.training.defaults({ clusters: 2, latentDimensions: 2 }))
  return { workbench, path, project }
}

/** Everything that the decoder says and that is shown by it, once the labels are refined. */
async function everythingSaid({ labeling, neighbourhood }: OpenProject) {
  await neighbourhood.settled()
  return {
    probabilities: ids.map((id) => labeling.views.probabilities(id)),
    samples: labeling.views.samples(ids),
    board: labeling.views.board(),
    checks: labeling.views.board().map(({ component }) => labeling.views.check({ component, count: 5 })),
  }
}

/** Steps of the last few that one can go to. */
const passable = (labeling: OpenProject['labeling']) =>
  labeling.history({ limit: 4 }).filter(({ undone, redoable }) => !undone || redoable)

/** Everything people do, undo, redo and travels too, by two of them who often disagree, as luck has it. */
function workAtRandom(project: OpenProject, setAnnotator: (name: string) => void, seed: number): void {
  const { labeling } = project
  const random = createRandom(seed)
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]
  for (let step = 0; step < 90; step++) {
    setAnnotator(oneOf(['anna', 'ben']))
    const samples = [...new Set([oneOf(ids), oneOf(ids)])]
    const luck = random()
    const classes = labeling.classes.list().map(({ id }) => id)
    if (luck < 0.45) labeling.label(samples.slice(0, 1), oneOf(classes))
    else if (luck < 0.53) labeling.label(samples, oneOf(classes), { review: true })
    else if (luck < 0.58) labeling.skip(samples)
    else if (luck < 0.64) labeling.clear(samples)
    else if (luck < 0.72) labeling.exclude(samples, true)
    else if (luck < 0.76) labeling.exclude(samples, false)
    else if (luck < 0.78 && classes.length > 3) labeling.classes.merge(oneOf(classes.slice(1)), classes[0])
    else if (luck < 0.83) labeling.splitCluster(oneOf(labeling.views.board()).component, 2)
    else if (luck < 0.92 && labeling.summary().canUndo) labeling.undo()
    else if (luck < 0.96 && labeling.summary().canRedo) labeling.redo()
    else if (luck > 0.98) labeling.goTo(oneOf(passable(labeling)).eventId)
  }
}

describe('probabilities', () => {
  it.each([1, 2, 3])('are the same, bit for bit, when the log is read again (%d)', async (seed) => {
    const { workbench, path, project } = await openSorted()
    for (const name of ['a', 'b', 'c', 'd', 'e']) project.labeling.classes.add({ name })
    project.labeling.setPrior({ kind: 'estimated' })
    workAtRandom(project, (name) => workbench.setAnnotator(name), seed)
    expect(project.store.labels.disputes().length).toBeGreaterThan(0)
    expect(project.labeling.summary().excluded).toBeGreaterThan(0)
    const before = await everythingSaid(project)
    expect(before.board.some(({ splitFrom }) => splitFrom !== null)).toBe(true)
    await workbench.closeProject()
    await workbench.openProject(path)
    expect(await everythingSaid(workbench.project())).toEqual(before)
  })

  it('are those of labels given as one class from the start, once two are merged', async () => {
    const { project } = await openSorted()
    const [a, b, c] = ['a', 'b', 'c'].map((name) => project.labeling.classes.add({ name }).id)
    const given = [
      [1, a],
      [2, b],
      [4, c],
      [7, a],
      [10, c],
    ]
    for (const [sample, classId] of given) project.labeling.label([sample], classId)
    project.labeling.classes.merge(c, b)
    const merged = await everythingSaid(project)
    project.labeling.goTo(null)
    for (const [sample, classId] of given) project.labeling.label([sample], classId === c ? b : classId)
    project.labeling.classes.merge(c, b)
    expect(await everythingSaid(project)).toEqual(merged)
  })

  it('come back when everything is taken back, in whatever order it was given', async () => {
    const { workbench, project } = await openSorted()
    for (const name of ['a', 'b', 'c', 'd']) project.labeling.classes.add({ name })
    const empty = await everythingSaid(project)
    workAtRandom(project, (name) => workbench.setAnnotator(name), 4)
    while (project.labeling.summary().canUndo) project.labeling.undo()
    expect(await everythingSaid(project)).toEqual(empty)
  })
})

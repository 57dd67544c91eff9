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

/** Everything that the decoder says, once the labels are refined. */
async function everythingSaid({ labeling, neighbourhood }: OpenProject) {
  await neighbourhood.settled()
  return {
    probabilities: ids.map((id) => labeling.views.probabilities(id)),
    guesses: labeling.views.samples(ids).map(({ guess }) => guess),
  }
}

/** Labels, skips, clearings, undo and redo by two people who often disagree, as luck has it. */
function workAtRandom(project: OpenProject, setAnnotator: (name: string) => void, seed: number): void {
  const { labeling } = project
  const random = createRandom(seed)
  const classes = labeling.classes.list().map(({ id }) => id)
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]
  for (let step = 0; step < 60; step++) {
    setAnnotator(oneOf(['anna', 'ben']))
    const samples = [...new Set([oneOf(ids), oneOf(ids)])]
    const luck = random()
    if (luck < 0.55) labeling.label(samples.slice(0, 1), oneOf(classes))
    else if (luck < 0.65) labeling.label(samples, oneOf(classes), { review: true })
    else if (luck < 0.72) labeling.skip(samples)
    else if (luck < 0.8) labeling.clear(samples)
    else if (luck < 0.92 && labeling.summary().canUndo) labeling.undo()
    else if (labeling.summary().canRedo) labeling.redo()
  }
}

describe('probabilities', () => {
  it.each([1, 2, 3])('are the same, bit for bit, when the log is read again (%d)', async (seed) => {
    const { workbench, path, project } = await openSorted()
    for (const name of ['a', 'b', 'c']) project.labeling.classes.add({ name })
    project.labeling.setPrior({ kind: 'estimated' })
    workAtRandom(project, (name) => workbench.setAnnotator(name), seed)
    expect(project.store.labels.disputes().length).toBeGreaterThan(0)
    const before = await everythingSaid(project)
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
    for (const _ of given) project.labeling.undo()
    for (const [sample, classId] of given) project.labeling.label([sample], classId === c ? b : classId)
    expect(await everythingSaid(project)).toEqual(merged)
  })

  it('come back when everything is taken back, in whatever order it was given', async () => {
    const { workbench, project } = await openSorted()
    for (const name of ['a', 'b']) project.labeling.classes.add({ name })
    const empty = await everythingSaid(project)
    workAtRandom(project, (name) => workbench.setAnnotator(name), 4)
    while (project.labeling.summary().canUndo) project.labeling.undo()
    expect(await everythingSaid(project)).toEqual(empty)
  })
})

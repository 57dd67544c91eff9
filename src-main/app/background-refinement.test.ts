import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { exportRequestSchema } from '../contract/export.ts'
import { drawnLetters } from '../dataset/sample-set.ts'
import { scriptedEngine, temporaryWorkbench, twoClusters } from './testing/sorted-project.ts'

const count = 60
let end: () => Promise<void> = async () => {}
afterEach(() => end())

async function openSorted() {
  const { workbench, folder, end: close } = temporaryWorkbench(scriptedEngine([twoClusters(count)]))
  end = close
  await workbench.createProject(join(folder, 'test.fewlabel'))
  const project = workbench.project()
  await project.imports.run(drawnLetters({ count, seed: 1 }))
  await project.training.run(project.training.defaults({ clusters: 2, latentDimensions: 2 }))
  return { workbench, folder, project }
}

describe('labels among neighbours', () => {
  it('are refined after they were given, and the window is told', async () => {
    const { workbench, project } = await openSorted()
    const { labeling, neighbourhood } = project
    const [a, b] = ['a', 'b'].map((name) => labeling.classes.add({ name }).id)
    labeling.label([1], a)
    labeling.label([2], b)
    const told = labeling.summary().revision
    await neighbourhood.settled()
    expect(neighbourhood.state()).toMatchObject({ state: 'idle', note: null })
    expect(labeling.summary().revision).toBe(told + 1)
    expect(workbench.topics.current('neighbourhood')?.state.state).toBe('idle')
    expect(labeling.views.samples([59, 60]).map(({ guess }) => guess?.classId)).toEqual([a, b])
    expect(neighbourhood.outlierScores()).toHaveLength(count)
  })

  it('end as they were after an undo, bit for bit', async () => {
    const { project } = await openSorted()
    const { labeling, neighbourhood } = project
    const ids = Array.from({ length: count }, (_, i) => i + 1)
    const [a, b] = ['a', 'b'].map((name) => labeling.classes.add({ name }).id)
    labeling.label([1], a)
    labeling.label([2], b)
    await neighbourhood.settled()
    const before = ids.map((id) => labeling.views.probabilities(id))
    labeling.label([3], b)
    await neighbourhood.settled()
    expect(ids.map((id) => labeling.views.probabilities(id))).not.toEqual(before)
    labeling.undo()
    await neighbourhood.settled()
    expect(ids.map((id) => labeling.views.probabilities(id))).toEqual(before)
  })

  it('survive another decoder and merged classes', async () => {
    const { project } = await openSorted()
    const { labeling, neighbourhood } = project
    const [a, b, c] = ['a', 'b', 'c'].map((name) => labeling.classes.add({ name }).id)
    labeling.label([1], a)
    labeling.label([2], b)
    labeling.label([4], c)
    await neighbourhood.settled()
    const refined = labeling.views.probabilities(50)
    labeling.setDecoder('soft')
    await neighbourhood.settled()
    labeling.setDecoder('graph')
    await neighbourhood.settled()
    expect(labeling.views.probabilities(50)).toEqual(refined)
    labeling.classes.merge(c, b)
    await neighbourhood.settled()
    expect(labeling.views.probabilities(50)[0].classId).toBe(b)
    expect(neighbourhood.state().state).toBe('idle')
  })

  it('are exported refined, by whoever exports them', async () => {
    const { project, folder } = await openSorted()
    const { labeling, neighbourhood, exports } = project
    const [a, b] = ['a', 'b'].map((name) => labeling.classes.add({ name }).id)
    labeling.label([1], a)
    labeling.label([2], b)
    expect(neighbourhood.state().state).toBe('building')
    await exports.run(exportRequestSchema.parse({ format: 'csv', out: join(folder, 'labels.csv') }))
    expect(neighbourhood.state().state).toBe('idle')
  })
})

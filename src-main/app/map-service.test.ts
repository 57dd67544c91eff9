import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { drawnLetters } from '../dataset/sample-set.ts'
import { scriptedEngine, temporaryWorkbench, twoClusters } from './testing/sorted-project.ts'

const count = 60

let opened: ReturnType<typeof temporaryWorkbench>
beforeEach(async () => {
  opened = temporaryWorkbench(scriptedEngine([twoClusters(count)]))
  await opened.workbench.createProject(join(opened.folder, 'letters'))
  await project().imports.run(drawnLetters({ count, seed: 1 }))
})
afterEach(() => opened.end())

const project = () => opened.workbench.project()
const train = () => project().training.run(project().training.defaults({ clusters: 2, latentDimensions: 2 }))

it('draws the map when somebody opens it, and keeps it', async () => {
  expect(project().map.open()).toMatchObject({ state: 'none', runId: null })
  await train()
  const { state, runId } = project().map.state()
  expect([state, project().map.state().count]).toEqual(['none', count])
  expect(() => project().map.points(runId ?? 0)).toThrow(/not drawn yet/)

  expect(project().map.open().state).toBe('preparing')
  expect(project().map.open().state).toBe('preparing')
  await project().map.settled()
  expect(project().map.state()).toMatchObject({ state: 'ready', progress: 1, message: null })
  const places = project().map.points(runId ?? 0)
  expect(places.length).toBe(2 * count)

  const { path } = project().store
  await opened.workbench.closeProject()
  await opened.workbench.openProject(path)
  await project().ready()
  expect(project().map.state()).toMatchObject({ state: 'ready', runId, count })
  expect(project().map.points(runId ?? 0)).toEqual(places)
})

it('stops drawing when the project is closed', async () => {
  await train()
  const { map } = project()
  map.open()
  await opened.workbench.closeProject()
  expect(map.state().state).toBe('preparing')
})

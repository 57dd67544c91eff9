import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { scriptedEngine, temporaryWorkbench, twoClusters } from '../app/testing/sorted-project.ts'
import { mapMarkBytes } from '../contract/map.ts'
import { drawnLetters } from '../dataset/sample-set.ts'
import { createHandler } from './handler.ts'

const count = 40

let opened: ReturnType<typeof temporaryWorkbench>
beforeEach(async () => {
  opened = temporaryWorkbench(scriptedEngine([twoClusters(count)]))
  await opened.workbench.createProject(join(opened.folder, 'letters'))
  await project().imports.run(drawnLetters({ count, seed: 1 }))
})
afterEach(() => opened.end())

const project = () => opened.workbench.project()
const train = () => project().training.run(project().training.defaults({ clusters: 2, latentDimensions: 2 }))
const get = (path: string) =>
  createHandler(opened.workbench, { rendererRoot: opened.folder })(new Request(`http://127.0.0.1${path}`))

it('hands out places as they are, once the map is drawn', async () => {
  await train()
  const path = `/map/${project().map.state().runId}/points`
  expect((await get(path)).status).toBe(404)
  project().map.open()
  await project().map.settled()
  const response = await get(path)
  expect(response.headers.get('content-type')).toBe('application/octet-stream')
  const places = new Float32Array(await response.arrayBuffer())
  expect(places.length).toBe(2 * count)
  expect(places.every((value) => Math.abs(value) <= 1)).toBe(true)
  expect((await get('/map/99/points')).status).toBe(404)
})

it('tells what is known of every sample, in letters that a header can carry', async () => {
  expect((await get('/map/marks')).ok).toBe(false)
  await train()
  const { id } = project().store.classes.add({ name: 'A' })
  project().labeling.model.rebuild()
  opened.workbench.setAnnotator('Jürgen 本')
  project().labeling.label([1, 3], id)
  const response = await get('/map/marks')
  expect(JSON.parse(response.headers.get('x-annotators') ?? '')).toEqual(['Jürgen 本'])
  expect(Number(response.headers.get('x-revision'))).toBe(project().labeling.summary().revision)
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect(bytes.byteLength).toBe(mapMarkBytes * count)
  expect([bytes[0], bytes[5], bytes[6]]).toEqual([id, 1, 1])
  expect(bytes[mapMarkBytes + 5]).toBe(0)
})

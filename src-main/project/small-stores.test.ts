import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bytesOf } from './bytes.ts'
import { TestFolder, testConfig, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

describe('artifacts', () => {
  it('are kept per run and name, and only given out in the version asked for', () => {
    const project = testProject(folder.file())
    const { artifacts } = project
    const { id } = project.runs.create(testConfig)
    const values = new Float64Array([1, 2.5])
    expect(artifacts.get(id, 'graph', 1)).toBeNull()
    artifacts.put(id, 'graph', 1, { k: 8 }, [
      { name: 'values', bytes: bytesOf(values) },
      { name: 'empty', bytes: new Uint8Array(0) },
    ])
    const graph = artifacts.get(id, 'graph', 1)
    expect(graph?.header).toEqual({ k: 8 })
    const bytes = graph?.parts.get('values') as Uint8Array
    expect(new Float64Array(bytes.buffer, bytes.byteOffset, 2)).toEqual(values)
    expect(graph?.parts.get('empty')).toHaveLength(0)

    artifacts.put(id, 'graph', 2, null, [])
    expect(artifacts.get(id, 'graph', 1)).toBeNull()
    expect(artifacts.get(id, 'graph', 2)).toEqual({ header: null, parts: new Map() })
    project.close()
  })
})

describe('settings', () => {
  it('are JSON under a key, and forgotten when they do not fit', () => {
    const project = testProject(folder.file())
    const { settings } = project
    const schema = z.object({ decoder: z.string() })
    expect(settings.get('labeling', schema)).toBeUndefined()
    settings.set('labeling', { decoder: 'soft' })
    settings.set('labeling', { decoder: 'graph' })
    expect(settings.get('labeling', schema)).toEqual({ decoder: 'graph' })
    expect(settings.get('labeling', z.number())).toBeUndefined()
    project.close()
  })
})

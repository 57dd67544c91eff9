import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { InputShape } from '../contract/data.ts'
import { ProjectConnection } from './connection.ts'
import { type ImportDetails, ImportTransaction } from './import-transaction.ts'
import { migrations } from './migrations/index.ts'
import { Project } from './project.ts'
import { abandonFile, openFile } from './project-file.ts'
import { fromStoredPath, movePath, toStoredPath } from './source-paths.ts'
import { addSamples, errorOf, smallImages, TestFolder, testProject, testSample } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const details: ImportDetails = {
  source: '/data/images',
  format: 'folder',
  shape: smallImages,
  recipe: { colour: 'grayscale', side: 4, fit: 'crop' },
}

describe('an import', () => {
  it('appends samples under dense ids with all that belongs to them', () => {
    const project = testProject(folder.file())
    const first = project.beginImport(details)
    const thumbnail = { mediaType: 'image/webp', width: 8, height: 6, bytes: new Uint8Array([1, 2, 3]) }
    const original = { mediaType: 'image/png', bytes: new Uint8Array([4, 5]) }
    const sourcePath = join(folder.path, 'images', 'one.png')
    first.add(testSample(1, { thumbnail, original, sourcePath, truth: 'owl' }))
    first.add(testSample(2, { sourcePath: join(folder.path, 'images', 'two.png'), truth: 'cat' }))
    expect(first.commit()).toMatchObject({ imported: 2 })
    const second = project.beginImport(details)
    second.add(testSample(3, { truth: 'owl' }))
    second.add(testSample(4))
    second.commit()

    const { samples } = project
    expect(samples.count()).toBe(4)
    expect(samples.inputShape()).toEqual(smallImages)
    expect(samples.recipe()).toEqual(details.recipe)
    expect(samples.truthNames()).toEqual(['owl', 'cat'])
    expect(Array.from(samples.truth())).toEqual([0, 1, 0, -1])
    expect(samples.externalIds()).toEqual(['sample-1', 'sample-2', 'sample-3', 'sample-4'])
    expect(samples.meta(1)).toEqual({ id: 1, externalId: 'sample-1', sourcePath, truth: 0 })
    expect(samples.metas([4, 2]).map(({ id, truth }) => [id, truth])).toEqual([
      [4, -1],
      [2, 1],
    ])
    expect(samples.metaRange(2, 10).map(({ id }) => id)).toEqual([3, 4])
    expect(samples.thumbnail(1)).toEqual(thumbnail)
    expect(samples.thumbnail(2)).toBeNull()
    expect(samples.original(1)).toEqual(original)
    expect(samples.original(2)).toEqual({ path: join(folder.path, 'images', 'two.png') })
    expect(samples.original(3)).toBeNull()
    expect(samples.input(3)).toEqual(new Uint8Array(16).fill(3))
    expect(Array.from(samples.readInputs(1, 2)).filter((_, i) => i % 16 === 0)).toEqual([2, 3])
    expect(project.summary()).toMatchObject({ hasTruth: true })
    project.close()
  })

  it('skips what is there already and says which sample it is', () => {
    const project = testProject(folder.file())
    addSamples(project, 2)
    const transaction = project.beginImport(details)
    expect(transaction.add(testSample(1, { externalId: 'twin' }))).toEqual({ duplicateOf: 'sample-1' })
    expect(transaction.add(testSample(7, { externalId: 'new' }))).toBe('added')
    expect(transaction.add(testSample(7, { externalId: 'newer' }))).toEqual({ duplicateOf: 'new' })
    expect(transaction.commit()).toMatchObject({ imported: 1 })
    expect(project.samples.count()).toBe(3)
    project.close()
  })

  it('leaves nothing behind when it is rolled back, cut short by closing, or fails', () => {
    const file = folder.file()
    const project = testProject(file)
    const cancelled = project.beginImport(details)
    cancelled.add(testSample(1, { truth: 'owl' }))
    cancelled.rollback()
    expect(project.samples.inputShape()).toBeNull()

    const failed = project.beginImport(details)
    cancelled.rollback()
    failed.add(testSample(1, { truth: 'owl' }))
    expect(() => failed.add(testSample(2, { input: new Uint8Array(3) }))).toThrow(/shape/)
    failed.rollback()
    expect(project.samples.truthNames()).toEqual([])

    project.beginImport(details).add(testSample(1))
    project.close()
    const again = Project.open(file, { holder: 'the test' })
    expect(again.samples.count()).toBe(0)
    expect(again.samples.inputShape()).toBeNull()
    addSamples(again, 1)
    expect(again.samples.externalIds()).toEqual(['sample-0'])
    again.close()
  })

  it('shows nothing before the commit, and refuses other writes meanwhile', async () => {
    const project = testProject(folder.file(), { samples: 1, classes: ['cat'] })
    const transaction = project.beginImport(details)
    transaction.add(testSample(5))
    expect(project.samples.count()).toBe(1)
    expect(project.samples.externalIds()).toHaveLength(1)
    const label = () => project.labels.append({ kind: 'label', classId: 1, annotator: 'a', samples: [1] })
    expect(errorOf(label)).toMatchObject({ code: 'busy', message: expect.stringContaining('import') })
    expect(errorOf(() => project.beginImport(details)).code).toBe('busy')
    transaction.commit()
    expect(label().after[0]).toBe(1)
    project.close()
  })

  it('refuses samples of another shape', () => {
    const project = testProject(folder.file(), { samples: 1 })
    const larger: InputShape = { kind: 'image', side: 28, channels: 3 }
    expect(errorOf(() => project.beginImport({ ...details, shape: larger }))).toMatchObject({
      code: 'source-mismatch',
      expected: 'grayscale images of 4 × 4 pixels',
      found: 'colour images of 28 × 28 pixels',
    })
    const vector: InputShape = { kind: 'vector', length: 2, columns: ['a', 'b'] }
    expect(errorOf(() => project.beginImport({ ...details, shape: vector }))).toMatchObject({
      code: 'source-mismatch',
      found: '2 numeric columns (a, b)',
    })
    addSamples(project, 1)
    project.close()
  })

  it('reports a full disk and keeps the project as it was', () => {
    const file = folder.file()
    testProject(file, { samples: 1 }).close()
    const opened = openFile(file, 'the test', migrations)
    // SQLite's own limit on the pages of a file stands in for a full disk.
    const pages = opened.database.pragma('page_count', { simple: true }) as number
    opened.database.pragma(`max_page_count = ${pages + 20}`)
    const transaction = new ImportTransaction(new ProjectConnection(opened.database, file), details, {
      writeLabels: () => {},
      whenEnded: () => {},
    })
    const error = errorOf(() => {
      for (let i = 100; ; i++) {
        const original = { mediaType: 'image/png', bytes: new Uint8Array(50_000) }
        transaction.add(testSample(i, { original }))
      }
    })
    expect(error).toMatchObject({ code: 'disk-full', file })
    transaction.rollback()
    abandonFile(opened)
    const project = Project.open(file, { holder: 'the test' })
    expect(project.samples.count()).toBe(1)
    project.close()
  })
})

describe('samples', () => {
  it('that are vectors come back as float32', () => {
    const file = folder.file()
    const project = Project.create(file, { holder: 'the test' })
    const shape: InputShape = { kind: 'vector', length: 3, columns: ['a', 'b', 'c'] }
    const transaction = project.beginImport({ source: 'v.csv', format: 'csv', shape, recipe: null })
    const whole = new Float32Array([9, 1.5, -2, 3, 4, 5, 6e-9])
    transaction.add(testSample(1, { input: whole.subarray(1, 4) }))
    transaction.add(testSample(2, { input: whole.subarray(4, 7) }))
    transaction.commit()
    expect(project.samples.input(1)).toEqual(new Float32Array([1.5, -2, 3]))
    expect(project.samples.readInputs(0, 2)).toEqual(whole.slice(1))
    expect(project.samples.recipe()).toBeNull()
    project.close()
  })

  it('that are not there are named', () => {
    const project = testProject(folder.file(), { samples: 2 })
    const { samples } = project
    const calls = [
      () => samples.meta(3),
      () => samples.input(0),
      () => samples.thumbnail(3),
      () => samples.original(-1),
      () => samples.readInputs(1, 2),
      () => samples.metas([1, 17]),
    ]
    expect(calls.map((call) => errorOf(call).code)).toEqual(calls.map(() => 'sample-not-found'))
    expect(errorOf(() => samples.meta(3))).toMatchObject({ expected: 'a number from 1 to 2', found: '3' })
    project.close()
  })

  it('are never removed', () => {
    const file = folder.file()
    testProject(file, { samples: 2 }).close()
    const opened = openFile(file, 'the test', migrations)
    expect(() => opened.database.exec('DELETE FROM samples WHERE id = 1')).toThrow(/never removed/)
    abandonFile(opened)
  })

  it('are linked relative to the project and can be linked to a moved folder', () => {
    const project = testProject(folder.file())
    const transaction = project.beginImport(details)
    const paths = ['old/a/1.png', 'old/2.png', 'older/3.png', 'old/4.png'].map((path) =>
      join(folder.path, path),
    )
    paths.forEach((sourcePath, i) => {
      transaction.add(testSample(i, { sourcePath }))
    })
    transaction.commit()
    mkdirSync(join(folder.path, 'new/a'), { recursive: true })
    writeFileSync(join(folder.path, 'new/a/1.png'), '')
    writeFileSync(join(folder.path, 'new/2.png'), '')

    expect(project.samples.relink(join(folder.path, 'old'), join(folder.path, 'new'))).toBe(2)
    expect(project.samples.metas([1, 2, 3, 4]).map(({ sourcePath }) => sourcePath)).toEqual([
      join(folder.path, 'new/a/1.png'),
      join(folder.path, 'new/2.png'),
      paths[2],
      paths[3],
    ])
    project.close()
  })
})

describe('stored paths', () => {
  it('are relative with forward slashes', () => {
    expect(toStoredPath('/data/project', '/data/project/images/1.png')).toBe('images/1.png')
    expect(toStoredPath('/data/project', '/data/images/1.png')).toBe('../images/1.png')
    expect(fromStoredPath('/data/project', '../images/1.png')).toBe('/data/images/1.png')
    expect(movePath('/a/b/c', '/a', '/z')).toBe('/z/b/c')
    expect(movePath('/ab/c', '/a', '/z')).toBeNull()
  })
})

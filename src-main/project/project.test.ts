import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { projectApplicationId } from '../contract/project.ts'
import { latestVersion } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { Project } from './project.ts'
import { openProjectReader } from './project-reader.ts'
import { addSamples, errorOf, TestFolder, testConfig, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const holder = 'the test'

/** Everything in the folder whose name starts as the file's does, with its content. */
function filesAt(file: string): Record<string, string> {
  const names = readdirSync(folder.path).filter((name) => name.includes(basename(file)))
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder.path, name)))
      .digest('hex')
  return Object.fromEntries(names.map((name) => [name, hash(name)]))
}

/** The error of opening `file`, after making sure that it changed nothing. */
function openingError(file: string) {
  const before = filesAt(file)
  const error = errorOf(() => Project.open(file, { holder }))
  expect(filesAt(file)).toEqual(before)
  expect(error.file).toBe(file)
  expect(error.remedy).toBeTruthy()
  return error
}

/** A closed project with something in it. */
function closedProject(): string {
  const file = folder.file()
  testProject(file, { samples: 200, classes: ['cat', 'dog'] }).close()
  return file
}

describe('a project', () => {
  it('keeps what was put in and leaves exactly one file', () => {
    const file = folder.file('birds.fewlabel')
    const project = testProject(file, { samples: 3, classes: ['owl'] })
    project.labels.append({ kind: 'label', classId: 1, annotator: 'ann', samples: [2] })
    project.close()
    project.close()
    expect(Object.keys(filesAt(file))).toEqual(['birds.fewlabel'])

    const again = Project.open(file, { holder })
    expect(again.summary()).toMatchObject({
      path: file,
      name: 'birds',
      samples: 3,
      labels: 1,
      classes: 1,
      trained: false,
      hasTruth: false,
      onShare: false,
      work: null,
      inputShape: { kind: 'image', side: 4, channels: 1 },
    })
    again.close()
  })

  // A team that shares a folder sets the umask, or the rights of the folder; a person alone may shut others out.
  it.skipIf(process.platform === 'win32')('has the rights that the umask leaves', () => {
    const before = process.umask()
    const modes = [0o002, 0o077].map((mask) => {
      process.umask(mask)
      const file = folder.file()
      const project = testProject(file)
      project.settings.set('key', 1)
      const found = [file, `${file}-wal`].map((path) => (statSync(path).mode & 0o777).toString(8))
      project.close()
      return found
    })
    process.umask(before)
    expect(modes).toEqual([
      ['664', '664'],
      ['600', '600'],
    ])
  })

  it('carries its identity in the header of the file', () => {
    const file = closedProject()
    const header = readFileSync(file).subarray(0, 100)
    expect(header.toString('latin1', 68, 72)).toBe('FEWL')
    expect(header.readUInt32BE(60)).toBe(latestVersion(migrations))
  })

  it('never replaces what is there', () => {
    const file = folder.file()
    writeFileSync(file, 'a letter to my aunt')
    expect(errorOf(() => Project.create(file, { holder }))).toMatchObject({ code: 'project-exists', file })
    expect(readFileSync(file, 'utf8')).toBe('a letter to my aunt')
    const taken = folder.file()
    mkdirSync(taken)
    expect(errorOf(() => Project.create(taken, { holder }))).toMatchObject({ found: 'a folder' })
    expect(Object.keys(filesAt(file))).toEqual([basename(file)])
  })

  it('reports a folder that does not exist', () => {
    const file = join(folder.path, 'nowhere', 'p.fewlabel')
    expect(errorOf(() => Project.create(file, { holder }))).toMatchObject({ code: 'io-failed', file })
  })

  it('marks runs as interrupted that a crash cut short', () => {
    const file = folder.file()
    const project = testProject(file)
    const { id } = project.runs.create(testConfig)
    project.runs.update(id, { state: 'running', backend: 'wasm' })
    project.close()
    const again = Project.open(file, { holder })
    expect(again.runs.get(id)).toMatchObject({ state: 'interrupted', backend: 'wasm' })
    again.close()
  })

  it('is also closed by `using`', () => {
    const file = closedProject()
    {
      using project = Project.open(file, { holder })
      expect(project.samples.count()).toBe(200)
    }
    expect(Object.keys(filesAt(file))).toEqual([basename(file)])
  })

  it('closes beside a reader, and leaves one file once the reader is gone too', () => {
    const file = folder.file()
    const project = testProject(file, { samples: 2 })
    const reader = openProjectReader(file)
    expect(reader.sampleCount()).toBe(2)
    project.close()
    expect(reader.sampleCount()).toBe(2)
    reader.close()
    Project.open(file, { holder }).close()
    expect(Object.keys(filesAt(file))).toEqual([basename(file)])
  })
})

describe('opening what is no project leaves it as it is', () => {
  it('reports nothing and folders', () => {
    expect(openingError(folder.file('none.fewlabel'))).toMatchObject({ code: 'project-not-found' })
    expect(errorOf(() => Project.open(folder.path, { holder }))).toMatchObject({
      code: 'project-not-found',
      found: 'a folder',
    })
  })

  it('reports an empty file', () => {
    const file = folder.file()
    writeFileSync(file, '')
    expect(openingError(file)).toMatchObject({ code: 'project-damaged', found: 'an empty file' })
  })

  it('reports files of other programs', () => {
    const text = folder.file()
    writeFileSync(text, 'id,label\n1,cat\n')
    expect(openingError(text)).toMatchObject({ code: 'project-foreign' })
    const other = folder.file()
    const database = new Database(other)
    database.exec('CREATE TABLE things (id INTEGER)')
    database.close()
    expect(openingError(other)).toMatchObject({ code: 'project-foreign' })
  })

  it('reports a project of a newer version, also with a log beside it', () => {
    const file = closedProject()
    const database = new Database(file)
    database.pragma('user_version = 99')
    database.close()
    const error = openingError(file)
    expect(error).toMatchObject({ code: 'project-newer', found: 'format 99' })
    writeFileSync(`${file}-wal`, 'left behind')
    expect(openingError(file)).toMatchObject({ code: 'project-newer' })
  })

  it('reports a file that was never finished', () => {
    const file = folder.file()
    const database = new Database(file)
    database.pragma(`application_id = ${projectApplicationId}`)
    database.exec('CREATE TABLE things (id INTEGER)')
    database.close()
    expect(openingError(file)).toMatchObject({ code: 'project-damaged' })
  })

  it.each([40, 99, 100, 5000, 20_000])('reports a file cut off after %i bytes', (length) => {
    const file = closedProject()
    truncateSync(file, length)
    expect(openingError(file)).toMatchObject({ code: 'project-damaged' })
  })

  it('reports damage in the middle', () => {
    const file = closedProject()
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 4096, bytes.length - 4096)
    writeFileSync(file, bytes)
    expect(openingError(file)).toMatchObject({ code: 'project-damaged' })
  })

  it('reports damage in a project that was not closed', (context) => {
    const file = folder.file()
    const project = testProject(file, { samples: 200 })
    const copy = folder.file()
    // Where the temporary folder is on a share there is no log.
    if (!existsSync(`${file}-wal`)) {
      project.close()
      context.skip()
    }
    // What a crash leaves: the file and its log, still apart.
    copyFileSync(`${file}-wal`, `${copy}-wal`)
    project.close()
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 4096)
    bytes[18] = 2
    bytes[19] = 2
    writeFileSync(copy, bytes)
    truncateSync(`${copy}-wal`, 20)
    const before = readFileSync(copy)
    expect(errorOf(() => Project.open(copy, { holder }))).toMatchObject({ code: 'project-damaged' })
    expect(readFileSync(copy).equals(before)).toBe(true)
  })
})

describe('the reader', () => {
  it('sees what is committed and cannot be used to write', () => {
    const file = folder.file()
    const project = testProject(file)
    const reader = openProjectReader(file)
    expect(reader.inputShape()).toBeNull()
    expect(errorOf(() => reader.readInputs(0, 1))).toMatchObject({ code: 'nothing-to-train' })
    addSamples(project, 5)
    expect(reader.sampleCount()).toBe(5)
    expect(Array.from(reader.readInputs(3, 2))).toEqual([...Array(16).fill(3), ...Array(16).fill(4)])
    expect(reader.latestCheckpoint(1)).toBeNull()
    reader.close()
    reader.close()
    project.close()
  })

  it('reports what is no project', () => {
    const file = folder.file()
    expect(errorOf(() => openProjectReader(file))).toMatchObject({ code: 'project-not-found' })
    writeFileSync(file, 'x'.repeat(5000))
    expect(errorOf(() => openProjectReader(file))).toMatchObject({ code: 'project-damaged' })
  })
})

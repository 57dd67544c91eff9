import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { migrations } from './migrations/index.ts'
import { Project } from './project.ts'
import { abandonFile, openFile } from './project-file.ts'
import { openProjectReader } from './project-reader.ts'
import { errorOf, TestFolder } from './testing/fixture.ts'
import { whatItHolds } from './testing/releases/what-it-holds.ts'

// Projects as the programs of their time wrote them, and what those said was in them: scripts/make-release-fixture.mjs.
const releases = new URL('./testing/releases/', import.meta.url)
const newest = migrations.length
const formats = migrations.map(({ version }) => version)
const older = formats.filter((format) => format < newest)
const holder = 'this program'

const folder = new TestFolder()
afterAll(() => folder.remove())

interface Unpacked {
  file: string
  bytes: Buffer
  /** Other files of the project's folder, which is its own. */
  beside(): string[]
}

let folders = 0
function unpack(format: number): Unpacked {
  const own = folder.file(`release-${++folders}`)
  mkdirSync(own)
  const file = join(own, 'letters.fewlabel')
  const bytes = gunzipSync(readFileSync(new URL(`format-${format}.fewlabel.gz`, releases)))
  writeFileSync(file, bytes)
  return { file, bytes, beside: () => readdirSync(own).filter((name) => name !== basename(file)) }
}

type Held = ReturnType<typeof whatItHolds>

/** What the old program said, with what the formats since have changed on purpose. */
function expected(format: number): Held {
  const held: Held = JSON.parse(readFileSync(new URL(`format-${format}.json`, releases), 'utf8'))
  // Format 3 gave some letters another meaning in the window; a class that had one got the next free key.
  const classes = held.classes.map((each) =>
    each.hotkey === 'x' && format < 3 ? { ...each, hotkey: '1' } : each,
  )
  // What older formats do not know, they do not hold.
  return { ...{ batches: [], cameFrom: [], snapshots: [] }, ...held, classes }
}

function heldBy(file: string): Held {
  const project = Project.open(file, { holder })
  try {
    // As JSON has it, so that undefined and missing are the same.
    return JSON.parse(JSON.stringify(whatItHolds(project)))
  } finally {
    project.close()
  }
}

function formatOf(file: string): number {
  return readFileSync(file).readUInt32BE(60)
}

it('there is a fixture of every format', () => {
  const kept = readdirSync(releases).filter((name) => name.endsWith('.gz'))
  // A format that is raised needs the one that the program wrote until then: scripts/make-release-fixture.mjs.
  expect(kept.sort()).toEqual(formats.map((format) => `format-${format}.fewlabel.gz`))
  for (const format of formats) expect(unpack(format).bytes.readUInt32BE(60)).toBe(format)
})

describe.each(formats)('a project that the program of format %i wrote', (format) => {
  it('opens with everything that it told of it', () => {
    const { file } = unpack(format)
    expect(heldBy(file)).toEqual(expected(format))
    expect(formatOf(file)).toBe(newest)
    // And from the disk again, now without any migration.
    expect(heldBy(file)).toEqual(expected(format))
    const database = new Database(file, { readonly: true })
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
    database.close()
  })

  it('has its whole line of undo, to the first label and back', () => {
    const project = Project.open(unpack(format).file, { holder })
    const { labels } = project
    const now = Array.from(labels.current().labels)
    let steps = 0
    for (; labels.canUndo; steps++) labels.undo('ann')
    expect(steps).toBeGreaterThan(6)
    expect(labels.labeledCount()).toBe(0)
    for (; steps > 0; steps--) labels.redo('ann')
    expect(Array.from(labels.current().labels)).toEqual(now)
    project.close()
  })

  it('is read by the engine', () => {
    const { file } = unpack(format)
    const reader = openProjectReader(file)
    expect(reader.sampleCount()).toBe(24)
    expect(reader.latestCheckpoint(1)?.weights.length).toBeGreaterThan(0)
    expect(reader.posteriorsInUse()?.count).toBe(24)
    reader.close()
  })

  it('is refused by a program that is older than it', () => {
    const { file, bytes, beside } = unpack(format)
    if (format === 1) return
    const error = errorOf(() => openFile(file, 'an older program', migrations.slice(0, format - 1)))
    expect(error).toMatchObject({
      code: 'project-newer',
      expected: `format ${format - 1} or older`,
      found: `format ${format}`,
    })
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(beside()).toEqual([])
  })
})

describe.each(older)('before a project of format %i is brought up to date', (format) => {
  const copyName = `letters.format-${format}.fewlabel`

  it('a copy of it is kept, bit for bit, which the older program opens when it is renamed', () => {
    const { file, bytes, beside } = unpack(format)
    Project.open(file, { holder }).close()
    expect(beside()).toEqual([copyName])
    const copy = join(file, '..', copyName)
    expect(readFileSync(copy).equals(bytes)).toBe(true)

    // Rolling back: the project of today goes aside, the copy takes its name.
    renameSync(file, join(file, '..', 'letters.new.fewlabel'))
    renameSync(copy, file)
    const opened = openFile(file, 'the older program', migrations.slice(0, format))
    expect(opened.database.prepare('SELECT count(*) FROM samples').pluck().get()).toBe(24)
    abandonFile(opened)
    expect(formatOf(file)).toBe(format)
    // And forward again.
    expect(heldBy(file)).toEqual(expected(format))
  })

  it('and nothing happens to a copy that is there already', () => {
    const { file, beside } = unpack(format)
    const copy = join(file, '..', copyName)
    writeFileSync(copy, 'precious')
    Project.open(file, { holder }).close()
    expect(readFileSync(copy, 'utf8')).toBe('precious')
    expect(beside().sort()).toEqual([`letters.format-${format}-2.fewlabel`, copyName].sort())
  })
})

describe('when bringing a project up to date fails', () => {
  it('half way, by a killed process, it is whole in its old format', { timeout: 60_000 }, async () => {
    const { file, bytes, beside } = unpack(1)
    const script = fileURLToPath(new URL('./testing/migrate-until-killed.ts', import.meta.url))
    const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'ignore', 'inherit'] })
    // So much that some of it must be in the file itself and the old pages in the journal.
    while (statSync(file).size < bytes.length + 20_000_000) await wait(5)
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(beside().sort()).toEqual(['letters.fewlabel-journal', 'letters.format-1.fewlabel'])

    expect(heldBy(file)).toEqual(expected(1))
    expect(beside().sort()).toEqual(['letters.format-1-2.fewlabel', 'letters.format-1.fewlabel'])
    expect(readFileSync(join(file, '..', 'letters.format-1.fewlabel')).equals(bytes)).toBe(true)
    expect(statSync(file).size).toBeLessThan(2 * bytes.length)
  })

  it('on a full disk, it is left in its old format, and the copy is taken away again', () => {
    const { file, beside } = unpack(1)
    // The database may not grow beyond what it has: SQLite answers as when a write finds no room.
    const full = `PRAGMA max_page_count = 1; CREATE TABLE more AS SELECT zeroblob(1000000) AS filling;`
    const broken = [migrations[0], { version: 2, sql: full }]
    expect(errorOf(() => openFile(file, holder, broken))).toMatchObject({ code: 'disk-full', file })
    expect([formatOf(file), beside()]).toEqual([1, []])
    expect(heldBy(file)).toEqual(expected(1))
  })

  // Root may write everywhere: there it is done by a child process that becomes somebody else once it has its code.
  it.skipIf(process.platform === 'win32')('in a folder that cannot be written to, nothing is changed', () => {
    const { file, bytes, beside } = unpack(1)
    const own = join(file, '..')
    if (process.getuid?.() === 0) for (const path of [folder.path, own, file]) chownSync(path, 65_534, 65_534)
    chmodSync(own, 0o555)
    const script = `
      import('${new URL('./project.ts', import.meta.url).href}').then(({ Project }) => {
        if (process.getuid() === 0) process.setuid(65534)
        try { Project.open(${JSON.stringify(file)}, { holder: 'nobody' }) }
        catch (thrown) { console.log(JSON.stringify(thrown.toDocument())) }
      })`
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
    chmodSync(own, 0o755)
    expect(JSON.parse(stdout || stderr)).toMatchObject({ code: 'project-read-only', file })
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect([beside(), existsSync(file)]).toEqual([[], true])
  })
})

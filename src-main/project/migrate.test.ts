import { readdirSync, renameSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import type { Migration } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { Project } from './project.ts'
import { abandonFile, openFile } from './project-file.ts'
import { openProjectReader } from './project-reader.ts'
import { errorOf, TestFolder, testConfig, testProject } from './testing/fixture.ts'
import { writeVersion1Project } from './testing/version-1-project.ts'
import { writeVersion2Project } from './testing/version-2-project.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const next: Migration = {
  version: migrations.length + 1,
  sql: `ALTER TABLE classes ADD COLUMN note TEXT; CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT;`,
}

function versionOf(file: string): number {
  const database = new Database(file, { readonly: true })
  const version = database.pragma('user_version', { simple: true }) as number
  database.close()
  return version
}

/** What SQLite says of the whole file. */
function complaints(file: string): unknown[] {
  const database = new Database(file, { readonly: true })
  const found = [database.pragma('integrity_check', { simple: true }), database.pragma('foreign_key_check')]
  database.close()
  return found
}

const copiesOf = (stem: string) =>
  readdirSync(folder.path).filter((name) => name.startsWith(`${stem}.format-`))

describe('migrations', () => {
  it('count from 1 without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1))
  })

  it('bring an older file up to date and leave a copy of it that opens', () => {
    const file = folder.file('old.fewlabel')
    testProject(file, { samples: 2, classes: ['cat'] }).close()
    const opened = openFile(file, 'a newer program', [...migrations, next])
    expect(opened.database.pragma('user_version', { simple: true })).toBe(next.version)
    expect(opened.database.prepare('SELECT name, note FROM classes').all()).toEqual([
      { name: 'cat', note: null },
    ])
    abandonFile(opened)

    expect(errorOf(() => Project.open(file, { holder: 'this program' })).code).toBe('project-newer')
    expect(copiesOf('old')).toEqual([`old.format-${migrations.length}.fewlabel`])
    const copy = Project.open(folder.file(`old.format-${migrations.length}.fewlabel`), {
      holder: 'this program',
    })
    expect(copy.summary()).toMatchObject({ samples: 2, classes: 1 })
    copy.close()
  })

  it('stop at the last whole step, and free the file', () => {
    const file = folder.file('half.fewlabel')
    testProject(file).close()
    const broken: Migration = { version: next.version + 1, sql: 'CREATE TABLE more (id INTEGER); nonsense' }
    expect(() => openFile(file, 'a broken program', [...migrations, next, broken])).toThrow()
    expect(versionOf(file)).toBe(next.version)
    const opened = openFile(file, 'a mended program', [...migrations, next])
    expect(opened.database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'more'`).all()).toEqual([])
    abandonFile(opened)
    expect(copiesOf('half')).toHaveLength(1)
  })
})

describe('a project of the first format', () => {
  const holder = 'this program'

  it('keeps its labels, its line of undo and its merges', () => {
    const file = folder.file('first.fewlabel')
    writeVersion1Project(file)
    const project = Project.open(file, { holder })
    expect(copiesOf('first')).toEqual(['first.format-1.fewlabel'])
    expect(versionOf(folder.file('first.format-1.fewlabel'))).toBe(1)

    const { labels } = project
    const state = () => Array.from(labels.current().labels).join('')
    expect(state()).toBe('13330')
    expect(Array.from(labels.current().flagged).join('')).toBe('00001')
    expect(labels.origin(1)).toEqual({
      eventId: 1,
      source: 'human',
      annotator: 'ann',
      at: '2026-01-02T03:04:05.000Z',
      asked: null,
    })
    expect(labels.askedCounts()).toEqual({ audit: 0, chosen: 0, review: 0 })
    expect([labels.auditLabels(), labels.skippedAudits(), project.curve.points()]).toEqual([[], 0, []])
    expect(Array.from(labels.disputes())).toEqual([1])
    expect(labels.opinions(2).map(({ annotator, classId }) => [annotator, classId])).toEqual([
      ['ann', 1],
      ['bob', 3],
    ])
    labels.redo('ann')
    expect(state()).toBe('13330')
    expect(labels.current().flagged[4]).toBe(0)
    for (let step = 0; step < 4; step++) labels.undo('ann')
    expect(state()).toBe('11000')
    project.close()
  })

  it('can be gone on with', () => {
    const file = folder.file('on.fewlabel')
    writeVersion1Project(file)
    const project = Project.open(file, { holder })
    const { eventId } = project.labels.append({
      kind: 'label',
      classId: 1,
      annotator: 'ann',
      samples: [5],
      asked: 'audit',
    })
    const { id } = project.runs.create(testConfig)
    project.curve.append({
      eventId,
      runId: id,
      labeled: 5,
      audits: 1,
      accuracy: null,
      confidence: 0.5,
      changed: 0,
    })
    project.close()
    const again = Project.open(file, { holder })
    expect(again.labels.auditLabels()).toEqual([{ ordinal: 4, classId: 1, eventId }])
    // All five samples were there before the first question.
    expect(again.labels.auditWeights(new Uint16Array(5))).toEqual(Float64Array.of(1))
    expect(again.curve.points()).toHaveLength(1)
    again.close()
    expect(copiesOf('on')).toHaveLength(1)
  })

  // Windows refuses to make such a file in the first place.
  it.skipIf(process.platform === 'win32')('is left as it is when no copy of it can be kept', () => {
    // With what is added to it, the copy's name is longer than any file system allows.
    const file = folder.file(`${'x'.repeat(238)}.fewlabel`)
    const short = folder.file('short.fewlabel')
    writeVersion1Project(short)
    renameSync(short, file)
    expect(errorOf(() => Project.open(file, { holder }))).toMatchObject({
      code: 'io-failed',
      message: expect.stringMatching(/copy that is kept of it could not be made/),
      remedy: expect.stringMatching(/move the project/),
    })
    expect(versionOf(file)).toBe(1)
    renameSync(file, short)
    Project.open(short, { holder }).close()
  })
})

describe('a project of the second format', () => {
  const holder = 'this program'

  it('keeps its log event by event, what it comes to, and its curve', () => {
    const file = folder.file('second.fewlabel')
    writeVersion2Project(file)
    const project = Project.open(file, { holder })
    expect(copiesOf('second')).toEqual(['second.format-2.fewlabel'])
    expect(versionOf(folder.file('second.format-2.fewlabel'))).toBe(2)

    const { labels } = project
    const events = labels.events().map(({ id, kind, targetId }) => `${id} ${kind} ${targetId ?? ''}`.trim())
    expect(events).toEqual([
      '1 label',
      '2 label',
      '3 bulk',
      '4 flag',
      '5 unflag',
      '6 undo 5',
      '7 label',
      '8 skip',
      '9 bulk',
      '10 undo 9',
    ])
    expect(labels.events(6, 1)).toMatchObject([
      { asked: 'audit', detail: null, samples: [{ id: 6, saidClassId: 1, saidConfidence: 0.75 }] },
    ])
    const { labels: classIds, skipped, flagged, excluded } = labels.current()
    expect([classIds, skipped, flagged, excluded].map((values) => Array.from(values).join(''))).toEqual([
      '133301',
      '000010',
      '000010',
      '000000',
    ])
    expect(labels.auditLabels()).toEqual([{ ordinal: 5, classId: 1, eventId: 7 }])
    expect(labels.auditWeights(new Uint16Array(6))).toEqual(Float64Array.of(1))
    expect(project.curve.points()).toMatchObject([{ eventId: 7, changed: 0.25 }])
    expect(labels.redo('ann').action).toMatchObject({ id: 9, kind: 'bulk', detail: null })
    expect(labels.append({ kind: 'exclude', annotator: 'ann', samples: [5] }).eventId).toBe(12)
    for (; labels.canUndo; labels.undo('ann'));
    expect(Array.from(labels.current().labels).join('')).toBe('000000')
    // Merges of older formats are no steps: they stay.
    expect(project.classes.resolve(2)).toBe(3)
    project.close()
    expect(complaints(file)).toEqual(['ok', []])
  })

  it('has no class left with a key that means something else now', () => {
    const file = folder.file('keys.fewlabel')
    writeVersion2Project(file)
    const project = Project.open(file, { holder })
    expect(project.classes.list().map(({ name, hotkey }) => `${name} ${hotkey}`)).toEqual([
      'cat 2',
      'feline null',
      'elk 4',
      'emu 3',
      'eel 1',
    ])
    project.close()
  })

  it('still has a log that can only grow', () => {
    const file = folder.file('grow.fewlabel')
    writeVersion2Project(file)
    const { database, leaseToken } = openFile(file, holder, migrations)
    const forbidden = ['UPDATE label_events SET class_id = 2', 'DELETE FROM label_events WHERE id = 10']
    for (const sql of forbidden) expect(() => database.exec(sql)).toThrow(/append-only/)
    expect(() =>
      database.exec(`INSERT INTO label_event_samples (event_id, sample_id) VALUES (99, 1)`),
    ).toThrow(/FOREIGN KEY/)
    const sequence = `SELECT seq FROM sqlite_sequence WHERE name = 'label_events'`
    expect(database.prepare(sequence).pluck().all()).toEqual([10])
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
    abandonFile({ database, leaseToken })
  })

  it('is read by the engine before and after', () => {
    const file = folder.file('read.fewlabel')
    writeVersion2Project(file)
    const read = () => {
      const reader = openProjectReader(file)
      const found = [reader.sampleCount(), reader.inputShape()?.kind, Array.from(reader.readInputs(4, 1))[0]]
      reader.close()
      return found
    }
    expect(read()).toEqual([6, 'image', 5])
    const project = Project.open(file, { holder })
    expect(read()).toEqual([6, 'image', 5])
    project.close()
  })

  it('is left in its format when references are broken', () => {
    const file = folder.file('broken.fewlabel')
    writeVersion2Project(file)
    const database = new Database(file)
    database.pragma('foreign_keys = OFF')
    database.exec('INSERT INTO learning_curve VALUES (77, 1, 5, 1, NULL, NULL, NULL, 0.5, 0.25)')
    database.close()
    expect(errorOf(() => Project.open(file, { holder }))).toMatchObject({
      code: 'project-damaged',
      found: '1 rows of learning_curve refer to rows of label_events that are not there',
    })
    expect(versionOf(file)).toBe(2)
  })
})

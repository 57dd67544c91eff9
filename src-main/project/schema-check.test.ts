import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { FewlabelError } from '../contract/errors.ts'
import { Project } from './project.ts'
import { TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

/** A project that somebody worked on with another program. */
function tampered(work: (database: Database.Database) => void): string {
  const file = folder.file()
  testProject(file, { samples: 3 }).close()
  const database = new Database(file)
  // Another program need not be as careful as this library.
  database.unsafeMode(true)
  work(database)
  database.close()
  return file
}

/** What opening says; the file and its folder must be as before. */
function refusal(file: string): FewlabelError {
  const before = readFileSync(file)
  const beside = readdirSync(dirname(file))
  try {
    Project.open(file, { holder: 'test' }).close()
  } catch (thrown) {
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(dirname(file))).toEqual(beside)
    if (thrown instanceof FewlabelError) return thrown
    throw thrown
  }
  throw new Error('it was opened')
}

const rewrite = (database: Database.Database, change: string) => {
  database.pragma('writable_schema = ON')
  database.exec(change)
  database.pragma('writable_schema = RESET')
}

describe('a project with the work of another program in it', () => {
  it.each([
    [
      'a trigger',
      'CREATE TRIGGER after_label AFTER INSERT ON label_events BEGIN DELETE FROM samples; END',
      'a trigger "after_label" that Fewlabel did not make',
    ],
    ['a view', 'CREATE VIEW extra AS SELECT 1', 'a view "extra" that Fewlabel did not make'],
    ['a table', 'CREATE TABLE extra (x)', 'a table "extra" that Fewlabel did not make'],
    [
      'an index that computes',
      'CREATE INDEX extra ON samples (abs(id))',
      'an index "extra" that Fewlabel did not make',
    ],
    [
      'a view in place of a table',
      `DROP TABLE lease; CREATE VIEW lease AS WITH RECURSIVE endless(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM endless)
        SELECT x AS id FROM endless`,
      'a view "lease" that Fewlabel did not make',
    ],
    [
      'a column more',
      'ALTER TABLE classes ADD COLUMN extra TEXT',
      'a table "classes" that is not as Fewlabel made it',
    ],
    ['a table less', 'DROP TABLE artifacts', 'no table "artifacts"'],
  ])('is refused with %s, and left as it is', (_, sql, found) => {
    const error = refusal(tampered((database) => database.exec(sql)))
    expect(error).toMatchObject({ code: 'project-damaged', details: { found } })
  })

  it('is refused with a view of ours that says something else', () => {
    const file = tampered((database) => {
      database.exec('DROP VIEW current_labels; CREATE VIEW current_labels AS SELECT 1 AS sample_id')
    })
    expect(refusal(file).details.found).toBe('a view "current_labels" that is not as Fewlabel made it')
  })

  it('is refused with tables that are none', () => {
    const file = tampered((database) => {
      rewrite(database, `UPDATE sqlite_schema SET sql = 'CREATE TABLE samples (' WHERE name = 'samples'`)
    })
    expect(refusal(file).code).toBe('project-damaged')
  })

  it('is opened with statistics, which SQLite keeps for itself', () => {
    const file = tampered((database) => database.exec('ANALYZE'))
    const project = Project.open(file, { holder: 'test' })
    expect(project.samples.count()).toBe(3)
    project.close()
  })
})

describe('a project whose pages are broken', () => {
  it('is refused or opened, wherever they are, and a refused one is left as it is', () => {
    const sound = folder.file()
    testProject(sound, { samples: 20 }).close()
    const bytes = readFileSync(sound)
    for (let i = 0; i < 40; i++) {
      const file = folder.file()
      const broken = Buffer.from(bytes)
      // Headers of pages and the pointers after them, where lies do most.
      const at = 4096 * (i % (bytes.length / 4096)) + ((i * 7) % 60)
      broken.fill(0xf0 + (i % 16), at, at + 4)
      writeFileSync(file, broken)
      let opened: Project | null = null
      try {
        opened = Project.open(file, { holder: 'test' })
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(FewlabelError)
        expect(readFileSync(file).equals(broken)).toBe(true)
      }
      opened?.close()
    }
  })
})

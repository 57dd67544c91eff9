import { readdirSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import type { Migration } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { Project } from './project.ts'
import { abandonFile, openFile } from './project-file.ts'
import { errorOf, TestFolder, testProject } from './testing/fixture.ts'

const folder = new TestFolder()
afterAll(() => folder.remove())

const second: Migration = {
  version: migrations.length + 1,
  sql: `ALTER TABLE classes ADD COLUMN note TEXT; CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT;`,
}

function versionOf(file: string): number {
  const database = new Database(file, { readonly: true })
  const version = database.pragma('user_version', { simple: true }) as number
  database.close()
  return version
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
    const opened = openFile(file, 'a newer program', [...migrations, second])
    expect(opened.database.pragma('user_version', { simple: true })).toBe(second.version)
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
    const broken: Migration = { version: second.version + 1, sql: 'CREATE TABLE more (id INTEGER); nonsense' }
    expect(() => openFile(file, 'a broken program', [...migrations, second, broken])).toThrow()
    expect(versionOf(file)).toBe(second.version)
    const opened = openFile(file, 'a mended program', [...migrations, second])
    expect(opened.database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'more'`).all()).toEqual([])
    abandonFile(opened)
    expect(copiesOf('half')).toHaveLength(1)
  })
})

import Database from 'better-sqlite3'
import { FewlabelError } from '../contract/errors.ts'
import { type Migration, migrate } from './migrate.ts'

interface SchemaObject {
  type: string
  name: string
  sql: string
}

/**
 * Throws unless tables, views, triggers and indexes are those of the file's format, to the letter. A project may come
 * from anywhere: a trigger of another's making would run with every label, a view in place of a table would answer
 * what it likes or never end. To be called before anything is read from a table.
 */
export function requireSchema(
  database: Database.Database,
  file: string,
  version: number,
  migrations: readonly Migration[],
): void {
  const expected = schemaOf(version, migrations)
  const found = readSchema(database)
  const difference = firstDifference(expected, found)
  if (difference === null) return
  throw new FewlabelError(
    'project-damaged',
    'The project file was changed by another program. It was left as it is.',
    {
      file,
      expected: `the tables, views and triggers of format ${version}, as Fewlabel made them`,
      found: difference,
      remedy: 'Restore the file from a backup, or undo the change with the program that made it.',
    },
  )
}

function firstDifference(
  expected: ReadonlyMap<string, SchemaObject>,
  found: ReadonlyMap<string, SchemaObject>,
): string | null {
  for (const [key, { type, name, sql }] of found) {
    const own = expected.get(key)
    const what = `${type === 'index' ? 'an' : 'a'} ${type} "${name}"`
    if (own === undefined) return `${what} that Fewlabel did not make`
    if (own.sql !== sql) return `${what} that is not as Fewlabel made it`
  }
  for (const [key, { type, name }] of expected) if (!found.has(key)) return `no ${type} "${name}"`
  return null
}

/** What SQLite itself keeps beside them (statistics, from ANALYZE) says nothing. */
function readSchema(database: Database.Database): Map<string, SchemaObject> {
  const rows = database
    .prepare<[], SchemaObject>(
      `SELECT type, name, coalesce(sql, '') AS sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat[0-9]'`,
    )
    .all()
  return new Map(rows.map((row) => [`${row.type} ${row.name}`, row]))
}

function schemaOf(version: number, migrations: readonly Migration[]): Map<string, SchemaObject> {
  const database = new Database(':memory:')
  try {
    migrate(
      database,
      migrations.filter((step) => step.version <= version),
    )
    return readSchema(database)
  } finally {
    database.close()
  }
}

import type Database from 'better-sqlite3'
import { projectDamaged } from './sqlite-errors.ts'

/** One step of the file format. Released steps are never edited; a change of format is a new step. */
export interface Migration {
  /** Number of the step, counting from 1 without gaps; kept as SQLite's `user_version`. */
  version: number
  sql: string
  /** Tables that refer to one which the step writes anew: foreign keys are off meanwhile, and checked before it ends. */
  rechecked?: readonly string[]
}

/** Version of the format after all of `migrations`. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0
}

/** Version of the format that the file has. */
export function readVersion(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number
}

/**
 * Runs the steps that the file lacks, each in one transaction that also sets `user_version`: after a crash the
 * file stands at the end of some step, never inside one.
 */
export function migrate(database: Database.Database, migrations: readonly Migration[]): void {
  const found = readVersion(database)
  for (const step of migrations) if (step.version > found) run(database, step)
}

function run(database: Database.Database, { version, sql, rechecked = [] }: Migration): void {
  const foreignKeys = database.pragma('foreign_keys', { simple: true })
  // Inside a transaction this would have no effect.
  if (rechecked.length > 0) database.pragma('foreign_keys = OFF')
  try {
    database
      .transaction(() => {
        database.exec(sql)
        for (const table of rechecked) requireWhole(database, table)
        database.pragma(`user_version = ${version}`)
      })
      .immediate()
  } finally {
    database.pragma(`foreign_keys = ${foreignKeys}`)
  }
}

function requireWhole(database: Database.Database, table: string): void {
  const broken = database.pragma(`foreign_key_check(${table})`) as { parent: string }[]
  if (broken.length === 0) return
  throw projectDamaged(
    database.name,
    `${broken.length} rows of ${table} refer to rows of ${broken[0].parent} that are not there`,
  )
}

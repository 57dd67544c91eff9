import type Database from 'better-sqlite3'

/** One step of the file format. Released steps are never edited; a change of format is a new step. */
export interface Migration {
  /** Number of the step, counting from 1 without gaps; kept as SQLite's `user_version`. */
  version: number
  sql: string
}

/** Version of the format after all of `migrations`. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0
}

/**
 * Runs the steps that the file lacks, each in one transaction that also sets `user_version`: after a crash the
 * file stands at the end of some step, never inside one.
 */
export function migrate(database: Database.Database, migrations: readonly Migration[]): void {
  const found = database.pragma('user_version', { simple: true }) as number
  for (const { version, sql } of migrations) {
    if (version <= found) continue
    database
      .transaction(() => {
        database.exec(sql)
        database.pragma(`user_version = ${version}`)
      })
      .immediate()
  }
}

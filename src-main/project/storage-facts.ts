import Database from 'better-sqlite3'
import { latestVersion } from './migrate.ts'
import { migrations } from './migrations/index.ts'

/** What project files are written with: the version of SQLite, and that of the format. */
export function storageFacts(): { sqlite: string; projectFormat: number } {
  const database = new Database(':memory:')
  try {
    const sqlite = database.prepare('SELECT sqlite_version()').pluck().get() as string
    return { sqlite, projectFormat: latestVersion(migrations) }
  } finally {
    database.close()
  }
}

import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'

/** A checksum of each table of a project file, of everything that is in it; the journal is emptied into the file first. */
export function tableSums(path: string): Record<string, string> {
  const database = new Database(path)
  try {
    database.pragma('wal_checkpoint(TRUNCATE)')
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all() as string[]
    return Object.fromEntries(
      tables.map((table) => {
        const sum = createHash('sha256')
        const rows = database.prepare(`SELECT * FROM "${table}"`).raw().iterate() as Iterable<unknown[]>
        for (const row of rows) {
          for (const cell of row) sum.update(Buffer.isBuffer(cell) ? cell : `${typeof cell} ${cell};`)
        }
        return [table, sum.digest('hex')]
      }),
    )
  } finally {
    database.close()
  }
}

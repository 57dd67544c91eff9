import type Database from 'better-sqlite3'

/**
 * Journal and durability of the writer. On a local disk the write-ahead log, in which readers never wait for the
 * writer; elsewhere a rollback journal, in which a commit waits until nobody reads. Either way a transaction is on the
 * disk when it is reported done.
 */
export function startJournal(database: Database.Database, isLocal: boolean): void {
  database.pragma(isLocal ? 'journal_mode = WAL' : 'journal_mode = TRUNCATE')
  database.pragma('synchronous = FULL')
  // macOS needs this for the disk to empty its cache; elsewhere it does nothing.
  database.pragma('fullfsync = ON')
  // The log of a large import is cut back to this size afterwards.
  database.pragma(`journal_size_limit = ${16 * 1024 * 1024}`)
  // Moving 2 MB of the log into the file at a time keeps the commit that has to do it short. (A thread of its own
  // for that makes labels slower: their syncs then wait for its larger ones.)
  database.pragma('wal_autocheckpoint = 500')
}

/**
 * Moves everything into the one file. While somebody else still reads, the journal stays beside it; it is empty
 * then, and the next to open the project removes it.
 */
export function endJournal(database: Database.Database): void {
  // Readers hold the file for a moment only, or for good.
  database.pragma('busy_timeout = 200')
  try {
    database.pragma('wal_checkpoint(TRUNCATE)')
    database.pragma('journal_mode = DELETE')
  } catch (thrown) {
    if (!String((thrown as { code?: unknown }).code).startsWith('SQLITE_BUSY')) throw thrown
  }
}

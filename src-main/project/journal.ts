import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type Database from 'better-sqlite3'

/**
 * File systems (as statfs(2) numbers them) whose files may be seen by other machines, or through a layer that
 * does not share memory between processes. SQLite's write-ahead log is unsafe there (sqlite.org/wal.html).
 */
const remoteFileSystems: ReadonlySet<number> = new Set([
  0x6969, // nfs
  0x517b, // smb
  0xff534d42, // cifs
  0xfe534d42, // smb2
  0x65735546, // fuse: sshfs and many others
  0x01021997, // 9p: shares of virtual machines
  0x786f4256, // vboxsf
  0xbacbacbc, // vmhgfs
  0x5346414f, // afs
  0x00c36400, // ceph
  0x0bd00bd0, // lustre
  0x7461636f, // ocfs2
  0x01161970, // gfs2
])

/**
 * Whether the file lies where only this machine can get at it. Linux tells; on Windows a network path is known by
 * its two backslashes. A mapped Windows drive and a macOS share look local.
 */
export function isLocalFile(file: string): boolean {
  if (process.platform === 'win32') return !file.startsWith('\\\\')
  if (process.platform !== 'linux') return true
  try {
    return !remoteFileSystems.has(statfsSync(dirname(file)).type >>> 0)
  } catch {
    return true
  }
}

/**
 * Journal and durability of the writer. On a local disk the write-ahead log, in which readers never wait for the
 * writer; elsewhere a rollback journal. Either way a transaction is on the disk when it is reported done.
 */
export function startJournal(database: Database.Database, file: string): void {
  database.pragma(isLocalFile(file) ? 'journal_mode = WAL' : 'journal_mode = TRUNCATE')
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

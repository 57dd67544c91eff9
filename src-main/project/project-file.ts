import { randomUUID } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { FewlabelError } from '../contract/errors.ts'
import { projectApplicationId } from '../contract/project.ts'
import { busyTimeout, configure } from './connection.ts'
import { readHeader, requireFile, requireIdentity } from './file-header.ts'
import { openHere } from './file-registry.ts'
import { backUp, upgrade } from './format-backup.ts'
import { projectLocked, readLease, requireFree, takeLease } from './lease.ts'
import { latestVersion, type Migration, migrate, readVersion } from './migrate.ts'
import { thisProcess } from './process-identity.ts'
import { requireSchema } from './schema-check.ts'
import { projectDamaged, withProjectErrors } from './sqlite-errors.ts'

/** Writes an empty project of the newest format, whole or not at all; `project-exists` when the path is taken. */
export function createFile(file: string, name: string, migrations: readonly Migration[]): void {
  withProjectErrors(file, () => {
    requireNothing(file)
    requireFolder(file)
    const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`)
    try {
      // SQLite would make a file that the group cannot write to whatever the umask says; journals follow the file.
      closeSync(openSync(temporary, 'wx', 0o666))
      const database = new Database(temporary)
      try {
        configure(database)
        // Nobody knows of this file yet: it is synced once, when it is whole.
        database.pragma('journal_mode = MEMORY')
        database.pragma('synchronous = OFF')
        // Before the write-ahead log is switched on, so that both stand in the file's header from the start.
        database.pragma(`application_id = ${projectApplicationId}`)
        migrate(database, migrations)
        database
          .prepare('INSERT INTO project (id, name, created_at) VALUES (1, ?, ?)')
          .run(name, new Date().toISOString())
      } finally {
        database.close()
      }
      sync(temporary)
      moveIntoPlace(temporary, file)
    } finally {
      rmSync(temporary, { force: true })
    }
  })
}

/** A connection that may write, and the token of the lease it holds. */
export interface OpenedFile {
  database: Database.Database
  leaseToken: string
}

/**
 * Opens a project for writing: looks at it without changing a byte first, then takes the lease, then brings an
 * older format up to date (a copy of the old file, made before, is left beside it).
 */
export function openFile(file: string, holder: string, migrations: readonly Migration[]): OpenedFile {
  return withProjectErrors(file, () => {
    const newest = latestVersion(migrations)
    inspect(file, migrations)
    accessSync(file, constants.R_OK | constants.W_OK)
    accessSync(dirname(file), constants.W_OK)
    const database = new Database(file, { fileMustExist: true, timeout: busyTimeout })
    let leaseToken = ''
    try {
      configure(database)
      const version = readVersion(database)
      const copy = version < newest ? backUp(database, file, version) : null
      try {
        leaseToken = takeLease(database, file, holder, () => copy?.requireTrue())
      } catch (thrown) {
        copy?.discard()
        throw thrown
      }
      if (copy) upgrade(database, migrations, copy)
      return { database, leaseToken }
    } catch (thrown) {
      abandonFile({ database, leaseToken })
      throw thrown
    }
  })
}

/** Closes a file whose opening failed half way, so that the next try finds it free. */
export function abandonFile({ database, leaseToken }: OpenedFile): void {
  try {
    if (leaseToken) database.prepare('DELETE FROM lease WHERE token = ?').run(leaseToken)
  } catch {
    // The error that led here is the one to tell.
  } finally {
    database.close()
  }
}

/** Throws unless the file is a sound project of a known version that nobody has open. Changes nothing. */
function inspect(file: string, migrations: readonly Migration[]): void {
  const newest = latestVersion(migrations)
  requireFile(file)
  const here = openHere(file)
  if (here?.writer) throw projectLocked({ ...thisProcess(), ...here.writer }, file)
  // Where this process reads the file already, the header was looked at before; see file-registry.ts.
  const usesWal = here ? true : readHeader(file, newest).usesWal
  const database = new Database(file, {
    fileMustExist: true,
    timeout: busyTimeout,
    readonly: canReadOnly(file, usesWal),
  })
  try {
    configure(database)
    // In one transaction, or somebody who brings it up to date meanwhile would seem to have tampered with it.
    database.transaction(() => {
      const applicationId = database.pragma('application_id', { simple: true }) as number
      const version = readVersion(database)
      requireIdentity(file, applicationId, version, newest)
      requireSchema(database, file, version, migrations)
      requireFree(readLease(database), file)
    })()
    const verdict = database.pragma('quick_check(1)', { simple: true })
    if (verdict !== 'ok') throw projectDamaged(file, String(verdict))
  } finally {
    database.close()
  }
}

/**
 * A connection that only reads leaves every byte alone, also on closing. But it can neither roll back the journal
 * of a crashed transaction nor do without the files of the write-ahead log, so then a full one looks.
 */
function canReadOnly(file: string, usesWal: boolean): boolean {
  return usesWal ? existsSync(`${file}-wal`) : !existsSync(`${file}-journal`)
}

function requireNothing(file: string): void {
  if (!existsSync(file)) return
  throw new FewlabelError('project-exists', 'There is a file of that name already.', {
    file,
    expected: 'a name that is free',
    found: statSync(file).isDirectory() ? 'a folder' : 'a file',
    remedy: 'Choose another name, or open the existing project.',
  })
}

function requireFolder(file: string): void {
  const folder = dirname(file)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    accessSync(folder, constants.W_OK)
    return
  }
  throw new FewlabelError('io-failed', 'There is no such folder to put the project into.', {
    file,
    expected: 'an existing folder',
    found: existsSync(folder) ? 'a file' : 'nothing',
    remedy: `Make the folder ${folder} first, or choose another.`,
  })
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Renames without ever replacing a file, where the file system can (a link fails when the name is taken). */
export function moveIntoPlace(temporary: string, file: string): void {
  try {
    linkSync(temporary, file)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') requireNothing(file)
    requireNothing(file)
    renameSync(temporary, file)
  }
}

/** The absolute path by which a project is known. */
export function projectPath(path: string): string {
  return resolve(path)
}

import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { FewlabelError } from '../contract/errors.ts'
import { projectExtension } from '../contract/project.ts'
import { projectLocked } from './lease.ts'
import { type Migration, migrate, readVersion } from './migrate.ts'
import { thisProcess } from './process-identity.ts'
import { toProjectError } from './sqlite-errors.ts'

/** The file as it was before its format was raised. */
export interface FormatBackup {
  path: string
  /** Throws when somebody wrote to the project after the copy was begun; asked under the lock of a writer. */
  requireTrue(): void
}

/**
 * Copies the file, byte by byte, to `name.format-N.fewlabel`, or the next free name; throws before anything is changed.
 * Whoever wants the older program back only has to rename it.
 */
export function backUp(database: Database.Database, file: string, version: number): FormatBackup {
  try {
    // What a crash left in a log belongs into the file first. It also sees to it that no lock of SQLite's is held
    // while the file is read behind its back: closing it again would drop that.
    database.pragma('journal_mode = DELETE')
    const before = dataVersion(database)
    const path = copyBytes(file, version)
    return {
      path,
      requireTrue: () => {
        if (dataVersion(database) === before) return
        rmSync(path, { force: true })
        throw projectLocked({ ...thisProcess(), holder: 'another program', since: 'just now' }, file)
      },
    }
  } catch (thrown) {
    const cause = toProjectError(thrown, file)
    throw new FewlabelError(
      cause instanceof FewlabelError ? cause.code : 'io-failed',
      'The project is of an older format, and the copy that is kept of it could not be made. It was left as it is.',
      {
        file,
        expected: 'room for a copy beside the project, and the right to make one',
        found: thrown instanceof Error ? thrown.message : String(thrown),
        remedy: 'Free some space on that disk, or move the project to a folder with room, and open it again.',
      },
      { cause },
    )
  }
}

/** Brings the file to the newest format. Where not even one step could be made, the copy is as good as the file. */
export function upgrade(
  database: Database.Database,
  migrations: readonly Migration[],
  { path }: FormatBackup,
): void {
  const version = readVersion(database)
  try {
    migrate(database, migrations)
  } catch (thrown) {
    if (readVersion(database) === version) rmSync(path, { force: true })
    throw thrown
  }
}

/** Another number as soon as another connection committed something. */
function dataVersion(database: Database.Database): unknown {
  return database.pragma('data_version', { simple: true })
}

function copyBytes(file: string, version: number): string {
  const stem = join(dirname(file), basename(file, projectExtension))
  let copy = `${stem}.format-${version}${projectExtension}`
  for (let i = 2; existsSync(copy); i++) copy = `${stem}.format-${version}-${i}${projectExtension}`
  const temporary = `${copy}.${process.pid}.tmp`
  try {
    copyFileSync(file, temporary, constants.COPYFILE_FICLONE)
    const descriptor = openSync(temporary, 'r+')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, copy)
    return copy
  } finally {
    rmSync(temporary, { force: true })
  }
}

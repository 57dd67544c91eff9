import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
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
  /** Takes the copy away, of a project whose format is not raised after all. */
  discard(): void
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
        throw projectLocked({ ...thisProcess(), holder: 'another program', since: 'just now' }, file)
      },
      discard: () => rmSync(path, { force: true }),
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
  copy: FormatBackup,
): void {
  const version = readVersion(database)
  try {
    migrate(database, migrations)
  } catch (thrown) {
    if (readVersion(database) === version) copy.discard()
    throw thrown
  }
}

/** Another number as soon as another connection committed something. */
function dataVersion(database: Database.Database): unknown {
  return database.pragma('data_version', { simple: true })
}

function copyBytes(file: string, version: number): string {
  const stem = join(dirname(file), basename(file, projectExtension))
  const temporary = `${stem}.format-${version}.${process.pid}.tmp`
  try {
    copyFileSync(file, temporary, constants.COPYFILE_FICLONE)
    const descriptor = openSync(temporary, 'r+')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    for (let i = 1; ; i++) {
      const copy = `${stem}.format-${version}${i === 1 ? '' : `-${i}`}${projectExtension}`
      if (takeName(temporary, copy)) return copy
    }
  } finally {
    rmSync(temporary, { force: true })
  }
}

/**
 * False where the name is taken. A rename alone would replace the copy of another program that opened the project at the
 * same moment and was faster: a good one by one into which that program has written meanwhile.
 */
function takeName(temporary: string, name: string): boolean {
  try {
    linkSync(temporary, name)
    return true
  } catch {
    // Taken, or a file system without links.
    if (existsSync(name)) return false
    renameSync(temporary, name)
    return true
  }
}

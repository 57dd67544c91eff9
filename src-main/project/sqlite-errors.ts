import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { FewlabelError } from '../contract/errors.ts'

/** Below this many free bytes an input/output error of SQLite is put down to the full disk. */
const nearlyFull = 1024 * 1024

/**
 * Turns what SQLite or the file system threw about the project `file` into a typed error; errors that are typed
 * already and bugs pass through.
 */
export function toProjectError(thrown: unknown, file: string): unknown {
  if (thrown instanceof FewlabelError) return thrown
  const code = (thrown as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return thrown
  const cause = { cause: thrown }
  const found = `${(thrown as Error).message} (${code})`

  if (is(code, 'SQLITE_FULL', 'ENOSPC', 'EDQUOT') || (is(code, 'SQLITE_IOERR') && isNearlyFull(file))) {
    return new FewlabelError(
      'disk-full',
      'The disk that holds the project is full; the last change was not made.',
      { file, found, remedy: 'Free some space on that disk and try again.' },
      cause,
    )
  }
  if (is(code, 'SQLITE_CORRUPT', 'SQLITE_NOTADB')) return projectDamaged(file, found, cause)
  if (is(code, 'SQLITE_READONLY', 'EACCES', 'EPERM', 'EROFS')) {
    return new FewlabelError(
      'project-read-only',
      'The project cannot be written to.',
      {
        file,
        found,
        remedy: 'Get the right to write the file and its folder, or copy the project elsewhere.',
      },
      cause,
    )
  }
  if (is(code, 'SQLITE_BUSY', 'SQLITE_LOCKED')) {
    return new FewlabelError(
      'project-locked',
      'Another program is holding the project file.',
      { file, found, remedy: 'Close the other program (a backup, a sync client, a database viewer).' },
      cause,
    )
  }
  if (is(code, 'SQLITE_IOERR', 'SQLITE_CANTOPEN', 'EIO')) {
    return new FewlabelError(
      'io-failed',
      'The project file could not be read or written.',
      { file, found, remedy: 'Check that the disk or network share is connected and sound.' },
      cause,
    )
  }
  return thrown
}

/** The error for a project file that does not hold together. */
export function projectDamaged(file: string, found: string, options?: ErrorOptions): FewlabelError {
  return new FewlabelError(
    'project-damaged',
    'The project file is damaged. It was left as it is.',
    { file, found, expected: 'a whole project file', remedy: 'Restore the file from a backup.' },
    options,
  )
}

/** Runs `work` and throws typed errors instead of SQLite's. */
export function withProjectErrors<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch (thrown) {
    throw toProjectError(thrown, file)
  }
}

/** SQLite's extended codes start with the primary one: `SQLITE_IOERR_WRITE`. */
function is(code: string, ...primaries: string[]): boolean {
  return primaries.some((primary) => code === primary || code.startsWith(`${primary}_`))
}

function isNearlyFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file))
    return bavail * bsize < nearlyFull
  } catch {
    return false
  }
}

import { FewlabelError } from '../contract/errors.ts'

/**
 * Turns what the file system threw while an export was being written into an error a person can act on.
 * Typed errors (from the project, or thrown here) pass through; what is unknown becomes `internal`.
 */
export function exportError(thrown: unknown, out: string): FewlabelError {
  if (thrown instanceof FewlabelError) return thrown
  const systemCode = (thrown as NodeJS.ErrnoException | null)?.code
  const cause = { cause: thrown }
  switch (systemCode) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new FewlabelError(
        'disk-full',
        'The disk is full; the unfinished export was removed.',
        { file: out, remedy: 'Free some space, or export to another disk.' },
        cause,
      )
    case 'ENOENT':
    case 'ENOTDIR':
      return new FewlabelError(
        'io-failed',
        'The folder to export into does not exist.',
        {
          file: out,
          expected: 'an existing folder',
          remedy: 'Make the folder first, or choose another one.',
        },
        cause,
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new FewlabelError(
        'io-failed',
        'The export cannot be written here: the place is not writable, or the file is open in another program.',
        {
          file: out,
          found: systemCode,
          remedy: 'Choose a folder of your own, or close the program that has the file open.',
        },
        cause,
      )
    case 'ENAMETOOLONG':
      return new FewlabelError(
        'io-failed',
        'The name of the export is too long for this disk.',
        { file: out, remedy: 'Choose a shorter name.' },
        cause,
      )
    case undefined:
      return FewlabelError.from(thrown)
    default:
      return new FewlabelError(
        'io-failed',
        'The export could not be written; what was unfinished was removed.',
        { file: out, found: systemCode },
        cause,
      )
  }
}

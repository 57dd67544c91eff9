import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { FewlabelError } from '../contract/errors.ts'

/** Larger than any picture. */
const largestOriginal = 256 * 1024 * 1024

/**
 * Opens the original of a sample. A project that somebody else made can name any file of this machine, a pipe that has
 * a picture's name for one: what is no file of a picture's size is not read.
 *
 * @throws FewlabelError `source-not-found`
 */
export async function openOriginal(path: string): Promise<FileHandle> {
  // Without waiting: a pipe would never be opened otherwise.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause: unknown) => {
    throw missing(path, cause)
  })
  try {
    const info = await file.stat()
    if (!info.isFile() || info.size > largestOriginal)
      throw new Error('it is no file of the size of a picture')
    return file
  } catch (cause) {
    await file.close()
    throw missing(path, cause)
  }
}

/** The bytes of an original. */
export async function readOriginal(path: string): Promise<Uint8Array> {
  const file = await openOriginal(path)
  try {
    return await file.readFile()
  } catch (cause) {
    throw missing(path, cause)
  } finally {
    await file.close()
  }
}

function missing(path: string, cause: unknown): FewlabelError {
  return new FewlabelError(
    'source-not-found',
    'The original of a sample is not where it was.',
    { file: path, remedy: 'Re-link the folder it was moved to, then export again.' },
    { cause },
  )
}

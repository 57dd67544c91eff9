import { type FileHandle, open } from 'node:fs/promises'

/** What writing takes of a file; tests put a failing disk in its place. */
export type OutputFile = Pick<FileHandle, 'appendFile' | 'sync' | 'close'>

/** Opens a file that is not there yet, for writing. */
export type OpenOutput = (path: string) => Promise<OutputFile>

/**
 * Writes text to a new file and flushes it to the disk. The next piece is asked for when the disk has taken the last
 * one. (Not a stream pipeline: an aborted one may still be opening its file when it reports the abort, and the file
 * would appear after it was removed.)
 */
export async function writeText(
  path: string,
  pieces: AsyncIterable<string>,
  openOutput: OpenOutput = openNew,
): Promise<void> {
  const file = await openOutput(path)
  try {
    for await (const piece of pieces) await file.appendFile(piece)
    await file.sync()
  } finally {
    await file.close()
  }
}

function openNew(path: string): Promise<OutputFile> {
  return open(path, 'wx')
}

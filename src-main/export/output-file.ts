import { type FileHandle, open } from 'node:fs/promises'

/** What writing takes of a file; tests put a failing disk in its place. */
export type OutputFile = Pick<FileHandle, 'appendFile' | 'sync' | 'close'>

/** Opens a file that is not there yet, for writing. */
export type OpenOutput = (path: string) => Promise<OutputFile>

export function openNew(path: string): Promise<OutputFile> {
  return open(path, 'wx')
}

import type { ExportOutput, HashedFile } from './export-output.ts'

/** Gives the file of a name: a new one where it was not asked for before. */
export type FileOf = (name: string) => Promise<HashedFile>

/** Files that are written side by side, as those of the parts are; when the work is done, all are closed. */
export async function withOpenFiles(
  output: ExportOutput,
  work: (fileOf: FileOf) => Promise<void>,
): Promise<void> {
  const files = new Map<string, HashedFile>()
  try {
    await work(async (name) => {
      const open = files.get(name)
      if (open) return open
      const file = await output.create(name)
      files.set(name, file)
      return file
    })
  } catch (error) {
    // What cannot be closed any more says nothing new.
    await Promise.allSettled(Array.from(files.values(), (file) => file.abandon()))
    throw error
  }
  for (const file of files.values()) await file.close()
}

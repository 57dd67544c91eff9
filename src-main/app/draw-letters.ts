import type { ImportProgress, ImportReport } from '../contract/data.ts'
import { drawnLetters } from '../dataset/sample-set.ts'
import type { OpenProject } from './open-project.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Fills an empty project with the drawn sample set and its 26 classes, and waits. */
export async function drawLetters(
  project: OpenProject,
  options: { count: number; seed: number },
  onProgress?: (progress: ImportProgress) => void,
  signal?: AbortSignal,
): Promise<ImportReport> {
  const report = await project.imports.run(drawnLetters(options), onProgress, signal)
  for (const name of letters) if (!project.store.classes.find(name)) project.labeling.classes.add({ name })
  return report
}

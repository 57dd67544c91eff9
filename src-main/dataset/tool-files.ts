import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ImportFormat } from '../contract/data.ts'
import { guessFileFormat } from './guess-format.ts'
import { compareNatural } from './natural-order.ts'

/** The file of another tool, or all of its files in a folder, and the folder that images are looked for in. */
export async function toolFiles(
  source: string,
  format: ImportFormat,
): Promise<{ root: string; files: string[] }> {
  const names = await readdir(source).catch(() => null)
  if (names === null) return { root: dirname(source), files: [source] }
  const files: string[] = []
  for (const name of names
    .filter((each) => /\.(jsonl?|ndjson|csv)(\.gz)?$/i.test(each))
    .sort(compareNatural)) {
    const path = join(source, name)
    // Lists of sums and descriptions of the set lie beside them.
    if ((await guessFileFormat(path).catch(() => null)) === format) files.push(path)
  }
  return { root: source, files }
}

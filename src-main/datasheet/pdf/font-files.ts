import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Inter comes in pieces, each with some scripts; asked in this order which has a character. */
const subsets = [
  'latin',
  'latin-ext',
  'greek',
  'greek-ext',
  'cyrillic',
  'cyrillic-ext',
  'vietnamese',
] as const

/** Beside the built program; from sources, in the package they come from. */
export function interFiles(): string[] {
  const built = fileURLToPath(new URL('./fonts/', import.meta.url))
  const folder = existsSync(built) ? built : dirname(packageFile(fileName('latin')))
  return subsets.map((subset) => join(folder, fileName(subset)))
}

const fileName = (subset: string) => `inter-${subset}-wght-normal.woff2`

function packageFile(name: string): string {
  return createRequire(import.meta.url).resolve(`@fontsource-variable/inter/files/${name}`)
}

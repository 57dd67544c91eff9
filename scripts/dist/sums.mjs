import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sha256 } from './native-manifest.mjs'

/**
 * Writes SHA256SUMS as `sha256sum --check` reads it.
 *
 * @param {string} folder where the files lie
 * @param {string[]} paths
 */
export async function writeSums(folder, paths) {
  const lines = []
  for (const path of [...paths].sort()) lines.push(`${await sha256(path)}  ${basename(path)}\n`)
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''))
}

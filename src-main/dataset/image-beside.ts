import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve } from 'node:path'

/**
 * The image file that a table names, relative to the table or within its folder: never outside, whatever the name or a
 * link says, and never on the web.
 *
 * @returns the path, or why there is none, as a clause
 */
export async function imageBeside(
  table: string,
  name: string,
): Promise<{ path: string; reason?: never } | { reason: string; path?: never }> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name)) {
    return {
      reason: 'it names a web address, and Fewlabel never goes online; save the images beside the table',
    }
  }
  if (name.includes('\0') || name.length > 4096) return { reason: 'it names no file' }
  const folder = dirname(table)
  const path = resolve(folder, name)
  if (!isWithin(folder, path)) return { reason: 'it names a file outside the folder of the table' }
  try {
    const [realFolder, realImage] = await Promise.all([realpath(folder), realpath(path)])
    if (!isWithin(realFolder, realImage)) return { reason: 'it leads out of the folder of the table' }
  } catch {
    return { reason: `there is no file "${name.slice(0, 200)}" beside the table` }
  }
  return { path }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..'
}

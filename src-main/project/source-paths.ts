import { isAbsolute, relative, resolve, sep } from 'node:path'

/**
 * A path as the project file holds it: relative to the project's folder, so that project and images can move
 * together, with forward slashes on every system. Where no relative path exists (another drive) it stays absolute.
 */
export function toStoredPath(projectFolder: string, path: string): string {
  const stored = relative(projectFolder, path)
  return isAbsolute(stored) ? path : stored.split(sep).join('/')
}

/** The absolute path a stored one stands for. */
export function fromStoredPath(projectFolder: string, stored: string): string {
  return resolve(projectFolder, stored)
}

/** `path` moved from one folder to another; null when it does not lie in `fromFolder`. */
export function movePath(path: string, fromFolder: string, toFolder: string): string | null {
  const inside = relative(fromFolder, path)
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null
  return resolve(toFolder, inside)
}

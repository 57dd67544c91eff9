import type { Dirent } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { readFailure } from './byte-reader.ts'
import { compareNatural } from './natural-order.ts'

export type FolderEntry =
  | {
      kind: 'file'
      path: string
      name: string
      /** Where a link to a file outside the folder leads. */
      outside?: string
    }
  /** What is no file, or may not be read or entered; `name` is relative, with forward slashes. */
  | { kind: 'unreadable'; path: string; name: string; reason: string }

/**
 * Walks a folder and its sub-folders. Entries come in natural order of their names. Hidden entries (a leading dot,
 * and macOS's `__MACOSX`) are skipped. Holds one folder's names per level in memory.
 *
 * Symbolic links are followed within the folder, and no folder is entered twice, so loops end. Out of it they lead to
 * files only: a folder that came from somewhere must not bring a whole disk along.
 *
 * @param options.sorted false when only the number of files matters
 * @throws FewlabelError — `io-failed` when the folder itself cannot be read
 */
export async function* walkFolder(
  root: string,
  options: { sorted: boolean } = { sorted: true },
): AsyncGenerator<FolderEntry, void, void> {
  const entered = new Set<string>()
  const trueRoot = await realpath(root).catch((error: unknown) => {
    throw readFailure(root, error)
  })

  async function* walk(folder: string, prefix: string): AsyncGenerator<FolderEntry, void, void> {
    let entries: Dirent[]
    try {
      const { dev, ino } = await stat(folder, { bigint: true })
      const identity = `${dev}:${ino}`
      if (entered.has(identity)) return
      entered.add(identity)
      entries = await readdir(folder, { withFileTypes: true })
    } catch (error) {
      if (prefix === '') throw readFailure(folder, error)
      yield {
        kind: 'unreadable',
        path: folder,
        name: prefix.slice(0, -1),
        reason: 'the folder could not be read',
      }
      return
    }
    if (options.sorted) entries.sort((a, b) => compareNatural(a.name, b.name))
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue
      const path = join(folder, entry.name)
      const name = prefix + entry.name
      const what = await lookAt(entry, path, trueRoot)
      if ('reason' in what) yield { kind: 'unreadable', path, name, reason: what.reason }
      else if (what.type === 'folder') yield* walk(path, `${name}/`)
      else yield { kind: 'file', path, name, ...(what.outside && { outside: what.outside }) }
    }
  }

  yield* walk(root, '')
}

type Look = { type: 'file'; outside?: string } | { type: 'folder' } | { reason: string }

async function lookAt(entry: Dirent, path: string, trueRoot: string): Promise<Look> {
  // The system's names are bytes; what is no Unicode cannot be opened by the name that we are given for it.
  if (entry.name.includes('\ufffd') && (await lstat(path).catch(() => null)) === null) {
    return { reason: 'its name is not valid Unicode; rename it' }
  }
  if (entry.isFile()) return { type: 'file' }
  if (entry.isDirectory()) return { type: 'folder' }
  try {
    // Links, and entries of file systems that do not tell the type while listing.
    const info = await stat(path)
    const target = await realpath(path)
    const outside = leadsOut(trueRoot, target)
    if (info.isDirectory() && outside) {
      return { reason: `the link leads out of the folder, to "${target}"; import that folder by itself` }
    }
    if (info.isDirectory()) return { type: 'folder' }
    if (info.isFile()) return outside ? { type: 'file', outside: target } : { type: 'file' }
    // Opening one could wait for ever.
    return { reason: 'it is no file but a pipe, a socket or a device' }
  } catch {
    return { reason: 'the link leads nowhere' }
  }
}

function leadsOut(folder: string, target: string): boolean {
  const way = relative(folder, target)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}

import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readFailure } from './byte-reader.ts'
import { compareNatural } from './natural-order.ts'

export type FolderEntry =
  | { kind: 'file'; path: string; name: string }
  /** A broken link, or a sub-folder that may not be read; `name` is relative, with forward slashes. */
  | { kind: 'unreadable'; path: string; name: string; reason: string }

/**
 * Walks a folder and its sub-folders. Entries come in natural order of their names. Hidden entries (a leading dot,
 * and macOS's `__MACOSX`) are skipped. Symbolic links are followed, but no folder is entered twice, so loops end.
 * Holds one folder's names per level in memory.
 *
 * @param options.sorted false when only the number of files matters
 * @throws FewlabelError — `io-failed` when the folder itself cannot be read
 */
export async function* walkFolder(
  root: string,
  options: { sorted: boolean } = { sorted: true },
): AsyncGenerator<FolderEntry, void, void> {
  const entered = new Set<string>()

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
      const type = await typeOf(entry, path)
      if (type === 'folder') yield* walk(path, `${name}/`)
      else if (type === 'file') yield { kind: 'file', path, name }
      else if (type === 'broken') yield { kind: 'unreadable', path, name, reason: 'the link leads nowhere' }
    }
  }

  yield* walk(root, '')
}

/** Pipes, sockets and devices are `other`: opening one could wait for ever. */
async function typeOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'broken' | 'other'> {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  try {
    // Links, and entries of file systems that do not tell the type while listing.
    const target = await stat(path)
    return target.isFile() ? 'file' : target.isDirectory() ? 'folder' : 'other'
  } catch {
    return 'broken'
  }
}

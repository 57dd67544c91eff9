import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { FewlabelError } from '../contract/errors.ts'
import type { FolderListing } from '../contract/window.ts'

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Entries of a folder for the window's file chooser: folders first, natural order, hidden ones left out. */
export async function listFolder(folder: string | undefined, projectsFolder: string): Promise<FolderListing> {
  const path = resolve(folder ?? homedir())
  const names = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new FewlabelError(
      'not-found',
      error.code === 'EACCES' ? `No permission to look into ${path}.` : `There is no folder ${path}.`,
      { file: path, remedy: 'Choose another folder.' },
      { cause: error },
    )
  })
  const entries = await Promise.all(
    names
      .filter((entry) => !entry.name.startsWith('.'))
      .map(async (entry) => {
        const entryPath = join(path, entry.name)
        // Links are followed; one that leads nowhere is left out.
        const info = await stat(entryPath).catch(() => null)
        if (!info || !(info.isDirectory() || info.isFile())) return null
        return {
          name: entry.name,
          path: entryPath,
          kind: info.isDirectory() ? ('folder' as const) : ('file' as const),
          bytes: info.isFile() ? info.size : null,
          modified: info.mtime.toISOString(),
        }
      }),
  )
  const present = entries.filter((entry) => entry !== null)
  present.sort((a, b) =>
    a.kind === b.kind ? collator.compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1,
  )
  const parent = dirname(path)
  return {
    folder: path,
    parent: parent === path ? null : parent,
    places: await places(projectsFolder),
    entries: present,
  }
}

async function places(projectsFolder: string): Promise<FolderListing['places']> {
  const home = homedir()
  const candidates = [
    home,
    ...['Desktop', 'Documents', 'Downloads', 'Pictures'].map((name) => join(home, name)),
    projectsFolder,
  ]
  const found: FolderListing['places'] = []
  for (const path of new Set(candidates)) {
    const info = await stat(path).catch(() => null)
    if (info?.isDirectory()) found.push({ name: path === home ? 'Home' : basename(path), path })
  }
  return found
}

import type { FolderListing } from '../../../src-main/contract/window.ts'
import type { NamedDrop } from './drop-store.ts'

type ListFolder = (folder: string) => Promise<FolderListing>

/** Whether an entry of a folder can be what was dropped. */
function isIt({ name, kind, bytes }: FolderListing['entries'][number], drop: NamedDrop): boolean {
  if (name !== drop.name) return false
  return drop.bytes === null ? kind === 'folder' : kind === 'file' && bytes === drop.bytes
}

/** Paths of what has the name and the size of what was dropped, in folders where data has come from before. */
export async function findDropped(
  drop: NamedDrop,
  folders: readonly string[],
  list: ListFolder,
): Promise<string[]> {
  const listings = await Promise.all([...new Set(folders)].map((folder) => list(folder).catch(() => null)))
  return listings.flatMap((listing) =>
    (listing?.entries ?? []).filter((entry) => isIt(entry, drop)).map(({ path }) => path),
  )
}

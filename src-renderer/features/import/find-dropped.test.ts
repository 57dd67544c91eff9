import { expect, it } from 'vitest'
import type { FolderListing } from '../../../src-main/contract/window.ts'
import { findDropped } from './find-dropped.ts'

const entry = (path: string, kind: 'file' | 'folder', bytes: number | null) => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  path,
  kind,
  bytes,
  modified: null,
})
const folders: Record<string, FolderListing['entries']> = {
  '/a': [entry('/a/x.csv', 'file', 10), entry('/a/pictures', 'folder', null)],
  '/b': [entry('/b/x.csv', 'file', 11)],
}
const list = async (folder: string): Promise<FolderListing> => {
  if (!folders[folder]) throw new Error('gone')
  return { folder, parent: null, places: [], entries: folders[folder] }
}

it('finds a file by name and size, a folder by name, and passes over folders that are gone', async () => {
  const places = ['/a', '/b', '/a', '/gone']
  expect(await findDropped({ name: 'x.csv', bytes: 11 }, places, list)).toEqual(['/b/x.csv'])
  expect(await findDropped({ name: 'pictures', bytes: null }, places, list)).toEqual(['/a/pictures'])
  expect(await findDropped({ name: 'pictures', bytes: 4096 }, places, list)).toEqual([])
})

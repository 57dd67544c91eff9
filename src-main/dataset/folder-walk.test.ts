import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FolderEntry, walkFolder } from './folder-walk.ts'
import { failureOf, temporaryFolder } from './test-support.ts'

const inFolder = temporaryFolder()

function fill(root: string, files: string[]): string {
  for (const file of files) {
    mkdirSync(join(inFolder(root), file, '..'), { recursive: true })
    writeFileSync(inFolder(root, file), file)
  }
  return inFolder(root)
}

async function walked(root: string, options?: { sorted: boolean }): Promise<FolderEntry[]> {
  const entries: FolderEntry[] = []
  for await (const entry of walkFolder(root, options)) entries.push(entry)
  return entries
}

describe('walkFolder', () => {
  it('goes through sub-folders in natural order and skips what is hidden', async () => {
    const files = ['b2/x10.png', 'b2/x9.png', 'b10/a', 'a', '.git/c', '.hidden', '__MACOSX/a', 'b2/.DS_Store']
    const root = fill('order', files)
    expect((await walked(root)).map(({ name }) => name)).toEqual(['a', 'b2/x9.png', 'b2/x10.png', 'b10/a'])
    expect(await walked(root, { sorted: false })).toHaveLength(4)
  })

  it('follows links, but enters no folder twice', async () => {
    const root = fill('links', ['a/1', 'b/2'])
    const elsewhere = fill('elsewhere', ['3'])
    symlinkSync(root, join(root, 'a', 'loop'))
    symlinkSync(elsewhere, join(root, 'c'))
    symlinkSync(join(root, 'b'), join(root, 'd'))
    symlinkSync(join(root, 'a', '1'), join(root, 'e'))
    expect((await walked(root)).map(({ name }) => name)).toEqual(['a/1', 'b/2', 'c/3', 'e'])
  })

  it('reports links that lead nowhere', async () => {
    const root = fill('broken', ['a'])
    symlinkSync(join(root, 'gone'), join(root, 'z.png'))
    expect(await walked(root)).toContainEqual({
      kind: 'unreadable',
      path: join(root, 'z.png'),
      name: 'z.png',
      reason: 'the link leads nowhere',
    })
  })

  it('fails when the folder itself cannot be read', async () => {
    expect((await failureOf(walked(inFolder('nowhere')))).code).toBe('source-not-found')
  })
})

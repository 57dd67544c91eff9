import { execFileSync } from 'node:child_process'
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
    symlinkSync(root, join(root, 'a', 'loop'))
    symlinkSync(join(root, 'b'), join(root, 'd'))
    symlinkSync(join(root, 'a', '1'), join(root, 'e'))
    expect((await walked(root)).map(({ name }) => name)).toEqual(['a/1', 'b/2', 'e'])
  })

  it('leaves the folder by no link to another folder, and says where links to files lead', async () => {
    const root = fill('inside', ['a'])
    const elsewhere = fill('elsewhere', ['1.png', 'secret/2.png'])
    symlinkSync(elsewhere, join(root, 'b'))
    symlinkSync('/', join(root, 'c'))
    symlinkSync('..', join(root, 'd'))
    symlinkSync(join(elsewhere, '1.png'), join(root, 'e.png'))
    const entries = await walked(root)
    expect(entries.map(({ kind, name }) => [kind, name])).toEqual([
      ['file', 'a'],
      ['unreadable', 'b'],
      ['unreadable', 'c'],
      ['unreadable', 'd'],
      ['file', 'e.png'],
    ])
    expect(entries[1]).toMatchObject({
      reason: `the link leads out of the folder, to "${elsewhere}"; import that folder by itself`,
    })
    expect(entries[4]).toMatchObject({ outside: join(elsewhere, '1.png') })
  })

  it.skipIf(process.platform === 'win32')('opens no pipe and no device', async () => {
    const root = fill('odd', ['a'])
    execFileSync('mkfifo', [join(root, 'b.png')])
    symlinkSync('/dev/zero', join(root, 'c.png'))
    expect((await walked(root)).slice(1)).toMatchObject([
      { kind: 'unreadable', name: 'b.png', reason: 'it is no file but a pipe, a socket or a device' },
      { kind: 'unreadable', name: 'c.png', reason: 'it is no file but a pipe, a socket or a device' },
    ])
  })

  it.runIf(process.platform === 'linux')(
    'takes odd names as they are, and names those it cannot',
    async () => {
      const names = ['a\nb.png', 'c\u001b[2J.png', '-rf', '$(x) `y`;.png', 'ä\u202egnp.exe', 'x'.repeat(255)]
      const root = fill('names', names)
      writeFileSync(Buffer.concat([Buffer.from(`${root}/z`), Buffer.of(0xff, 0xfe)]), '')
      const entries = await walked(root)
      expect(new Set(entries.flatMap(({ kind, name }) => (kind === 'file' ? [name] : [])))).toEqual(
        new Set(names),
      )
      expect(entries.filter(({ kind }) => kind === 'unreadable')).toMatchObject([
        { reason: 'its name is not valid Unicode; rename it' },
      ])
    },
  )

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

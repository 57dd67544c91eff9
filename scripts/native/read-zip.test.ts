import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { extractFromZip } from './read-zip.mjs'
import { type ZipEntry, zip } from './testing/make-zip.ts'

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const large = Buffer.from(Uint32Array.from({ length: 700_000 }, (_, i) => Math.imul(i, 2654435761)).buffer)
const entries: ZipEntry[] = [
  { name: 'a/large.so', content: large },
  { name: 'a/stored.h', content: Buffer.from('#pragma once\n'), packed: false },
  { name: 'a/empty.h', content: Buffer.alloc(0), packed: false },
  { name: 'other.txt', content: Buffer.from('left out') },
]

function archive(name: string, bytes: Buffer): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

const chooseA = (name: string) => (name.startsWith('a/') ? name.replace('a/', 'b/') : null)

describe('extractFromZip', () => {
  it('writes what is chosen, where it is told to', async () => {
    const target = join(folder, 'out')
    expect(await extractFromZip(archive('whole.zip', zip(entries)), target, chooseA)).toBe(3)
    expect(readdirSync(join(target, 'b')).sort()).toEqual(['empty.h', 'large.so', 'stored.h'])
    expect(readFileSync(join(target, 'b', 'large.so')).equals(large)).toBe(true)
    expect(readFileSync(join(target, 'b', 'stored.h'), 'utf8')).toBe('#pragma once\n')
  })

  it('notices damage', async () => {
    const bytes = zip(entries)
    const target = join(folder, 'damaged')
    const cut = archive('cut.zip', bytes.subarray(0, bytes.length / 2))
    await expect(extractFromZip(cut, target, chooseA)).rejects.toThrow('not a whole ZIP archive')
    const flipped = Buffer.from(bytes)
    flipped[flipped.indexOf('#pragma')] ^= 1
    const wrong = archive('flipped.zip', flipped)
    await expect(extractFromZip(wrong, target, chooseA)).rejects.toThrow('a/stored.h is damaged')
    await expect(extractFromZip(join(folder, 'none.zip'), target, chooseA)).rejects.toThrow('ENOENT')
  })
})

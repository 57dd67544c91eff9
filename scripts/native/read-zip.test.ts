import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { extractFromZip } from './read-zip.mjs'

const folder = mkdtempSync(join(tmpdir(), 'fewlabel-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Entry {
  name: string
  content: Buffer
  packed?: boolean
}

function zip(entries: Entry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, packed = true } of entries) {
    const data = packed ? deflateRawSync(content) : content
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(packed ? 8 : 0, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    parts.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), data)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, rest, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + data.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

const large = Buffer.from(Uint32Array.from({ length: 700_000 }, (_, i) => Math.imul(i, 2654435761)).buffer)
const entries: Entry[] = [
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

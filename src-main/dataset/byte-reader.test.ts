import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ByteReader, readBeginning } from './byte-reader.ts'
import { failureOf, noise, temporaryFolder } from './test-support.ts'

const inFolder = temporaryFolder()
const bytes = noise(700_000)

async function readAll(path: string, pieceSize: number) {
  const reader = await ByteReader.open(path)
  const parts: Uint8Array[] = []
  for (;;) {
    const piece = new Uint8Array(pieceSize)
    const there = await reader.read(piece)
    parts.push(piece.subarray(0, there))
    if (there < pieceSize) break
  }
  await reader.close()
  return { data: Buffer.concat(parts), reader }
}

describe('ByteReader', () => {
  it.each([1000, 262_144, 1_000_000])('reads plain and gzip files alike in pieces of %i', async (piece) => {
    writeFileSync(inFolder('plain.gz'), bytes) // the name lies
    writeFileSync(inFolder('packed'), gzipSync(bytes))
    const plain = await readAll(inFolder('plain.gz'), piece)
    const packed = await readAll(inFolder('packed'), piece)
    expect(Buffer.compare(plain.data, bytes)).toBe(0)
    expect(Buffer.compare(packed.data, bytes)).toBe(0)
    expect([plain.reader.compressed, plain.reader.size]).toEqual([false, 700_000])
    expect([packed.reader.compressed, packed.reader.size]).toEqual([true, null])
  })

  it('delivers what there is of a gzip file that is cut short, and says that it is damaged', async () => {
    const packed = gzipSync(bytes)
    writeFileSync(inFolder('cut.gz'), packed.subarray(0, packed.length / 2))
    const { data, reader } = await readAll(inFolder('cut.gz'), 100_000)
    expect(data.length).toBeGreaterThan(100_000)
    expect(data.length).toBeLessThan(bytes.length)
    expect(reader.damage).toContain('damaged')
  })

  it('reads the beginning of short and empty files', async () => {
    writeFileSync(inFolder('short'), 'abc')
    writeFileSync(inFolder('empty'), '')
    expect(Buffer.from(await readBeginning(inFolder('short'), 10)).toString()).toBe('abc')
    expect(await readBeginning(inFolder('empty'), 10)).toHaveLength(0)
  })

  it('says what is not there and what cannot be read', async () => {
    mkdirSync(inFolder('folder'))
    expect((await failureOf(ByteReader.open(inFolder('nowhere')))).code).toBe('source-not-found')
    expect((await failureOf(ByteReader.open(inFolder('folder')))).code).toBe('source-unsupported')
  })
})

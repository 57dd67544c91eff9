// Takes single files out of a ZIP archive (a Python wheel is one) without unpacking the other thousands, and without
// needing unzip or Python for it. No ZIP64: the wheel it is meant for has 0.3 GB.
// Format: PKWARE APPNOTE.TXT 6.3, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end record).
import { createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as zlib from 'node:zlib'

const endRecordBytes = 22
const centralHeaderBytes = 46
const localHeaderBytes = 30
const pieceBytes = 1 << 20

/**
 * Writes the entries for which `choose` names a place to `target`; returns how many there were.
 *
 * @param {string} archive path of the ZIP file
 * @param {string} target folder to write to; made when missing
 * @param {(name: string) => string | null} choose relative path for an entry's name, or null to leave it out
 * @returns {Promise<number>}
 * @throws when the archive is damaged, or an entry's length or (Node ≥ 22.2) checksum is wrong
 */
export async function extractFromZip(archive, target, choose) {
  const file = await open(archive, 'r')
  try {
    let count = 0
    for (const entry of await readDirectory(file, archive)) {
      const place = entry.name.endsWith('/') ? null : choose(entry.name)
      if (place === null) continue
      await extractEntry(file, entry, join(target, place))
      count++
    }
    return count
  } finally {
    await file.close()
  }
}

async function readDirectory(file, archive) {
  const { size } = await file.stat()
  const tail = await readBytes(file, Math.max(0, size - 65_535 - endRecordBytes), size)
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new Error(`${archive} is not a whole ZIP archive`)
  const entryCount = tail.readUInt16LE(end + 10)
  const start = tail.readUInt32LE(end + 16)
  const directory = await readBytes(file, start, start + tail.readUInt32LE(end + 12))
  const entries = []
  let at = 0
  for (let index = 0; index < entryCount; index++) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw new Error(`${archive}: damaged directory`)
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + centralHeaderBytes, at + centralHeaderBytes + nameLength),
    })
    at += centralHeaderBytes + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function extractEntry(file, entry, path) {
  if (entry.method !== 0 && entry.method !== 8)
    throw new Error(`${entry.name}: unknown compression ${entry.method}`)
  const header = await readBytes(file, entry.offset, entry.offset + localHeaderBytes)
  const start = entry.offset + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28)
  await mkdir(dirname(path), { recursive: true })
  let size = 0
  let checksum = 0
  const measure = new Transform({
    transform(chunk, _encoding, done) {
      size += chunk.length
      // zlib.crc32 came with Node 20.15 / 22.2; older bootstrapping Nodes check the length only.
      checksum = zlib.crc32?.(chunk, checksum) ?? entry.checksum
      done(null, chunk)
    },
  })
  const packed = readPieces(file, start, start + entry.packedSize)
  const stages = entry.method === 8 ? [packed, zlib.createInflateRaw()] : [packed]
  await pipeline(...stages, measure, createWriteStream(path))
  if (size !== entry.size || (size > 0 && checksum !== entry.checksum)) {
    throw new Error(`${entry.name} is damaged in the archive`)
  }
}

async function* readPieces(file, start, end) {
  for (let at = start; at < end; at += pieceBytes) yield readBytes(file, at, Math.min(end, at + pieceBytes))
}

async function readBytes(file, start, end) {
  const buffer = Buffer.alloc(end - start)
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start)
  if (bytesRead < buffer.length) throw new Error('The archive ends too early')
  return buffer
}

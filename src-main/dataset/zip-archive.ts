import { createWriteStream } from 'node:fs'
import { mkdir, statfs, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import type { ImportProblem } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { openRegular } from './regular-file.ts'
import { entryName, ZipNames } from './zip-names.ts'

const gigabyte = 1024 ** 3

/** What one archive may hold, unpacked: far more than data sets have, and less than does harm. */
export interface ZipLimits {
  entries: number
  totalBytes: number
  fileBytes: number
  /** Unpacked to packed bytes, of what is larger than `freeBytes`. */
  ratio: number
  freeBytes: number
}

const standardLimits: ZipLimits = {
  entries: 2_000_000,
  totalBytes: 256 * gigabyte,
  fileBytes: 64 * gigabyte,
  ratio: 400,
  freeBytes: 64 * 1024 ** 2,
}

interface UnpackOptions {
  signal?: AbortSignal
  limits?: Partial<ZipLimits>
  /** Files of which only the name matters: they are left empty. */
  leaveEmpty?: (name: string) => boolean
}

/** A place is kept free for the project itself and everybody else. */
const spareBytes = gigabyte

const fileTypeMask = 0o170000
const regularFile = 0o100000
const madeOnUnix = 3

/** What is skipped while unpacking: what nobody chose to have in it. */
const litter = /(^|\/)(__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini)(\/|$)/i

/**
 * Unpacks an archive into an empty folder. Everything the archive says of itself is checked before its bytes are written,
 * and the bytes against what it said: names stay in the folder, sizes and checksums fit, and it all has room on the disk.
 *
 * @returns what was left out and why: links
 * @throws FewlabelError — `source-damaged` for what is no sound ZIP, `source-unsupported` for what is not unpacked
 * (encrypted, too large, names that lead out), `disk-full`, `cancelled`
 */
export async function unpackZip(
  zip: string,
  folder: string,
  options: UnpackOptions = {},
): Promise<ImportProblem[]> {
  const limits = { ...standardLimits, ...options.limits }
  const { handle, size } = await openRegular(zip)
  await handle.close()
  await checkDirectory(zip, size, folder, limits)
  const notices: ImportProblem[] = []
  await withArchive(zip, async (archive) => {
    const made = new Set<string>()
    for await (const entry of archive.eachEntry()) {
      if (options.signal?.aborted) throw cancelled()
      const name = entryName(entry)
      if (litter.test(name)) continue
      if (isLink(entry)) {
        notices.push({ file: name, reason: 'it is a link or a device and was not unpacked' })
        continue
      }
      const path = join(folder, name)
      const parent = name.endsWith('/') ? path : dirname(path)
      if (!made.has(parent)) await mkdir(parent, { recursive: true })
      made.add(parent)
      if (name.endsWith('/')) continue
      if (options.leaveEmpty?.(name)) await writeFile(path, '', { flag: 'wx', mode: 0o600 })
      else await unpackEntry(archive, entry, { zip, name, path, signal: options.signal })
    }
  })
  return notices
}

/** Reads the archive's directory as a whole before anything is written. */
async function checkDirectory(zip: string, size: number, folder: string, limits: ZipLimits): Promise<void> {
  const names = new ZipNames()
  let count = 0
  let packed = 0
  let unpacked = 0
  await withArchive(zip, async (archive) => {
    if (archive.entryCount > limits.entries)
      throw tooLarge(zip, `${archive.entryCount.toLocaleString('en-US')} entries`)
    for await (const entry of archive.eachEntry()) {
      const name = entryName(entry)
      if (++count > limits.entries) throw tooLarge(zip, 'more entries than it says')
      if (litter.test(name)) continue
      const fault = names.faultOf(name)
      if (fault !== null) throw refused(zip, name, fault)
      if (entry.isEncrypted()) throw refused(zip, name, 'it is encrypted')
      if (!entry.canDecodeFileData())
        throw refused(zip, name, `it is packed by method ${entry.compressionMethod}`)
      packed += entry.compressedSize
      unpacked += entry.uncompressedSize
      if (entry.uncompressedSize > limits.fileBytes)
        throw tooLarge(zip, inWords(entry.uncompressedSize), name)
      if (isBomb(entry.compressedSize, entry.uncompressedSize, limits)) {
        throw tooLarge(
          zip,
          `${inWords(entry.uncompressedSize)} out of ${inWords(entry.compressedSize)}`,
          name,
        )
      }
    }
  })
  // Entries that share their bytes unpack to any multiple of them.
  if (packed > size) throw tooLarge(zip, 'entries that overlap')
  if (unpacked > limits.totalBytes || isBomb(size, unpacked, limits)) throw tooLarge(zip, inWords(unpacked))
  const { bavail, bsize } = await statfs(folder)
  if (unpacked + spareBytes > bavail * bsize) {
    throw new FewlabelError('disk-full', `There is no room to unpack "${zip}".`, {
      file: zip,
      expected: `${inWords(unpacked)} and ${inWords(spareBytes)} to spare in the folder for temporary files`,
      found: inWords(bavail * bsize),
      remedy: 'Free some space and try again, or unpack it yourself and choose the folder.',
    })
  }
}

interface Target {
  zip: string
  name: string
  path: string
  signal?: AbortSignal
}

async function unpackEntry(
  archive: ZipFile,
  entry: Entry,
  { zip, name, path, signal }: Target,
): Promise<void> {
  let sum = 0
  const summed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum)
      done(null, chunk)
    },
  })
  const stream = await archive.openReadStreamPromise(entry)
  await pipeline(stream, summed, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal })
  if (sum !== entry.crc32) throw damaged(zip, name, 'its checksum does not fit it')
}

/** @throws FewlabelError — everything that yauzl and zlib say, as one kind of error */
async function withArchive(zip: string, work: (archive: ZipFile) => Promise<void>): Promise<void> {
  let archive: ZipFile | null = null
  try {
    archive = await openPromise(zip, { decodeStrings: false, autoClose: false })
    await work(archive)
  } catch (error) {
    if (error instanceof FewlabelError) throw error
    if ((error as Error).name === 'AbortError') throw cancelled()
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw FewlabelError.from(error)
    throw damaged(zip, null, (error as Error).message)
  } finally {
    archive?.close()
  }
}

function isLink({ externalFileAttributes, versionMadeBy }: Entry): boolean {
  if (versionMadeBy >> 8 !== madeOnUnix) return false
  const type = (externalFileAttributes >>> 16) & fileTypeMask
  return type !== 0 && type !== regularFile && type !== 0o040000
}

function isBomb(packed: number, unpacked: number, { ratio, freeBytes }: ZipLimits): boolean {
  return unpacked > freeBytes && unpacked > ratio * Math.max(1, packed)
}

function inWords(bytes: number): string {
  const megabytes = Math.ceil(bytes / 1024 ** 2)
  return megabytes < 2048
    ? `${megabytes.toLocaleString('en-US')} MB`
    : `${Math.ceil(bytes / gigabyte).toLocaleString('en-US')} GB`
}

function cancelled(): FewlabelError {
  return new FewlabelError('cancelled', 'The import was cancelled; nothing was changed.')
}

function damaged(zip: string, name: string | null, found: string): FewlabelError {
  return new FewlabelError('source-damaged', `"${zip}" is damaged or no ZIP archive.`, {
    file: zip,
    ...(name !== null && { place: `"${name.slice(0, 300)}"` }),
    found: found.slice(0, 300),
    remedy: 'Copy or download the archive again.',
  })
}

function refused(zip: string, name: string, fault: string): FewlabelError {
  return new FewlabelError(
    'source-unsupported',
    `"${basename(zip)}" is not unpacked, because of one of its entries.`,
    {
      file: zip,
      place: `"${name.slice(0, 300)}"`,
      expected: 'files that are not encrypted, each with a name of its own within the archive',
      found: fault,
      remedy: 'Unpack it yourself and choose the folder.',
    },
  )
}

function tooLarge(zip: string, found: string, name?: string): FewlabelError {
  return new FewlabelError('source-unsupported', `"${basename(zip)}" would unpack to more than is allowed.`, {
    file: zip,
    ...(name !== undefined && { place: `"${name.slice(0, 300)}"` }),
    expected: 'an archive of ordinary size and compression',
    found,
    remedy: 'If you trust it, unpack it yourself and choose the folder.',
  })
}

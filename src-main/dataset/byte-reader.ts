import type { FileHandle } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { FewlabelError } from '../contract/errors.ts'
import { openRegular } from './regular-file.ts'

const chunkBytes = 256 * 1024

/**
 * Reads a file front to back in pieces of the caller's size, unpacking it when it is gzip
 * (told by its first two bytes, never by its name). Holds no more than a few chunks of 256 kB.
 */
export class ByteReader {
  readonly path: string
  readonly compressed: boolean
  /** Bytes there will be to read; null for a compressed file, which does not reliably say. */
  readonly size: number | null
  /** Bytes of the file as it lies there. */
  readonly fileSize: number
  /** Why the compressed data broke off; reads return what came before. Null while all is well. */
  damage: string | null = null
  readonly #stream: Readable
  readonly #chunks: AsyncIterator<Uint8Array>
  #chunk: Uint8Array = new Uint8Array(0)
  #at = 0

  private constructor(path: string, handle: FileHandle, compressed: boolean, size: number) {
    this.path = path
    this.compressed = compressed
    this.fileSize = size
    this.size = compressed ? null : size
    const file = handle.createReadStream({ start: 0, highWaterMark: chunkBytes })
    // Errors reach the reader through the stream's own iterator; the callback only keeps `pipeline` content.
    this.#stream = compressed ? pipeline(file, createGunzip({ chunkSize: chunkBytes }), () => {}) : file
    this.#chunks = this.#stream[Symbol.asyncIterator]()
  }

  /** @throws FewlabelError — `source-not-found`, `source-unsupported` for what is no file, `io-failed` */
  static async open(path: string): Promise<ByteReader> {
    try {
      const { handle, size } = await openRegular(path)
      try {
        const magic = new Uint8Array(2)
        await handle.read(magic, 0, 2, 0)
        return new ByteReader(path, handle, magic[0] === 0x1f && magic[1] === 0x8b, size)
      } catch (error) {
        await handle.close()
        throw error
      }
    } catch (error) {
      throw readFailure(path, error)
    }
  }

  /**
   * Fills `target` from where the last read ended and answers how many bytes were there: fewer than asked only
   * at the end of the data or where it is damaged (see {@link damage}).
   *
   * @throws FewlabelError — `io-failed`
   */
  async read(target: Uint8Array): Promise<number> {
    let filled = 0
    while (filled < target.length) {
      if (this.#at === this.#chunk.length && !(await this.#fetch())) break
      const take = Math.min(target.length - filled, this.#chunk.length - this.#at)
      target.set(this.#chunk.subarray(this.#at, this.#at + take), filled)
      this.#at += take
      filled += take
    }
    return filled
  }

  async close(): Promise<void> {
    this.#stream.destroy()
    await this.#chunks.return?.()
  }

  async #fetch(): Promise<boolean> {
    if (this.damage !== null) return false
    try {
      const next = await this.#chunks.next()
      if (next.done) return false
      this.#chunk = next.value
      this.#at = 0
      return true
    } catch (error) {
      // zlib's error codes begin with Z_; everything else is the disk's.
      if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw readFailure(this.path, error)
      this.damage = `the compressed data is damaged (${(error as Error).message})`
      return false
    }
  }
}

/** The first `limit` bytes of a file (unpacked when it is gzip), fewer if it is shorter. */
export async function readBeginning(path: string, limit: number): Promise<Uint8Array> {
  const reader = await ByteReader.open(path)
  try {
    const bytes = new Uint8Array(limit)
    return bytes.subarray(0, await reader.read(bytes))
  } finally {
    await reader.close()
  }
}

/** Turns what the file system threw into a typed error about `path`. */
export function readFailure(path: string, error: unknown): FewlabelError {
  if (error instanceof FewlabelError) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new FewlabelError(
      'source-not-found',
      `There is no file or folder "${path}".`,
      { file: path, remedy: 'Check the path.' },
      { cause: error },
    )
  }
  const denied = code === 'EACCES' || code === 'EPERM'
  return new FewlabelError(
    'io-failed',
    denied ? `"${path}" may not be read.` : `"${path}" could not be read.`,
    {
      file: path,
      found: message,
      remedy: denied
        ? 'Give yourself permission to read it.'
        : 'Check that the disk is connected and try again.',
    },
    { cause: error },
  )
}

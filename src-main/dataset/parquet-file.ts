import type { FileHandle } from 'node:fs/promises'
import { type FileMetaData, parquetMetadata } from 'hyparquet'
import { FewlabelError } from '../contract/errors.ts'
import { readFailure } from './byte-reader.ts'
import { openRegular } from './regular-file.ts'

/** Longest description of the columns at the end of the file. */
const footerLimit = 64 * 1024 * 1024
const magicBytes = 4

/** A Parquet file that is open, with what its end says about it. */
export class ParquetFile {
  readonly path: string
  readonly size: number
  readonly metadata: FileMetaData
  readonly #handle: FileHandle

  private constructor(path: string, handle: FileHandle, size: number, metadata: FileMetaData) {
    this.path = path
    this.#handle = handle
    this.size = size
    this.metadata = metadata
  }

  /** @throws FewlabelError — `source-not-found`, `source-unsupported`, `source-damaged`, `io-failed` */
  static async open(path: string): Promise<ParquetFile> {
    try {
      const { handle, size } = await openRegular(path)
      try {
        return new ParquetFile(path, handle, size, await readMetadata(path, handle, size))
      } catch (error) {
        await handle.close()
        throw error
      }
    } catch (error) {
      throw readFailure(path, error)
    }
  }

  /**
   * Some bytes of the file, fewer where it ends.
   *
   * @throws FewlabelError — `io-failed`
   */
  async read(start: number, length: number): Promise<Uint8Array> {
    try {
      return await readAt(this.#handle, start, Math.max(0, Math.min(length, this.size - start)))
    } catch (error) {
      throw readFailure(this.path, error)
    }
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}

async function readMetadata(path: string, handle: FileHandle, size: number): Promise<FileMetaData> {
  const end = await readAt(handle, Math.max(0, size - 8), Math.min(8, size))
  const magic = Buffer.from(end.subarray(-magicBytes)).toString('latin1')
  if (magic === 'PARE') {
    throw new FewlabelError('source-unsupported', `"${path}" is encrypted.`, {
      file: path,
      expected: 'a Parquet file that is not',
      found: 'an encrypted footer',
      remedy: 'Write it again without encryption.',
    })
  }
  const length = end.length === 8 ? new DataView(end.buffer, end.byteOffset).getUint32(0, true) : 0
  if (magic !== 'PAR1' || length + 12 > size) {
    throw new FewlabelError('source-damaged', `"${path}" is no whole Parquet file.`, {
      file: path,
      place: `byte ${Math.max(0, size - 8).toLocaleString('en-US')}`,
      expected: 'the description of its columns, and "PAR1" at its very end',
      found: magic === 'PAR1' ? `a description of ${length.toLocaleString('en-US')} bytes` : 'another end',
      remedy: 'Copy or download the file again.',
    })
  }
  if (length > footerLimit) {
    throw new FewlabelError(
      'source-unsupported',
      `The description of the columns of "${path}" is too long.`,
      {
        file: path,
        expected: `at most ${footerLimit.toLocaleString('en-US')} bytes`,
        found: length.toLocaleString('en-US'),
        remedy: 'Write it again with fewer columns or larger row groups.',
      },
    )
  }
  const footer = await readAt(handle, size - 8 - length, length + 8)
  try {
    return parquetMetadata(footer, { geoparquet: false })
  } catch (error) {
    throw new FewlabelError(
      'source-damaged',
      `The description of the columns of "${path}" is damaged.`,
      {
        file: path,
        place: `byte ${(size - 8 - length).toLocaleString('en-US')}`,
        found: wordsOf(error),
        remedy: 'Copy or download the file again.',
      },
      { cause: error },
    )
  }
}

/** What hyparquet says; where it only stumbled, that means nothing to anybody. */
export function wordsOf(error: unknown): string {
  if (error instanceof TypeError || error instanceof RangeError) return 'bytes that make no sense there'
  return (error as Error).message.replace(/^(parquet|thrift) /, '').slice(0, 200)
}

async function readAt(handle: FileHandle, start: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, start + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

import { FewlabelError } from '../contract/errors.ts'
import type { ByteReader } from './byte-reader.ts'

const chunkBytes = 64 * 1024

/**
 * The bytes of a file of text, in pieces, checked to be UTF-8 without NUL.
 *
 * @throws FewlabelError — `source-damaged` at the byte where they are not, or where packed data breaks off
 */
export async function* utf8Chunks(reader: ByteReader): AsyncGenerator<Uint8Array, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let done = 0; ; ) {
    const chunk = new Uint8Array(chunkBytes)
    const there = await reader.read(chunk)
    const nul = chunk.subarray(0, there).indexOf(0)
    if (nul >= 0) throw notText(reader.path, done, nul, chunk)
    try {
      decoder.decode(chunk.subarray(0, there), { stream: there > 0 })
    } catch (error) {
      throw new FewlabelError(
        'source-damaged',
        `"${reader.path}" is not text in UTF-8.`,
        {
          file: reader.path,
          place: `after byte ${done.toLocaleString('en-US')}`,
          expected: 'UTF-8',
          found: 'bytes of another encoding',
          remedy: 'Save it as UTF-8.',
        },
        { cause: error },
      )
    }
    done += there
    if (reader.damage !== null) {
      throw new FewlabelError('source-damaged', `"${reader.path}" is cut short.`, {
        file: reader.path,
        place: `byte ${done.toLocaleString('en-US')}`,
        found: reader.damage,
        remedy: 'Copy or download the file again.',
      })
    }
    if (there === 0) return
    yield chunk.subarray(0, there)
  }
}

function notText(path: string, done: number, nul: number, chunk: Uint8Array): FewlabelError {
  const wide = done === 0 && (isWide(chunk) || nul === 1 || (nul === 0 && chunk[1] !== 0))
  return new FewlabelError('source-damaged', `"${path}" is not text in UTF-8 throughout.`, {
    file: path,
    place: `byte ${(done + nul).toLocaleString('en-US')}`,
    expected: 'text in UTF-8',
    found: wide ? 'UTF-16 text' : 'a NUL byte',
    remedy: wide ? 'Save it as UTF-8.' : 'Copy or download the file again.',
  })
}

function isWide(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
}

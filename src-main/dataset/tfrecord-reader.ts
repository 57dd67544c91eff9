import { setImmediate } from 'node:timers/promises'
import { FewlabelError } from '../contract/errors.ts'
import { maskedCrc32c } from '../formats/crc32c.ts'
import { ByteReader } from './byte-reader.ts'

/** Longest record, in bytes. */
const recordLimit = 256 * 1024 * 1024
/** Bytes read before other work gets its turn. */
const sliceBytes = 4 * 1024 * 1024

/**
 * The records of a TFRecord file, one after another, each with its length and its data checked against their checksums.
 *
 * @throws FewlabelError — `source-damaged` with the record and the byte; `io-failed`
 */
export async function* tfRecords(path: string): AsyncGenerator<Uint8Array, void, void> {
  const reader = await ByteReader.open(path)
  let record = 0
  let at = 0
  let sinceBreak = 0

  function damaged(found: string): FewlabelError {
    return new FewlabelError('source-damaged', `"${path}" is damaged or no TFRecord file.`, {
      file: path,
      place: `record ${record.toLocaleString('en-US')}, byte ${at.toLocaleString('en-US')}`,
      found: reader.damage ?? found,
      remedy: 'Copy or download the file again.',
    })
  }

  try {
    for (;;) {
      record++
      const header = new Uint8Array(12)
      const there = await reader.read(header)
      if (there === 0 && reader.damage === null) return
      if (there < header.length) throw damaged('it is cut short')
      const view = new DataView(header.buffer)
      if (maskedCrc32c(header.subarray(0, 8)) !== view.getUint32(8, true)) {
        throw damaged('the checksum of a length does not fit it')
      }
      const length = Number(view.getBigUint64(0, true))
      if (length > recordLimit) throw damaged(`a record of ${length.toLocaleString('en-US')} bytes`)
      // What a file cannot hold is not waited for with memory.
      if (reader.size !== null && at + 12 + length + 4 > reader.size) throw damaged('it is cut short')
      const data = await exactly(reader, length)
      const checksum = await exactly(reader, 4)
      if (data === null || checksum === null) throw damaged('it is cut short')
      if (maskedCrc32c(data) !== new DataView(checksum.buffer).getUint32(0, true)) {
        throw damaged('the checksum of a record does not fit it')
      }
      at += 12 + length + 4
      yield data
      sinceBreak += length
      if (sinceBreak < sliceBytes) continue
      sinceBreak = 0
      await setImmediate()
    }
  } finally {
    await reader.close()
  }
}

/** Read in pieces, so that a length that is a lie takes no more memory than there are bytes. */
async function exactly(reader: ByteReader, length: number): Promise<Uint8Array | null> {
  const pieceBytes = 1024 * 1024
  if (length <= pieceBytes || reader.size !== null) {
    const bytes = new Uint8Array(length)
    return (await reader.read(bytes)) === length ? bytes : null
  }
  const pieces: Uint8Array[] = []
  for (let left = length; left > 0; ) {
    const piece = new Uint8Array(Math.min(left, pieceBytes))
    if ((await reader.read(piece)) < piece.length) return null
    pieces.push(piece)
    left -= piece.length
  }
  return new Uint8Array(Buffer.concat(pieces))
}

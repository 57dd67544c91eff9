import type { DataReader } from 'hyparquet'
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js'
import { readVarInt } from 'hyparquet/src/thrift.js'

/** Numbers written as differences. Sizes that no writer uses would let the decoder run in circles. */
export function readDeltas(reader: DataReader, count: number, isInt32: boolean): Int32Array | BigInt64Array {
  const ahead = { view: reader.view, offset: reader.offset }
  const block = readVarInt(ahead)
  const parts = readVarInt(ahead)
  if (!(block > 0 && block <= 1 << 20 && parts > 0 && parts <= 1024 && block % parts === 0)) {
    throw new Error('differences in blocks of an impossible size')
  }
  const output = isInt32 ? new Int32Array(count) : new BigInt64Array(count)
  deltaBinaryUnpack(reader, count, output)
  return output
}

/** Bytes behind their lengths. */
export function readLengthBytes(reader: DataReader, count: number): Uint8Array[] {
  const lengths = readDeltas(reader, count, true) as Int32Array
  return Array.from(lengths, (length) => take(reader, length))
}

/** Bytes that begin as the ones before them do. */
export function readPrefixBytes(reader: DataReader, count: number, limit: number): Uint8Array[] {
  const prefixes = readDeltas(reader, count, true) as Int32Array
  const lengths = readDeltas(reader, count, true) as Int32Array
  const values: Uint8Array[] = []
  let before = new Uint8Array(0)
  let total = 0
  for (let i = 0; i < count; i++) {
    const rest = take(reader, lengths[i])
    const prefix = prefixes[i]
    total += prefix + rest.length
    if (prefix < 0 || prefix > before.length || total > limit) {
      throw new Error('a value that begins as none before it')
    }
    const value = new Uint8Array(prefix + rest.length)
    value.set(before.subarray(0, prefix))
    value.set(rest, prefix)
    values.push(value)
    before = value
  }
  return values
}

function take(reader: DataReader, length: number): Uint8Array {
  const { view, offset } = reader
  if (length < 0 || offset + length > view.byteLength) throw new Error('a value that goes on after its page')
  reader.offset += length
  return new Uint8Array(view.buffer, view.byteOffset + offset, length)
}

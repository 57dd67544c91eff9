import { parseFloat16 } from 'hyparquet/src/convert.js'
import type { NpyType } from './npy-header.ts'

let halves: Float32Array | null = null

/** Items of an array as numbers; its bytes are turned around in place where they come big end first. */
export function numbersOf(bytes: Uint8Array, type: NpyType): ArrayLike<number | bigint> {
  if (type.isBigEndian) swap(bytes, type.bytes)
  // The buffer may begin anywhere in a larger one, where typed arrays cannot.
  const aligned = bytes.byteOffset % type.bytes === 0 ? bytes : bytes.slice()
  const { buffer, byteOffset } = aligned
  const count = bytes.length / type.bytes
  if (type.kind === 'f') {
    if (type.bytes === 2) return fromHalves(new Uint16Array(buffer, byteOffset, count))
    return type.bytes === 4
      ? new Float32Array(buffer, byteOffset, count)
      : new Float64Array(buffer, byteOffset, count)
  }
  const signed = type.kind === 'i'
  switch (type.bytes) {
    case 1:
      return signed ? new Int8Array(buffer, byteOffset, count) : aligned
    case 2:
      return signed ? new Int16Array(buffer, byteOffset, count) : new Uint16Array(buffer, byteOffset, count)
    case 4:
      return signed ? new Int32Array(buffer, byteOffset, count) : new Uint32Array(buffer, byteOffset, count)
    default:
      return signed
        ? new BigInt64Array(buffer, byteOffset, count)
        : new BigUint64Array(buffer, byteOffset, count)
  }
}

/** Items of an array as text: numbers as they are, texts without what fills them up. */
export function textsOf(bytes: Uint8Array, type: NpyType): string[] {
  if (type.kind === 'b') return Array.from(bytes, (flag) => (flag === 0 ? 'False' : 'True'))
  if (type.kind !== 'U' && type.kind !== 'S') return Array.from(numbersOf(bytes, type), String)
  const texts: string[] = []
  if (type.bytes === 0) return texts
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length; at += type.bytes) {
    let text = ''
    if (type.kind === 'S') text = Buffer.from(bytes.subarray(at, at + type.bytes)).toString('utf8')
    else {
      for (let i = at; i < at + type.bytes; i += 4) {
        const code = view.getUint32(i, !type.isBigEndian)
        text += code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
      }
    }
    texts.push(text.replace(/\0+$/, '').toWellFormed())
  }
  return texts
}

function fromHalves(bits: Uint16Array): Float32Array {
  halves ??= Float32Array.from(
    { length: 65_536 },
    (_, i) => parseFloat16(Uint8Array.of(i & 255, i >> 8)) ?? 0,
  )
  const numbers = new Float32Array(bits.length)
  for (let i = 0; i < bits.length; i++) numbers[i] = halves[bits[i]]
  return numbers
}

function swap(bytes: Uint8Array, width: number): void {
  for (let at = 0; at + width <= bytes.length; at += width) bytes.subarray(at, at + width).reverse()
}

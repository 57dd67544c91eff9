import { crc32, deflateSync } from 'node:zlib'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Chunk type and payload around a chunk: 4 bytes of length, 4 of type, 4 of checksum. */
const chunkOverhead = 12

/**
 * Encodes 8-bit gray or RGB pixels as PNG, synchronously: about 0.1 ms for a 28×28 model input.
 * Every row uses the filter "none": at this size a filter costs more than it saves.
 *
 * @param pixels [height · width · channels], row by row, channels last
 * @throws RangeError when the sizes do not fit each other
 * Source: PNG specification, third edition (W3C 2025), §5 and §11.
 */
export function encodePng(pixels: Uint8Array, width: number, height: number, channels: 1 | 3): Uint8Array {
  const stride = width * channels
  if (width < 1 || height < 1 || pixels.length !== stride * height) {
    throw new RangeError(`${pixels.length} bytes are not ${width}×${height} pixels of ${channels} channels`)
  }
  const rows = new Uint8Array((stride + 1) * height)
  for (let y = 0; y < height; y++) {
    rows.set(pixels.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1)
  }
  const packed = deflateSync(rows, { level: 6, windowBits: windowBitsFor(rows.length), memLevel: 4 })

  const png = new Uint8Array(signature.length + 13 + packed.length + 3 * chunkOverhead)
  png.set(signature)
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header[8] = 8
  header[9] = channels === 1 ? 0 : 2
  let at = writeChunk(png, signature.length, 'IHDR', header)
  at = writeChunk(png, at, 'IDAT', packed)
  writeChunk(png, at, 'IEND', new Uint8Array(0))
  return png
}

/** A window no larger than the data: setting up the full 32 kB is most of the cost of a tiny image. */
function windowBitsFor(length: number): number {
  return Math.min(15, Math.max(9, Math.ceil(Math.log2(length))))
}

function writeChunk(png: Uint8Array, at: number, type: string, payload: Uint8Array): number {
  const view = new DataView(png.buffer, at)
  view.setUint32(0, payload.length)
  for (let i = 0; i < 4; i++) png[at + 4 + i] = type.charCodeAt(i)
  png.set(payload, at + 8)
  view.setUint32(8 + payload.length, crc32(png.subarray(at + 4, at + 8 + payload.length)))
  return at + chunkOverhead + payload.length
}

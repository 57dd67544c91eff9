import { FewlabelError } from '../contract/errors.ts'
import { decodeRunLengths } from './bmp-run-lengths.ts'
import { bmpHeaderSizes } from './image-kind.ts'
import { pixelLimit } from './sample-source.ts'

/** Compression field of the bitmap header. */
const plain = 0
const runLength8 = 1
const runLength4 = 2
const bitFields = 3
const alphaBitFields = 6

interface Header {
  width: number
  height: number
  /** Rows run from the top of the image to its bottom; normally it is the other way round. */
  topDown: boolean
  bits: number
  compression: number
  /** Red, green, blue, alpha; 0 for a channel that is not there. */
  masks: [number, number, number, number]
  /** RGB triples. */
  palette: Uint8Array
  dataOffset: number
}

/**
 * Decodes a Windows or OS/2 bitmap: 1, 2, 4, 8, 16, 24, 32 bits, palettes, bit fields, RLE4 and RLE8, rows in either
 * direction, all header versions. Alpha is flattened on white. sharp reads no BMP.
 *
 * @returns RGB pixels [height · width · 3]
 * @throws FewlabelError — `source-damaged`, `source-unsupported`; their message is a clause without the file's name
 * Source: Microsoft Learn, "Bitmap Storage" and BITMAPINFOHEADER … BITMAPV5HEADER.
 */
export function decodeBmp(bytes: Uint8Array): { width: number; height: number; pixels: Uint8Array } {
  const header = parseHeader(bytes)
  const { width, height, bits } = header
  const pixels =
    header.compression === runLength8 || header.compression === runLength4
      ? fromIndices(decodeRunLengths(bytes.subarray(header.dataOffset), width, height, bits), header)
      : fromRows(bytes, header)
  if (!header.topDown) flip(pixels, height)
  return { width, height, pixels }
}

/** The size of a bitmap by its header, which is checked; throws as {@link decodeBmp}. */
export function bmpSize(bytes: Uint8Array): { width: number; height: number } {
  const { width, height } = parseHeader(bytes)
  return { width, height }
}

function parseHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 26) throw damaged('the file ends inside its header')
  const headerSize = view.getUint32(14, true)
  const core = headerSize === 12
  if (!bmpHeaderSizes.includes(headerSize)) {
    throw damaged(`its header announces an unknown length of ${headerSize} bytes`)
  }
  if (bytes.length < 14 + headerSize) throw damaged('the file ends inside its header')

  const width = core ? view.getUint16(18, true) : view.getInt32(18, true)
  const signedHeight = core ? view.getUint16(20, true) : view.getInt32(22, true)
  const height = Math.abs(signedHeight)
  const bits = view.getUint16(core ? 24 : 28, true)
  const compression = core ? plain : view.getUint32(30, true)
  if (width < 1 || height < 1) throw damaged(`it announces ${width} × ${signedHeight} pixels`)
  if (width * height > pixelLimit) throw unsupported(`it has ${width} × ${height} pixels, which is too large`)
  if (![1, 2, 4, 8, 16, 24, 32].includes(bits)) throw unsupported(`${bits} bits per pixel are not supported`)
  checkCompression(compression, bits)

  const hasFields = compression === bitFields || compression === alphaBitFields
  // In the 40-byte header the masks follow it; in larger ones they are part of it, at the same place.
  const maskCount = compression === alphaBitFields || headerSize >= 56 ? 4 : 3
  const masksEnd = hasFields ? Math.max(14 + headerSize, 54 + 4 * maskCount) : 14 + headerSize
  if (masksEnd > bytes.length) throw damaged('the file ends inside its header')
  const masks: Header['masks'] = bits === 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0xff0000, 0xff00, 0xff, 0]
  if (hasFields) {
    for (let i = 0; i < maskCount; i++) masks[i] = view.getUint32(54 + 4 * i, true)
  } else if (bits === 32 && headerSize >= 108) {
    masks[3] = view.getUint32(66, true)
  }

  const entryBytes = core ? 3 : 4
  const dataOffset = view.getUint32(10, true)
  const announced = core ? 0 : view.getUint32(46, true)
  const colours = bits > 8 ? 0 : announced === 0 || announced > 1 << bits ? 1 << bits : announced
  // A palette may be stored shorter than announced; the offset of the pixels then tells where it ends.
  const room = Math.max(0, Math.floor((Math.min(dataOffset, bytes.length) - masksEnd) / entryBytes))
  const palette = new Uint8Array(3 * (1 << Math.min(bits, 8)))
  for (let i = 0; i < Math.min(colours, room); i++) {
    const at = masksEnd + i * entryBytes
    palette.set([bytes[at + 2], bytes[at + 1], bytes[at]], 3 * i)
  }
  return { width, height, topDown: signedHeight < 0, bits, compression, masks, palette, dataOffset }
}

function checkCompression(compression: number, bits: number): void {
  const fits =
    compression === plain ||
    (compression === runLength8 && bits === 8) ||
    (compression === runLength4 && bits === 4) ||
    ((compression === bitFields || compression === alphaBitFields) && (bits === 16 || bits === 32))
  if (!fits) throw unsupported(`compression ${compression} with ${bits} bits per pixel is not supported`)
}

function fromRows(bytes: Uint8Array, header: Header): Uint8Array {
  const { width, height, bits, dataOffset } = header
  const stride = Math.ceil((width * bits) / 32) * 4
  // Some writers leave out the padding after the very last row.
  const needed = dataOffset + stride * (height - 1) + Math.ceil((width * bits) / 8)
  if (bytes.length < needed) {
    throw damaged(`it is cut short: ${bytes.length} of at least ${needed} bytes are there`)
  }
  if (bits === 16 || bits === 32) return fromFields(bytes, header, stride)
  if (bits === 24) return fromTriples(bytes, header, stride)

  const indices = new Uint8Array(width * height)
  const mask = (1 << bits) - 1
  for (let y = 0; y < height; y++) {
    const row = dataOffset + y * stride
    for (let x = 0; x < width; x++) {
      const bit = x * bits
      indices[y * width + x] = (bytes[row + (bit >> 3)] >> (8 - bits - (bit & 7))) & mask
    }
  }
  return fromIndices(indices, header)
}

function fromIndices(indices: Uint8Array, { palette }: Header): Uint8Array {
  const pixels = new Uint8Array(indices.length * 3)
  for (let i = 0; i < indices.length; i++) {
    const colour = indices[i] * 3
    pixels[i * 3] = palette[colour]
    pixels[i * 3 + 1] = palette[colour + 1]
    pixels[i * 3 + 2] = palette[colour + 2]
  }
  return pixels
}

function fromTriples(bytes: Uint8Array, { width, height, dataOffset }: Header, stride: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 3)
  let out = 0
  for (let y = 0; y < height; y++) {
    let at = dataOffset + y * stride
    for (let x = 0; x < width; x++, at += 3) {
      pixels[out++] = bytes[at + 2]
      pixels[out++] = bytes[at + 1]
      pixels[out++] = bytes[at]
    }
  }
  return pixels
}

function fromFields(bytes: Uint8Array, header: Header, stride: number): Uint8Array {
  const { width, height, bits, masks, dataOffset } = header
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const extract = masks.map(fieldReader)
  const values = new Uint8Array(width * height * 4)
  let opaque = masks[3] === 0
  let seen = false
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = dataOffset + y * stride + x * (bits >> 3)
      const value = bits === 16 ? view.getUint16(at, true) : view.getUint32(at, true)
      const out = (y * width + x) * 4
      for (let c = 0; c < 4; c++) values[out + c] = extract[c](value)
      seen ||= values[out + 3] > 0
    }
  }
  // An alpha channel that is zero everywhere was never filled in: many writers leave it so.
  opaque ||= !seen
  const pixels = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) {
    const alpha = opaque ? 1 : values[i * 4 + 3] / 255
    for (let c = 0; c < 3; c++) pixels[i * 3 + c] = Math.round(255 + (values[i * 4 + c] - 255) * alpha)
  }
  return pixels
}

/** Reads the field under a mask and stretches it to 0 … 255. */
function fieldReader(mask: number): (value: number) => number {
  if (mask === 0) return () => 0
  const shift = 31 - Math.clz32(mask & -mask)
  const largest = mask >>> shift
  return (value) => Math.round((((value & mask) >>> shift) * 255) / largest)
}

/** Turns the order of the rows around, in place: a second copy of a large image would be too much. */
function flip(pixels: Uint8Array, height: number): void {
  const stride = pixels.length / height
  const kept = new Uint8Array(stride)
  for (let y = 0; y < height >> 1; y++) {
    const above = y * stride
    const below = (height - 1 - y) * stride
    kept.set(pixels.subarray(above, above + stride))
    pixels.copyWithin(above, below, below + stride)
    pixels.set(kept, below)
  }
}

function damaged(reason: string): FewlabelError {
  return new FewlabelError('source-damaged', reason)
}

function unsupported(reason: string): FewlabelError {
  return new FewlabelError('source-unsupported', reason)
}

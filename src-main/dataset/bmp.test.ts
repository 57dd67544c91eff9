import { describe, expect, it } from 'vitest'
import { decodeBmp } from './bmp.ts'
import { failureOf } from './test-support.ts'

interface Bitmap {
  width: number
  height: number
  bits: number
  data: number[]
  compression?: number
  palette?: number[]
  masks?: number[]
  headerSize?: number
  /** Unused bytes before the pixels. */
  gap?: number
}

/** Puts a BMP file together; rows in `data` are padded by the caller. */
function bitmap({
  width,
  height,
  bits,
  data,
  compression = 0,
  palette = [],
  masks = [],
  ...rest
}: Bitmap): Buffer {
  const { headerSize = 40, gap = 0 } = rest
  const header = Buffer.alloc(14 + headerSize)
  header.write('BM')
  header.writeUInt32LE(headerSize, 14)
  if (headerSize === 12) {
    header.writeUInt16LE(width, 18)
    header.writeUInt16LE(height, 20)
    header.writeUInt16LE(bits, 24)
  } else {
    header.writeInt32LE(width, 18)
    header.writeInt32LE(height, 22)
    header.writeUInt16LE(bits, 28)
    header.writeUInt32LE(compression, 30)
    header.writeUInt32LE(bits <= 8 ? palette.length / 4 : 0, 46)
  }
  const fields = Buffer.alloc(masks.length * 4)
  for (const [index, mask] of masks.entries()) fields.writeUInt32LE(mask, index * 4)
  const inside = headerSize >= 56
  if (inside) fields.copy(header, 54)
  const parts = [header, ...(inside ? [] : [fields]), Buffer.from(palette), Buffer.alloc(gap)]
  header.writeUInt32LE(Buffer.concat(parts).length, 10)
  return Buffer.concat([...parts, Buffer.from(data)])
}

function rgb(bytes: Uint8Array): number[][] {
  const { pixels } = decodeBmp(bytes)
  return Array.from({ length: pixels.length / 3 }, (_, index) => [
    ...pixels.subarray(index * 3, index * 3 + 3),
  ])
}

const red = [255, 0, 0]
const green = [0, 255, 0]
const blue = [0, 0, 255]
const white = [255, 255, 255]
const black = [0, 0, 0]
/** Black, red, green, blue as BGR0. */
const palette = [0, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0]

describe('decodeBmp', () => {
  it('reads 24 bits, bottom row first, rows padded to four bytes', () => {
    const data = [0, 0, 255, 0, 255, 0, 0, 0, 255, 0, 0, 255, 255, 255, 0, 0]
    expect(rgb(bitmap({ width: 2, height: 2, bits: 24, data }))).toEqual([blue, white, red, green])
    expect(rgb(bitmap({ width: 2, height: -2, bits: 24, data }))).toEqual([red, green, blue, white])
  })

  it('goes by the offset of the pixels, not by the end of the header', () => {
    const data = [0, 0, 255, 0]
    expect(rgb(bitmap({ width: 1, height: 1, bits: 24, data, gap: 10 }))).toEqual([red])
  })

  it('does without the padding of the last row', () => {
    expect(rgb(bitmap({ width: 1, height: 1, bits: 24, data: [0, 0, 255] }))).toEqual([red])
  })

  it.each([
    [1, [0b01100000, 0, 0, 0], [black, red, red]],
    [2, [0b00_01_10_11, 0, 0, 0], [black, red, green]],
    [4, [0x12, 0x30, 0, 0], [red, green, blue]],
    [8, [3, 2, 1, 0], [blue, green, red]],
  ])('reads %i bits with a palette, at an odd width', (bits, data, expected) => {
    const colours = palette.slice(0, 4 * 2 ** Math.min(bits, 2))
    const twoRows = { width: 3, height: 2, bits, data: [...data, ...data], palette: colours }
    expect(rgb(bitmap(twoRows))).toEqual([...expected, ...expected])
  })

  it('reads OS/2 bitmaps with their three-byte palette', () => {
    const data = [0b01000000, 0, 0, 0]
    const os2 = { width: 2, height: 1, bits: 1, data, headerSize: 12, palette: [0, 0, 0, 0, 255, 0] }
    expect(rgb(bitmap(os2))).toEqual([black, green])
  })

  it('takes colours beyond a short palette for black', () => {
    const short = { width: 2, height: 1, bits: 8, data: [1, 200, 0, 0], palette: palette.slice(0, 8) }
    expect(rgb(bitmap(short))).toEqual([red, black])
  })

  it('reads 16 bits as 5-5-5 and by bit fields', () => {
    const data = [0x00, 0x7c, 0x1f, 0x00]
    expect(rgb(bitmap({ width: 2, height: 1, bits: 16, data }))).toEqual([red, blue])
    const fields = { compression: 3, masks: [0xf800, 0x07e0, 0x001f] }
    expect(rgb(bitmap({ width: 2, height: 1, bits: 16, data: [0, 0xf8, 0xe0, 7], ...fields }))).toEqual([
      red,
      green,
    ])
  })

  it('reads 32 bits; the fourth byte is alpha only if a mask says so', () => {
    const data = [0, 0, 255, 0, 0, 255, 0, 128]
    expect(rgb(bitmap({ width: 2, height: 1, bits: 32, data }))).toEqual([red, green])
    const alpha = { headerSize: 108, compression: 3, masks: [0xff0000, 0xff00, 0xff, 0xff000000] }
    expect(rgb(bitmap({ width: 2, height: 1, bits: 32, data, ...alpha }))).toEqual([white, [127, 255, 127]])
    const unused = { ...alpha, data: [0, 0, 255, 0, 0, 255, 0, 0] }
    expect(rgb(bitmap({ width: 2, height: 1, bits: 32, ...unused }))).toEqual([red, green])
  })

  it('unpacks run lengths of 8 bits: runs, literals, line ends, jumps', () => {
    const data = [3, 1, 0, 0, 0, 3, 2, 3, 1, 0, 0, 2, 1, 0, 1, 2, 0, 1]
    // Rows from the bottom: three red; literal green, blue, red (padded); a jump of one, then green.
    expect(rgb(bitmap({ width: 3, height: 2, bits: 8, compression: 1, palette, data }))).toEqual([
      green,
      blue,
      red,
      red,
      red,
      red,
    ])
    const jump = [0, 2, 1, 1, 2, 3, 0, 1]
    expect(rgb(bitmap({ width: 3, height: 2, bits: 8, compression: 1, palette, data: jump }))).toEqual([
      black,
      blue,
      blue,
      black,
      black,
      black,
    ])
  })

  it('unpacks run lengths of 4 bits, and drops what runs over the edge', () => {
    const data = [9, 0x12, 0, 0, 0, 3, 0x32, 0x10, 0, 1]
    expect(rgb(bitmap({ width: 4, height: 2, bits: 4, compression: 2, palette, data }))).toEqual([
      blue,
      green,
      red,
      black,
      red,
      green,
      red,
      green,
    ])
  })

  const decode = async (bytes: Uint8Array) => decodeBmp(bytes)

  it.each([
    [
      'a cut header',
      bitmap({ width: 1, height: 1, bits: 24, data: [] }).subarray(0, 30),
      'inside its header',
    ],
    ['cut pixels', bitmap({ width: 9, height: 9, bits: 24, data: [1, 2, 3] }), 'cut short'],
    [
      'cut runs',
      bitmap({ width: 9, height: 9, bits: 8, compression: 1, palette, data: [9, 1] }),
      'cut short',
    ],
    ['no pixels', bitmap({ width: 0, height: 5, bits: 24, data: [] }), '0 × 5'],
    [
      'an unknown header',
      bitmap({ width: 1, height: 1, bits: 24, data: [], headerSize: 41 }),
      'unknown length',
    ],
    [
      'missing masks',
      bitmap({ width: 1, height: 1, bits: 16, data: [], compression: 3 }),
      'inside its header',
    ],
  ])('finds damage: %s', async (_, bytes, message) => {
    const failure = await failureOf(decode(bytes))
    expect(failure.code).toBe('source-damaged')
    expect(failure.message).toContain(message)
  })

  it.each([
    [
      'too many pixels',
      bitmap({ width: 20_000, height: 20_000, bits: 8, compression: 1, data: [] }),
      'too large',
    ],
    ['a JPEG inside', bitmap({ width: 1, height: 1, bits: 24, compression: 4, data: [] }), 'compression 4'],
    ['odd depths', bitmap({ width: 1, height: 1, bits: 7, data: [] }), '7 bits'],
  ])('says what it does not support: %s', async (_, bytes, message) => {
    const failure = await failureOf(decode(bytes))
    expect(failure.code).toBe('source-unsupported')
    expect(failure.message).toContain(message)
  })
})

import { crc32 } from 'node:zlib'

/*
 * Images that claim to be what they are not: made from sound ones by changing their headers.
 */

/** A PNG with another header: size, bit depth, colour type. */
export function claimingPng(
  png: Buffer,
  width: number,
  height: number,
  bitDepth = png[24],
  colourType = png[25],
): Buffer {
  const claim = Buffer.from(png)
  claim.writeUInt32BE(width, 16)
  claim.writeUInt32BE(height, 20)
  claim[24] = bitDepth
  claim[25] = colourType
  claim.writeUInt32BE(crc32(claim.subarray(12, 29)), 29)
  return claim
}

/** A JPEG whose frame header (SOF0 or SOF2) announces another size. */
export function claimingJpeg(jpeg: Buffer, width: number, height: number): Buffer {
  const claim = Buffer.from(jpeg)
  for (let at = 2; at < claim.length; at += 2 + claim.readUInt16BE(at + 2)) {
    if (claim[at + 1] !== 0xc0 && claim[at + 1] !== 0xc2) continue
    claim.writeUInt16BE(height, at + 5)
    claim.writeUInt16BE(width, at + 7)
    return claim
  }
  throw new Error('no frame header')
}

/** A lossless WebP of 16,383 × 16,383 pixels, the most there can be, in its header alone. */
export function claimingWebp(): Buffer {
  const file = Buffer.alloc(64)
  file.write('RIFF')
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WEBPVP8L', 8)
  file.writeUInt32LE(file.length - 20, 16)
  file[20] = 0x2f
  file.writeUInt32LE(16_382 | (16_382 << 14), 21)
  return file
}

/** A GIF of one frame of the announced size, its pixels left out. */
export function claimingGif(width: number, height: number): Buffer {
  const screen = Buffer.alloc(13)
  screen.write('GIF89a')
  screen.writeUInt16LE(width, 6)
  screen.writeUInt16LE(height, 8)
  screen[10] = 0x80
  return Buffer.concat([screen, Buffer.alloc(6, 0xff), gifFrame(width, height), Buffer.of(0x3b)])
}

/** A GIF of very many frames of one pixel. */
export function endlessGif(frames: number): Buffer {
  const [screen, end] = [claimingGif(1, 1).subarray(0, 19), Buffer.of(0x3b)]
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => gifFrame(1, 1)), end])
}

function gifFrame(width: number, height: number): Buffer {
  // Image descriptor, then one code for clear, one pixel, end.
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 0x44, 1, 0])
  frame.writeUInt16LE(width, 5)
  frame.writeUInt16LE(height, 7)
  return frame
}

/** An uncompressed TIFF of one channel with one strip of the data given; `next` is where it says the next page is. */
export function tiff(
  width: number,
  height: number,
  { bits = 8, sampleFormat = 1, data = Buffer.alloc(4), next = 0 } = {},
): Buffer {
  const tags = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, bits],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 8],
    [277, 3, 1],
    [278, 4, height],
    [279, 4, data.length],
    [339, 3, sampleFormat],
  ]
  const directory = 8 + data.length
  const file = Buffer.alloc(directory + 2 + tags.length * 12 + 4)
  file.write('II*\0')
  file.writeUInt32LE(directory, 4)
  data.copy(file, 8)
  file.writeUInt16LE(tags.length, directory)
  for (const [index, [tag, type, value]] of tags.entries()) {
    const at = directory + 2 + index * 12
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(type, at + 2)
    file.writeUInt32LE(1, at + 4)
    file.writeUInt32LE(value, at + 8)
  }
  file.writeUInt32LE(next, file.length - 4)
  return file
}

/** A bitmap of 24 bits in its header alone. */
export function claimingBmp(width: number, height: number): Buffer {
  const file = Buffer.alloc(60)
  file.write('BM')
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  return file
}

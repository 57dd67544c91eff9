import type { ExportPicture } from './export-writer.ts'
import { openOriginal } from './open-original.ts'

/** What an image file says of itself. */
export interface PictureFacts {
  /** As TensorFlow and MIME types name it: `png`, `jpeg`, … */
  format: 'png' | 'jpeg' | 'gif' | 'bmp' | 'webp' | 'tiff'
  /** Of the pixels as they are stored, whatever a note of orientation says. */
  width: number
  height: number
}

/** Enough for every kind but a JPEG or TIFF that puts much else first. */
const beginning = 64 * 1024

/** What an image is and how large, from its first bytes; null where they do not say. */
export function pictureFacts(bytes: Uint8Array): PictureFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return readFacts(bytes, view)
  } catch (error) {
    // Reading beyond the end: it is cut short.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The same of a file, of which only the beginning is read where that says it. */
export async function pictureFactsOfFile(path: string): Promise<PictureFacts | null> {
  const file = await openOriginal(path)
  try {
    const bytes = new Uint8Array(beginning)
    const { bytesRead } = await file.read(bytes, 0, beginning, 0)
    const facts = pictureFacts(bytes.subarray(0, bytesRead))
    if (facts !== null || bytesRead < beginning) return facts
    return pictureFacts(await file.readFile())
  } finally {
    await file.close()
  }
}

/** The same of a picture on its way into an export. */
export async function factsOf(picture: ExportPicture): Promise<PictureFacts | null> {
  return 'bytes' in picture ? pictureFacts(picture.bytes) : pictureFactsOfFile(picture.path)
}

function readFacts(bytes: Uint8Array, view: DataView): PictureFacts | null {
  const start = String.fromCharCode(...bytes.subarray(0, 16))
  if (start.startsWith('\x89PNG\r\n\x1a\n'))
    return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) }
  if (start.startsWith('GIF8'))
    return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  if (start.startsWith('\xff\xd8\xff')) return jpegFacts(view)
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return webpFacts(start.slice(12, 16), view)
  if (start.startsWith('II') || start.startsWith('MM')) return tiffFacts(view, start[0] === 'I')
  if (start.startsWith('BM')) return bmpFacts(view)
  return null
}

function bmpFacts(view: DataView): PictureFacts {
  // The oldest header has sizes of two bytes; a negative height says that rows go from top to bottom.
  if (view.getUint32(14, true) === 12)
    return { format: 'bmp', width: view.getUint16(18, true), height: view.getUint16(20, true) }
  return { format: 'bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
}

/** From marker to marker up to the frame header, SOF0 to SOF15. */
function jpegFacts(view: DataView): PictureFacts | null {
  let at = 2
  for (;;) {
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at++
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { format: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
    at += standsAlone ? 2 : 2 + view.getUint16(at + 2)
  }
}

function webpFacts(chunk: string, view: DataView): PictureFacts | null {
  if (chunk === 'VP8 ') {
    const width = view.getUint16(26, true) & 0x3fff
    return { format: 'webp', width, height: view.getUint16(28, true) & 0x3fff }
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { format: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (chunk === 'VP8X') {
    const threeBytes = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16)
    return { format: 'webp', width: threeBytes(24) + 1, height: threeBytes(27) + 1 }
  }
  return null
}

const tiffWidth = 256
const tiffHeight = 257
const shortType = 3

/** Of the first directory; BigTIFF is not looked into. */
function tiffFacts(view: DataView, little: boolean): PictureFacts | null {
  if (view.getUint16(2, little) !== 42) return null
  const directory = view.getUint32(4, little)
  const sizes = new Map<number, number>()
  for (let entry = 0; entry < view.getUint16(directory, little); entry++) {
    const at = directory + 2 + entry * 12
    const isShort = view.getUint16(at + 2, little) === shortType
    const value = isShort ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little)
    sizes.set(view.getUint16(at, little), value)
  }
  const width = sizes.get(tiffWidth)
  const height = sizes.get(tiffHeight)
  return width === undefined || height === undefined ? null : { format: 'tiff', width, height }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pictureFacts, pictureFactsOfFile } from './picture-size.ts'

/** First bytes of pictures of 37 × 19 pixels, as libvips writes them. */
const beginnings: [string, string, string][] = [
  ['PNG', 'png', 'iVBORw0KGgoAAAANSUhEUgAAACUAAAATCAIAAACY31Pk'],
  ['GIF', 'gif', 'R0lGODlhJQATAIAAAA=='],
  [
    'TIFF',
    'tiff',
    'SUkqADgAAAB4nBMyCWOgIxAatY56QGg0MKkHhEYDk3pAaDQwqQeERgOTekBoNDAZqAYALkMLlQAQAAABAwABAAAAJQAAAAEBAwABAAAAEwAAAAIBAwADAAAADgEAAAMBAwABAAAACAAAAAYBAwABAAAAAgAAABEBBAABAAAACAAAABIBAwABAAAAAQAAABUBAwABAAAAAwAAABYBAwABAAAAAAEAABcBBAABAAAALwAAABoBBQABAAAA/gAAABsBBQABAAAABgEAABwBAwABAAAAAQAAACgBAwABAAAAAgAAAD0BAwABAAAAAgAAAFMBAwADAAAAFAEAAAAAAAA=',
  ],
  ['WebP', 'webp', 'UklGRkIAAABXRUJQVlA4IDYAAAAwAwCdASolABMAPm0='],
  ['WebP without loss', 'webp', 'UklGRh4AAABXRUJQVlA4TBEAAAAvJIAEAAdQmkrUqv8='],
  ['WebP with transparency', 'webp', 'UklGRmYAAABXRUJQVlA4WAoAAAAQAAAAJAAAEgAAQUw='],
]

const found = { width: 37, height: 19 }

/** A JPEG up to its frame header, with other segments before it. */
function jpeg(...segments: Buffer[]): Buffer {
  const frame = Buffer.from([0xff, 0xc2, 0, 11, 8, 0, 19, 0, 37, 1, 1, 0x11, 0])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, frame])
}

/** A segment of notes, as colour profiles and EXIF are. */
function segment(marker: number, length: number): Buffer {
  const bytes = Buffer.alloc(length, 0xff)
  bytes.set([0xff, marker])
  bytes.writeUInt16BE(length - 2, 2)
  return bytes
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-size-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the size of a picture', () => {
  it.each(beginnings)('is read of %s', (_, format, base64) => {
    expect(pictureFacts(Buffer.from(base64, 'base64'))).toEqual({ format, ...found })
  })

  it('is read of a JPEG behind whatever stands before its frame', () => {
    const fill = Buffer.from([0xff, 0xff])
    const restart = Buffer.from([0xff, 0xd0])
    expect(pictureFacts(jpeg(segment(0xe0, 18)))).toEqual({ format: 'jpeg', ...found })
    expect(pictureFacts(jpeg(segment(0xe1, 200), fill, segment(0xc4, 40), restart))).toMatchObject(found)
  })

  it('is read of bitmaps, also of those from top to bottom', () => {
    const bytes = Buffer.alloc(54)
    bytes.write('BM', 'latin1')
    bytes.writeUInt32LE(40, 14)
    bytes.writeInt32LE(37, 18)
    bytes.writeInt32LE(-19, 22)
    expect(pictureFacts(bytes)).toEqual({ format: 'bmp', ...found })
  })

  it('is found far behind in a file', async () => {
    const file = join(folder, 'far.jpg')
    await writeFile(file, jpeg(segment(0xe2, 60_000), segment(0xe2, 60_000)))
    expect(await pictureFactsOfFile(file)).toEqual({ format: 'jpeg', ...found })
  })

  it('is unknown where nothing says it', () => {
    expect(pictureFacts(Buffer.from('just some text, long enough'))).toBeNull()
    expect(pictureFacts(new Uint8Array(0))).toBeNull()
    const png = Buffer.from(beginnings[0][2], 'base64')
    for (let length = 0; length < 24; length++) expect(pictureFacts(png.subarray(0, length))).toBeNull()
    const photo = jpeg(segment(0xe1, 90))
    for (let length = 0; length < 100; length++) expect(pictureFacts(photo.subarray(0, length))).toBeNull()
  })
})

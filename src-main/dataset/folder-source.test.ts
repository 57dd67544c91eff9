import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { embeddedOriginalLimit } from '../contract/data.ts'
import { startNodeProgram } from '../process/start-node-program.ts'
import { openFolder } from './folder-source.ts'
import { collect, failureOf, noise, requestFor, temporaryFolder } from './test-support.ts'

const inFolder = temporaryFolder()
let folders = 0

function folderOf(files: Record<string, Uint8Array | string>): string {
  const root = inFolder(String(folders++))
  mkdirSync(root)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

function picture(width: number, height: number, seed = 1) {
  return sharp(noise(width * height * 3, seed), { raw: { width, height, channels: 3 } })
}

const recipe = { colour: 'rgb', side: 8, fit: 'pad' }

async function read(files: Record<string, Uint8Array | string>, options: Record<string, unknown> = {}) {
  return collect(await openFolder(requestFor(folderOf(files), { recipe, ...options }), startNodeProgram))
}

/** A TIFF of one pixel, a 32-bit floating-point number. */
function floatTiff(): Buffer {
  const tags = [
    [256, 3, 1],
    [257, 3, 1],
    [258, 3, 32],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 8],
    [277, 3, 1],
    [278, 3, 1],
    [279, 4, 4],
    [339, 3, 3],
  ]
  const file = Buffer.alloc(12 + 2 + tags.length * 12 + 4)
  file.write('II*\0')
  file.writeUInt32LE(12, 4)
  file.writeFloatLE(0.5, 8)
  file.writeUInt16LE(tags.length, 12)
  for (const [index, [tag, type, value]] of tags.entries()) {
    const at = 14 + index * 12
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(type, at + 2)
    file.writeUInt32LE(1, at + 4)
    file.writeUInt32LE(value, at + 8)
  }
  return file
}

/** A PNG that claims another size than it has. */
function resizedHeader(png: Buffer, width: number, height: number): Buffer {
  const claim = Buffer.from(png)
  claim.writeUInt32BE(width, 16)
  claim.writeUInt32BE(height, 20)
  claim.writeUInt32BE(crc32(claim.subarray(12, 29)), 29)
  return claim
}

describe('openFolder', () => {
  it('reads every format, sub-folders included, in natural order', async () => {
    const image = picture(30, 20)
    const root = folderOf({
      'x/b10.png': await image.clone().png().toBuffer(),
      'x/b9.jpg': await image.clone().jpeg().toBuffer(),
      'a.webp': await image.clone().webp().toBuffer(),
      'y/c.tiff': await image.clone().tiff().toBuffer(),
      'y/d.gif': await image.clone().gif().toBuffer(),
      'notes.txt': 'not an image, and not named like one',
    })
    const source = await openFolder(requestFor(root, { recipe, foldersAreClasses: true }), startNodeProgram)
    expect(source).toMatchObject({
      format: 'folder',
      total: 5,
      shape: { kind: 'image', side: 8, channels: 3 },
    })
    const { samples, problems } = await collect(source)
    expect(problems).toEqual([])
    expect(samples.map(({ externalId, truth }) => [externalId, truth])).toEqual([
      ['a.webp', null],
      ['x/b9.jpg', 'x'],
      ['x/b10.png', 'x'],
      ['y/c.tiff', 'y'],
      ['y/d.gif', 'y'],
    ])
    for (const sample of samples) {
      const path = join(root, sample.externalId)
      expect(sample.sourcePath).toBe(path)
      expect(sample.input).toHaveLength(8 * 8 * 3)
      const bytes = readFileSync(path)
      expect(Buffer.from(sample.contentHash)).toEqual(createHash('sha256').update(bytes).digest())
      expect(Buffer.from(sample.original?.bytes ?? [])).toEqual(bytes)
    }
    expect(
      (await collect(await openFolder(requestFor(root, { recipe }), startNodeProgram))).samples[1].truth,
    ).toBeNull()
  })

  it('leaves small originals to be shown as they are, unless browsers cannot', async () => {
    const { samples } = await read({
      'a.png': await picture(96, 50).png().toBuffer(),
      'b.tif': await picture(96, 50).tiff({ compression: 'lzw' }).toBuffer(),
      'c.png': await picture(200, 50).png().toBuffer(),
    })
    expect(samples.map(({ thumbnail }) => thumbnail?.mediaType ?? null)).toEqual([
      null,
      'image/webp',
      'image/webp',
    ])
    expect(samples[2].thumbnail).toMatchObject({ width: 96, height: 24 })
    const { format, width, height } = await sharp(samples[2].thumbnail?.bytes).metadata()
    expect([format, width, height]).toEqual(['webp', 96, 24])
  })

  it('only refers to large originals', async () => {
    const bytes = await picture(300, 200).png({ compressionLevel: 0 }).toBuffer()
    expect(bytes.length).toBeGreaterThan(embeddedOriginalLimit)
    const { samples } = await read({ 'large.png': bytes })
    expect(samples[0].original).toBeNull()
    expect(samples[0].thumbnail).not.toBeNull()
  })

  it('copies an image that is already right, in gray and in colour', async () => {
    const gray = noise(64)
    const files = {
      'gray.png': await sharp(gray, { raw: { width: 8, height: 8, channels: 1 } })
        .toColourspace('b-w')
        .png()
        .toBuffer(),
    }
    const inGray = await read(files, { recipe: { ...recipe, colour: 'grayscale' } })
    expect(inGray.samples[0].input).toEqual(gray)
    const colour = await read({ 'colour.png': await picture(8, 8).png().toBuffer() })
    expect(colour.samples[0].input).toEqual(noise(192))
  })

  it('applies orientation, turns transparency white, scales 16 bits', async () => {
    const half = new Uint8Array(8 * 8 * 3)
    half.fill(255, 0, 96) // the upper half is white
    const upright = sharp(half, { raw: { width: 8, height: 8, channels: 3 } })
    const wide = Uint16Array.from({ length: 64 }, (_, index) => index * 1040)
    const { samples } = await read({
      'a.png': await upright.clone().png().withMetadata({ orientation: 6 }).toBuffer(),
      'b.png': await sharp({ create: { width: 8, height: 8, channels: 4, background: '#f000' } })
        .png()
        .toBuffer(),
      'c.png': await sharp(wide, { raw: { width: 8, height: 8, channels: 1 } })
        .toColourspace('grey16')
        .png()
        .toBuffer(),
    })
    const [turned, clear, deep] = samples.map(({ input }) => input)
    // Orientation 6 turns clockwise: what was above is right.
    expect([...turned.subarray(0, 24)]).toEqual([...Array(12).fill(0), ...Array(12).fill(255)])
    expect(new Set(clear)).toEqual(new Set([255]))
    expect(deep[0]).toBe(0)
    expect(deep[deep.length - 1]).toBe(255)
    expect(Math.abs(deep[96] - 130)).toBeLessThan(3)
  })

  it('reads the first frame of an animation, with a thumbnail that stands still', async () => {
    const frames = Buffer.concat([Buffer.alloc(300, 255), Buffer.alloc(300, 0)])
    const gif = await sharp(frames, { raw: { width: 10, height: 20, channels: 3, pageHeight: 10 } })
      .gif()
      .toBuffer()
    const { samples } = await read({ 'a.gif': gif })
    expect(new Set(samples[0].input)).toEqual(new Set([255]))
    expect(samples[0].thumbnail).toMatchObject({ mediaType: 'image/webp', width: 10, height: 10 })
  })

  it('lists what fails by name and reason, and goes on', async () => {
    const png = await picture(40, 40).png().toBuffer()
    const jpeg = await picture(40, 40).jpeg().toBuffer()
    const bmp = Buffer.alloc(60)
    bmp.write('BM')
    bmp.writeUInt32LE(40, 14)
    bmp.writeInt32LE(5, 18)
    bmp.writeInt32LE(5, 22)
    bmp.writeUInt16LE(24, 28)
    const { samples, problems } = await read({
      '1-good.png': png,
      '2-text.png': 'a text file named .png',
      '3-cut.png': png.subarray(0, png.length / 2),
      '4-cut.jpg': jpeg.subarray(0, jpeg.length / 2),
      '5-empty.gif': '',
      '6-cut.bmp': bmp,
      '7-float.tif': floatTiff(),
      '8-bomb.png': resizedHeader(png, 100_000, 100_000),
      '9-svg.png': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      'a-other.heic': 'whatever',
      'b-unnamed': png,
      'c-good.jpg': png,
    })
    expect(samples.map(({ externalId }) => externalId)).toEqual(['1-good.png', 'c-good.jpg'])
    // A PNG named .jpg is what it is.
    expect(samples[1].original?.mediaType).toBe('image/png')
    const reasons = new Map(problems.map(({ file, reason }) => [file, reason]))
    expect(reasons.get('2-text.png')).toContain('named like an image')
    expect(reasons.get('3-cut.png')).toBe('the PNG image is damaged or cut short')
    expect(reasons.get('4-cut.jpg')).toBe('the JPEG image is damaged or cut short')
    expect(reasons.get('5-empty.gif')).toBe('the file is empty')
    expect(reasons.get('6-cut.bmp')).toContain('cut short')
    expect(reasons.get('7-float.tif')).toContain('float numbers')
    expect(reasons.get('8-bomb.png')).toContain('too large')
    expect(reasons.get('9-svg.png')).toContain('named like an image')
    expect(reasons.get('a-other.heic')).toContain('not supported')
    expect(reasons.get('b-unnamed')).toContain('PNG image that is not named like one')
    expect(problems).toHaveLength(10)
  })

  it('keeps the order over many images', async () => {
    const files: Record<string, Uint8Array> = {}
    const small = await picture(4, 4).png().toBuffer()
    const large = await picture(300, 300).png().toBuffer()
    for (let i = 0; i < 100; i++) files[`${i}.png`] = i % 10 === 0 ? large : small
    const { samples, sizes } = await read(files)
    expect(samples.map(({ externalId }) => externalId)).toEqual(Object.keys(files))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256)
  })
})

describe('openFolder on unusable sources', () => {
  it('finds nothing in an empty folder or one without images', async () => {
    const empty = await failureOf(openFolder(requestFor(folderOf({})), startNodeProgram))
    expect(empty.code).toBe('source-empty')
    expect(empty.details.found).toBe('an empty folder')
    const other = await failureOf(
      openFolder(requestFor(folderOf({ 'a.txt': 'a', 'b/c.pdf': 'b' })), startNodeProgram),
    )
    expect(other.details.found).toBe('2 other files')
  })

  it('says why it does not enter the folders that the images may be in', async () => {
    const elsewhere = folderOf({ 'a.png': '' })
    const root = folderOf({ 'notes.txt': '' })
    symlinkSync(elsewhere, join(root, 'cats'))
    const links = await failureOf(openFolder(requestFor(root), startNodeProgram))
    expect(links.code).toBe('source-empty')
    expect(links.details.found).toContain('"cats": the link leads out of the folder')
  })

  it('fails when every image fails, naming the first', async () => {
    const failure = await failureOf(read({ 'a.png': 'text', 'b.jpg': '' }))
    expect(failure.code).toBe('source-damaged')
    expect(failure.details.found).toContain('2 that failed; the first, "a.png": it is named like an image')
  })

  it('reports an image that vanished in between', async () => {
    const small = await picture(4, 4).png().toBuffer()
    const root = folderOf({ 'a.png': small, 'b.png': small })
    const source = await openFolder(requestFor(root, { recipe }), startNodeProgram)
    rmSync(join(root, 'a.png'))
    const { samples } = await collect(source)
    expect(samples.map(({ externalId }) => externalId)).toEqual(['b.png'])
  })

  it('stops when cancelled, also in the middle of a batch', async () => {
    const files: Record<string, Uint8Array> = {}
    const image = await picture(500, 500).png().toBuffer()
    for (let i = 0; i < 60; i++) files[`${i}.png`] = image
    const source = await openFolder(requestFor(folderOf(files), { recipe }), startNodeProgram)
    const abort = new AbortController()
    const work = collect(source, abort.signal)
    setTimeout(() => abort.abort(), 20)
    expect((await failureOf(work)).code).toBe('cancelled')
    expect((await failureOf(collect(source, abort.signal))).code).toBe('cancelled')
  })
})

import { truncateSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { startNodeProgram } from '../process/start-node-program.ts'
import { openFolder } from './folder-source.ts'
import { readRegularSync } from './regular-file.ts'
import { collect, noise, requestFor, temporaryFolder } from './test-support.ts'
import {
  claimingBmp,
  claimingGif,
  claimingJpeg,
  claimingPng,
  claimingWebp,
  endlessGif,
  tiff,
} from './testing/hostile-images.ts'
import './prepare-image.ts'

/*
 * Images that were made to do harm, through the decoders that imports use.
 */

const inFolder = temporaryFolder()
const recipe = { colour: 'rgb', side: 8, fit: 'pad' }
let folders = 0

/** What becomes of each file: `read`, or the reason why it is not. */
async function outcomes(files: Record<string, Uint8Array | string>): Promise<Record<string, string>> {
  const root = inFolder(String(folders++))
  await mkdir(root)
  await writeFile(join(root, 'zz-sound.png'), sound.png)
  for (const [name, content] of Object.entries(files)) await writeFile(join(root, name), content)
  const { samples, problems } = await collect(
    await openFolder(requestFor(root, { recipe }), startNodeProgram),
  )
  expect(samples.at(-1)?.externalId).toBe('zz-sound.png')
  return Object.fromEntries([
    ...samples.slice(0, -1).map(({ externalId }) => [externalId, 'read']),
    ...problems.map(({ file, reason }) => [file, reason]),
  ])
}

const sound: Record<string, Buffer> = {}
beforeAll(async () => {
  const picture = sharp(noise(40 * 30 * 3), { raw: { width: 40, height: 30, channels: 3 } })
  sound.png = await picture.clone().png().toBuffer()
  sound.jpg = await picture.clone().jpeg().toBuffer()
  sound.progressive = await picture.clone().jpeg({ progressive: true }).toBuffer()
  sound.webp = await picture.clone().webp().toBuffer()
  sound.gif = await picture.clone().gif().toBuffer()
  sound.tif = await picture.clone().tiff({ compression: 'lzw' }).toBuffer()
})

describe('an image that claims to be enormous', () => {
  it('is refused before it is decoded, in every format', async () => {
    const all = 65_535
    // What JPEG's library itself lets pass.
    const jpegs = 65_500
    const tooLarge = `it has ${all} × ${all} pixels, which is too large`
    expect(
      await outcomes({
        'a.png': claimingPng(sound.png, all, all),
        'b.jpg': claimingJpeg(sound.jpg, jpegs, jpegs),
        'c.webp': claimingWebp(),
        'd.gif': claimingGif(all, all),
        'e.tif': tiff(all, all),
        'f.bmp': claimingBmp(all, all),
      }),
    ).toEqual({
      'a.png': tooLarge,
      'b.jpg': `it has ${jpegs} × ${jpegs} pixels, which is too large`,
      'c.webp': 'it has 16383 × 16383 pixels, which is too large',
      'd.gif': tooLarge,
      'e.tif': tooLarge,
      'f.bmp': tooLarge,
    })
  })

  it('is refused for the memory it would take, also where its pixels are few enough', async () => {
    expect(
      await outcomes({
        'a.png': claimingPng(sound.png, 9000, 9000, 16, 6),
        'b.jpg': claimingJpeg(sound.progressive, 9900, 9900),
      }),
    ).toEqual({
      'a.png': 'unpacked it takes 617 MB, more than the 512 MB allowed',
      'b.jpg': 'unpacked it takes 560 MB, more than the 512 MB allowed',
    })
  })

  it('is found to be cut short where it has fewer pixels than it says', async () => {
    const found = await outcomes({
      'a.png': claimingPng(sound.png, 8000, 8000),
      'b.gif': claimingGif(5000, 5000),
      'c.tif': tiff(5000, 5000),
      'd.bmp': claimingBmp(5000, 5000),
    })
    expect(found['a.png']).toBe('the PNG image is damaged or cut short')
    expect(found['c.tif']).toBe('the TIFF image is damaged or cut short')
    expect(found['d.bmp']).toContain('cut short')
    // Whether missing pixels of a GIF are transparent or a fault is for its decoder to say; it must come to an end.
    expect(Object.keys(found)).toHaveLength(4)
  })
})

describe('an image with very many pages', () => {
  it('is its first one', async () => {
    const page = tiff(2, 2)
    const loop = Buffer.from(page)
    loop.writeUInt32LE(loop.readUInt32LE(4), loop.length - 4)
    expect(await outcomes({ 'a.gif': endlessGif(50_000), 'b.tif': page, 'c.tif': loop })).toEqual({
      'a.gif': 'read',
      'b.tif': 'read',
      'c.tif': 'read',
    })
  })
})

describe('a file that is no image we read', () => {
  it('is refused by what it holds, whatever it is called', async () => {
    const refused = 'it is named like an image, but its content is not PNG, JPEG, WebP, BMP, TIFF or GIF'
    const heif = Buffer.concat([Buffer.of(0, 0, 0, 24), Buffer.from('ftypheicmif1'), Buffer.alloc(40)])
    expect(
      await outcomes({
        'a.png': '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        'b.jpg': '%PDF-1.7\n',
        'c.webp': heif,
        'd.gif': '#!/bin/sh\nexit 1\n',
        'e.tif': 'push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 "|id"\n',
        'f.bmp': noise(5000),
      }),
    ).toEqual(
      Object.fromEntries(['a.png', 'b.jpg', 'c.webp', 'd.gif', 'e.tif', 'f.bmp'].map((n) => [n, refused])),
    )
  })

  it('is not read by the library either, should it ever get there', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    await expect(sharp(svg).metadata()).rejects.toThrow()
    // From files, too, nothing is read that did not pass our hands.
    const path = inFolder('direct.png')
    await writeFile(path, sound.png)
    await expect(sharp(path).metadata()).rejects.toThrow()
    expect((await sharp(readRegularSync(path, 10_000)).metadata()).format).toBe('png')
  })

  it('is refused for its size', async () => {
    const root = inFolder('large')
    await mkdir(root)
    await writeFile(join(root, 'a.png'), sound.png)
    await writeFile(join(root, 'b.png'), sound.png)
    truncateSync(join(root, 'b.png'), 257 * 1024 ** 2)
    const { problems } = await collect(await openFolder(requestFor(root, { recipe }), startNodeProgram))
    expect(problems).toEqual([{ file: 'b.png', reason: 'its 257 MB are more than the 256 MB allowed' }])
  })
})

describe('damaged images', () => {
  it('are read or refused, each of them, and the rest goes on', async () => {
    const files: Record<string, Buffer> = {}
    for (const [kind, bytes] of Object.entries(sound)) {
      for (let i = 0; i < 25; i++) {
        const [a, b, c, d] = noise(4, i + 1)
        const broken = Buffer.from(bytes)
        const at = ((a << 8) | b) % broken.length
        // Beginnings decide most; a cut, a wrong byte there, a run of wrong bytes anywhere.
        if (i % 3 === 0) files[`${kind}-${i}.png`] = broken.subarray(0, at)
        else if (i % 3 === 1) broken[8 + (c % 60)] = d
        else broken.fill(d, at, at + 1 + (c % 20))
        files[`${kind}-${i}.png`] ??= broken
      }
    }
    const found = await outcomes(files)
    expect(Object.keys(found).sort()).toEqual(Object.keys(files).sort())
    for (const reason of Object.values(found)) expect(reason).not.toContain('decoder')
  })
})

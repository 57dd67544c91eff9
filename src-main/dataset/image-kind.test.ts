import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { isImageName, isOtherImageName, sniffImage } from './image-kind.ts'

const image = sharp({ create: { width: 3, height: 2, channels: 3, background: 'red' } })

describe('sniffImage', () => {
  it.each([
    ['PNG', 'png'],
    ['JPEG', 'jpeg'],
    ['WebP', 'webp'],
    ['TIFF', 'tiff'],
    ['GIF', 'gif'],
  ] as const)('knows %s by its content', async (kind, format) => {
    expect(sniffImage(await image.clone().toFormat(format).toBuffer())).toBe(kind)
  })

  it('knows BMP, but not every text that begins with BM', () => {
    const header = Buffer.alloc(54)
    header.write('BM')
    header.writeUInt32LE(40, 14)
    expect(sniffImage(header)).toBe('BMP')
    expect(sniffImage(Buffer.from('BMW builds cars in Munich'))).toBeNull()
  })

  it('knows nothing else', () => {
    expect(sniffImage(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull()
    expect(sniffImage(new Uint8Array(0))).toBeNull()
  })
})

describe('names', () => {
  it('are known in any case', () => {
    for (const name of ['a.PNG', 'b.jpeg', 'c.jpg', 'x/d.tif', 'e.webp', 'f.Bmp', 'g.gif']) {
      expect(isImageName(name)).toBe(true)
    }
    for (const name of ['png', 'a.png.txt', 'a.heic', 'b.svg']) expect(isImageName(name)).toBe(false)
    expect(isOtherImageName('a.HEIC')).toBe(true)
    expect(isOtherImageName('a.txt')).toBe(false)
  })
})

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { encodePng } from './png.ts'
import { noise } from './test-support.ts'

async function decode(png: Uint8Array, colourspace: 'b-w' | 'srgb') {
  return sharp(png).toColourspace(colourspace).raw().toBuffer({ resolveWithObject: true })
}

describe('encodePng', () => {
  it.each([
    [1, 1],
    [28, 28],
    [96, 31],
    [300, 200],
  ])('writes %i×%i gray pixels another decoder reads back unchanged', async (width, height) => {
    const pixels = noise(width * height)
    const { data, info } = await decode(encodePng(pixels, width, height, 1), 'b-w')
    expect([info.width, info.height, info.channels]).toEqual([width, height, 1])
    expect(Buffer.compare(data, pixels)).toBe(0)
  })

  it('writes RGB pixels', async () => {
    const pixels = noise(7 * 5 * 3)
    const { data, info } = await decode(encodePng(pixels, 7, 5, 3), 'srgb')
    expect(info.channels).toBe(3)
    expect(Buffer.compare(data, pixels)).toBe(0)
  })

  it('refuses pixels that do not fit the size', () => {
    expect(() => encodePng(new Uint8Array(10), 3, 3, 1)).toThrow(RangeError)
    expect(() => encodePng(new Uint8Array(0), 0, 3, 1)).toThrow(RangeError)
  })
})

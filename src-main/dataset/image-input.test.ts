import { describe, expect, it } from 'vitest'
import type { ImageRecipe } from '../contract/data.ts'
import { createInputMaker } from './image-input.ts'
import { createResampler } from './resample.ts'
import { noise } from './test-support.ts'

const recipe: ImageRecipe = { colour: 'grayscale', side: 4, fit: 'pad' }

describe('createResampler', () => {
  it('keeps an even image even, larger or smaller', () => {
    for (const [toWidth, toHeight] of [
      [3, 5],
      [40, 2],
      [1, 1],
    ]) {
      const out = createResampler(10, 7, toWidth, toHeight, 3)(new Uint8Array(210).fill(77))
      expect(out).toEqual(new Uint8Array(toWidth * toHeight * 3).fill(77))
    }
  })

  it('keeps the mean of an image it shrinks: no pixel is passed over', () => {
    const pixels = noise(64 * 64)
    const out = createResampler(64, 64, 8, 8, 1)(pixels)
    const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(Math.abs(mean(out) - mean(pixels))).toBeLessThan(3)
  })

  it('keeps left left and up up', () => {
    const pixels = Uint8Array.of(0, 0, 255, 255, 0, 0, 255, 255)
    const out = createResampler(4, 2, 2, 2, 1)(pixels)
    expect(out[0]).toBeLessThan(64)
    expect(out[1]).toBeGreaterThan(191)
    expect(out.subarray(0, 2)).toEqual(out.subarray(2))
  })

  it('enlarges between neighbours, without overshoot', () => {
    expect([...createResampler(2, 1, 4, 1, 1)(Uint8Array.of(0, 100))]).toEqual([0, 25, 75, 100])
  })

  it('copies when nothing changes, into a buffer of its own', () => {
    const pixels = noise(12)
    const out = createResampler(4, 3, 4, 3, 1)(pixels)
    expect(out).toEqual(pixels)
    expect(out.buffer).not.toBe(pixels.buffer)
    const buffer = Buffer.from(pixels)
    expect(createResampler(4, 3, 4, 3, 1)(buffer).buffer).not.toBe(buffer.buffer)
  })
})

describe('createInputMaker', () => {
  it('copies what is right already', () => {
    const pixels = noise(16)
    expect(createInputMaker({ width: 4, height: 4, channels: 1 }, recipe)(pixels)).toEqual(pixels)
  })

  it('pads with the mean colour of the border, the image in the middle', () => {
    // A bright bar on a dark ground, twice as wide as high.
    const pixels = Uint8Array.of(10, 10, 10, 10, 20, 20, 20, 20)
    const out = createInputMaker({ width: 4, height: 2, channels: 1 }, recipe)(pixels)
    expect([...out]).toEqual([15, 15, 15, 15, 10, 10, 10, 10, 20, 20, 20, 20, 15, 15, 15, 15])
  })

  it('takes the whole border into account, each pixel once', () => {
    const pixels = new Uint8Array(5 * 3).fill(8)
    pixels[7] = 255 // the only one inside
    const out = createInputMaker({ width: 5, height: 3, channels: 1 }, recipe)(pixels)
    expect([...out.subarray(0, 4)]).toEqual([8, 8, 8, 8])
  })

  it('pads images of a single row or column', () => {
    const out = createInputMaker({ width: 1, height: 4, channels: 1 }, recipe)(Uint8Array.of(0, 40, 80, 120))
    expect([...out]).toEqual([60, 0, 60, 60, 60, 40, 60, 60, 60, 80, 60, 60, 60, 120, 60, 60])
  })

  it('crops the middle square', () => {
    const pixels = Uint8Array.from({ length: 4 * 6 }, (_, index) => index % 6)
    const out = createInputMaker({ width: 6, height: 4, channels: 1 }, { ...recipe, fit: 'crop' })(pixels)
    expect([...out]).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4])
  })

  it('stretches to the square', () => {
    const out = createInputMaker(
      { width: 2, height: 4, channels: 1 },
      { ...recipe, fit: 'stretch' },
    )(Uint8Array.of(0, 100, 0, 100, 0, 100, 0, 100))
    expect([...out.subarray(0, 4)]).toEqual([0, 25, 75, 100])
  })

  it('turns colours to gray by their brightness, and gray to RGB', () => {
    const size = { width: 4, height: 4 }
    const colours = new Uint8Array(48).fill(255)
    colours.set([255, 0, 0, 0, 255, 0, 0, 0, 255])
    const gray = createInputMaker({ ...size, channels: 3 }, recipe)(colours)
    expect([...gray.subarray(0, 4)]).toEqual([76, 150, 29, 255])

    const rgb = createInputMaker({ ...size, channels: 1 }, { ...recipe, colour: 'rgb' })(noise(16))
    expect(rgb).toHaveLength(48)
    expect([...rgb.subarray(0, 6)]).toEqual([...noise(16)].slice(0, 2).flatMap((v) => [v, v, v]))
  })
})

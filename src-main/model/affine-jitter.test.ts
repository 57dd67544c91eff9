import { describe, expect, it } from 'vitest'
import { type AffineMap, drawAffineMap, isStill, warpImage } from './affine-jitter.ts'
import { Random } from './random.ts'

const identity: AffineMap = { xx: 1, xy: 0, yx: 0, yy: 1, tx: 0, ty: 0 }

function warp(pixels: number[], side: number, channels: number, map: AffineMap): number[] {
  const target = new Float32Array(pixels.length)
  warpImage(Uint8Array.from(pixels), 0, side, channels, map, target, 0)
  return [...target].map((value) => Math.round(value * 255 * 1000) / 1000)
}

describe('warpImage', () => {
  const square = [0, 10, 20, 30, 40, 50, 60, 70, 80]

  it('leaves an image as it is under the identity, scaled to [0, 1]', () => {
    expect(warp(square, 3, 1, identity)).toEqual(square)
  })

  it('turns about the centre', () => {
    const quarter = { xx: 0, xy: -1, yx: 1, yy: 0, tx: 0, ty: 0 }
    expect(warp(square, 3, 1, quarter)).toEqual([20, 50, 80, 10, 40, 70, 0, 30, 60])
  })

  it('interpolates between pixels and goes on with the border beyond it', () => {
    const half = { ...identity, tx: 0.5 }
    expect(warp(square, 3, 1, half)).toEqual([5, 15, 20, 35, 45, 50, 65, 75, 80])
    const far = { ...identity, ty: -30 }
    expect(warp(square, 3, 1, far)).toEqual([0, 10, 20, 0, 10, 20, 0, 10, 20])
  })

  it('keeps the channels of a colour image apart', () => {
    const pixels = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]
    const shift = { ...identity, tx: 1 }
    expect(warp(pixels, 2, 3, shift)).toEqual([40, 50, 60, 40, 50, 60, 100, 110, 120, 100, 110, 120])
  })

  it('reads and writes at the given places only', () => {
    const source = Uint8Array.from([9, 9, 9, 9, 255, 0, 0, 255, 9, 9, 9, 9])
    const target = new Float32Array(12).fill(-1)
    warpImage(source, 4, 2, 1, identity, target, 8)
    expect([...target]).toEqual([-1, -1, -1, -1, -1, -1, -1, -1, 1, 0, 0, 1])
  })
})

describe('drawAffineMap', () => {
  const jitter = { rotation: 0.3, scale: 0.1, shear: 0.2, shift: 0.1 }

  it('repeats itself for the same seed and differs between draws', () => {
    const random = new Random(1)
    const first = drawAffineMap(jitter, 28, random)
    expect(drawAffineMap(jitter, 28, new Random(1))).toEqual(first)
    expect(drawAffineMap(jitter, 28, random)).not.toEqual(first)
  })

  it('stays inside its ranges', () => {
    const random = new Random(2)
    for (let i = 0; i < 200; i++) {
      const { xx, yx, tx, ty } = drawAffineMap(jitter, 28, random)
      expect(Math.abs(Math.atan2(yx, xx))).toBeLessThanOrEqual(0.3)
      expect(Math.hypot(xx, yx)).toBeGreaterThanOrEqual(0.9 - 1e-9)
      expect(Math.hypot(xx, yx)).toBeLessThanOrEqual(1.1 + 1e-9)
      expect(Math.max(Math.abs(tx), Math.abs(ty))).toBeLessThanOrEqual(1.4)
    }
  })

  it('is the identity where all ranges are zero', () => {
    const still = { rotation: 0, scale: 0, shear: 0, shift: 0 }
    expect(isStill(still)).toBe(true)
    expect(isStill(jitter)).toBe(false)
    const map = drawAffineMap(still, 28, new Random(3))
    expect(Object.values(map).map(Math.abs)).toEqual(Object.values(identity))
  })
})

import { describe, expect, it } from 'vitest'
import { jitterRecipes } from '../contract/jitter-recipes.ts'
import { drawAffineMap } from './affine-jitter.ts'
import { Random } from './random.ts'

const { none } = jitterRecipes
const jitter = { ...none, rotation: 0.3, scale: 0.1, shear: 0.2, shift: 0.1 }

describe('drawAffineMap', () => {
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
    const map = drawAffineMap(none, 28, new Random(3))
    expect(Object.values(map).map(Math.abs)).toEqual([1, 0, 0, 1, 0, 0])
  })

  it('mirrors every second image', () => {
    const random = new Random(4)
    let mirrored = 0
    for (let i = 0; i < 1000; i++) {
      const { xx, yy, yx } = drawAffineMap({ ...none, flip: 0.5 }, 28, random)
      expect([Math.abs(xx), yy, Math.abs(yx)]).toEqual([1, 1, 0])
      if (xx < 0) mirrored++
    }
    expect(mirrored).toBeGreaterThan(430)
    expect(mirrored).toBeLessThan(570)
  })

  it('zooms into windows that lie inside the image', () => {
    const random = new Random(5)
    const side = 20
    let smallest = 1
    for (let i = 0; i < 300; i++) {
      const { xx, yy, tx, ty } = drawAffineMap({ ...none, crop: 0.4 }, side, random)
      expect(xx).toBe(yy)
      smallest = Math.min(smallest, xx)
      for (const shift of [tx, ty])
        expect(Math.abs(shift) + (xx * side) / 2).toBeLessThanOrEqual(side / 2 + 1e-9)
    }
    expect(smallest).toBeGreaterThanOrEqual(0.6)
    expect(smallest).toBeLessThan(0.62)
  })

  it('takes six numbers for what the first version knew, so that its runs go on as they began', () => {
    const random = new Random(6)
    const expected = new Random(6)
    drawAffineMap(jitter, 28, random)
    for (let i = 0; i < 6; i++) expected.uint32()
    expect(random.uint32()).toBe(expected.uint32())
  })
})

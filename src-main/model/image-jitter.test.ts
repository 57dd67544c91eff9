import { describe, expect, it } from 'vitest'
import { jitterRecipeNames, jitterRecipes } from '../contract/jitter-recipes.ts'
import type { Jitter } from '../contract/training.ts'
import { ImageJitter, isStill } from './image-jitter.ts'
import { Random } from './random.ts'

const side = 12
const everything: Jitter = {
  ...jitterRecipes.photos,
  shear: 0.2,
  elastic: 0.05,
  brightness: 0.5,
  contrast: 0.9,
}

function picture(channels: 1 | 3, seed: number): Uint8Array {
  const random = new Random(seed)
  return Uint8Array.from({ length: side * side * channels }, () => random.below(256))
}

function view(jitter: Jitter, channels: 1 | 3, pixels: Uint8Array, random: Random): Float32Array {
  const target = new Float32Array(pixels.length)
  new ImageJitter(jitter, side, channels).write(pixels, 0, random, target, 0)
  return target
}

describe('ImageJitter', () => {
  it('knows the recipe that changes nothing', () => {
    expect(jitterRecipeNames.filter((name) => isStill(jitterRecipes[name]))).toEqual(['none'])
    expect(isStill({ ...jitterRecipes.none, saturation: 0.1 })).toBe(false)
  })

  it.each([1, 3] as const)('keeps %d channels between black and white, whatever the ranges', (channels) => {
    const random = new Random(1)
    for (let i = 0; i < 100; i++) {
      const seen = view(everything, channels, picture(channels, i), random)
      expect(seen.every((value) => value >= 0 && value <= 1)).toBe(true)
    }
  })

  it('repeats itself for the same seed and differs between views', () => {
    const pixels = picture(1, 1)
    const random = new Random(2)
    const first = view(everything, 1, pixels, random)
    expect(view(everything, 1, pixels, new Random(2))).toEqual(first)
    expect(view(everything, 1, pixels, random)).not.toEqual(first)
  })

  it('draws as many numbers for one picture as for another', () => {
    const afterwards = [picture(1, 1), new Uint8Array(side * side)].map((pixels) => {
      const random = new Random(3)
      view(everything, 1, pixels, random)
      return random.uint32()
    })
    expect(afterwards[0]).toBe(afterwards[1])
  })
})

import { describe, expect, it } from 'vitest'
import { jitterRecipes } from '../contract/jitter-recipes.ts'
import { Random } from './random.ts'
import { drawTone, sameTone } from './tone-jitter.ts'

const { none } = jitterRecipes

describe('drawTone', () => {
  it('changes nothing and draws nothing where the ranges are zero', () => {
    const random = new Random(1)
    expect(drawTone({ ...none, rotation: 1 }, random)).toBe(sameTone)
    expect(random.uint32()).toBe(new Random(1).uint32())
  })

  it('stays inside its ranges', () => {
    const random = new Random(2)
    for (let i = 0; i < 200; i++) {
      const { gain, offset, saturation } = drawTone(
        { ...none, brightness: 0.1, contrast: 0.3, saturation: 0.5 },
        random,
      )
      expect(Math.abs(gain - 1)).toBeLessThanOrEqual(0.3)
      expect(Math.abs(saturation - 1)).toBeLessThanOrEqual(0.5)
      // The middle gray moves by the brightness alone.
      expect(Math.abs(0.5 * gain + offset - 0.5)).toBeLessThanOrEqual(0.1 + 1e-9)
    }
  })
})

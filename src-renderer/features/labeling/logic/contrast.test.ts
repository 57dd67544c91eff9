import { describe, expect, it } from 'vitest'
import { channelsOf, luminance } from '../../../../src-main/contract/colour-vision.ts'
import { inkOn } from './contrast.ts'

describe('inkOn', () => {
  it('reaches 4.5:1 on every colour', () => {
    for (let red = 0; red < 256; red += 15) {
      for (let green = 0; green < 256; green += 15) {
        for (let blue = 0; blue < 256; blue += 51) {
          const colour = `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`
          const [light, dark] = [inkOn(colour), colour]
            .map((each) => luminance(...channelsOf(each)))
            .sort((a, b) => b - a)
          expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5)
        }
      }
    }
  })
})

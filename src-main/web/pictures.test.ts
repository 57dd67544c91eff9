import { describe, expect, it } from 'vitest'
import { pictureOfInput } from './pictures.ts'

describe('pictureOfInput', () => {
  it('draws a vector as bars about its zero line, none outside the picture', () => {
    const shape = { kind: 'vector', length: 3, columns: ['a', 'b', 'c'] } as const
    const { mediaType, bytes } = pictureOfInput(Float32Array.of(1, -2, 0), {
      ...shape,
      columns: [...shape.columns],
    })
    const svg = new TextDecoder().decode(bytes)
    expect(mediaType).toBe('image/svg+xml')
    expect(svg.match(/M[\d.]+ [\d.]+h/g)).toHaveLength(4)
    expect(svg).not.toContain('NaN')
  })

  it('draws every column between its least and its largest value', () => {
    const shape = { kind: 'vector' as const, length: 3, columns: [] }
    const ranges = { low: [0, 1000, 5], high: [1, 3000, 5] }
    const { bytes } = pictureOfInput(Float32Array.of(0.25, 3000, 5), shape, ranges)
    const heights = [...new TextDecoder().decode(bytes).matchAll(/v([\d.]+)h-/g)].map(([, height]) =>
      Number(height),
    )
    expect(heights).toEqual([22, 88, 44])
  })

  it('draws wide vectors with as many bars as there are pixels', () => {
    const length = 1000
    const picture = pictureOfInput(new Float32Array(length).fill(1), { kind: 'vector', length, columns: [] })
    expect(new TextDecoder().decode(picture.bytes).split('z').length - 1).toBe(96)
  })

  it('refuses inputs of another length', () => {
    expect(() => pictureOfInput(new Uint8Array(5), { kind: 'image', side: 4, channels: 1 })).toThrow(
      RangeError,
    )
  })
})

import { describe, expect, it } from 'vitest'
import { mapFlags } from '../../../../src-main/contract/map.ts'
import { confidenceColour, countedColour, keyOf, labeledKey, paletteOf, rgbOfCss } from './colouring.ts'
import { MapMarks } from './marks.ts'

const input = {
  classColours: new Map([[300, '#102030']]),
  neutral: [9, 9, 9],
  labeled: [1, 2, 3],
} as const

const at = (bytes: Uint8Array, key: number) => [...bytes.subarray(4 * key, 4 * key + 4)]

describe('colouring', () => {
  it('finds class colours at the class id, and neutral elsewhere', () => {
    const palette = paletteOf({ ...input, colouring: 'class' })
    expect(at(palette, 300)).toEqual([16, 32, 48, 255])
    expect(at(palette, 0)).toEqual([9, 9, 9, 255])
  })

  it('keeps labels apart from confidence', () => {
    const bytes = new Uint8Array(16)
    bytes[4] = 255
    bytes[12] = 255
    bytes[13] = mapFlags.labeled
    const marks = new MapMarks(bytes, [])
    expect(keyOf(marks, 0, 'confidence')).toBe(255)
    expect(keyOf(marks, 1, 'confidence')).toBe(labeledKey)
    const palette = paletteOf({ ...input, colouring: 'confidence' })
    expect(at(palette, labeledKey)).toEqual([1, 2, 3, 255])
    expect(at(palette, 255).slice(0, 3)).toEqual([...confidenceColour(1)])
  })

  it('gives clusters and annotators colours that differ', () => {
    const colours = new Set(Array.from({ length: 60 }, (_, i) => countedColour(i).join()))
    expect(colours.size).toBe(60)
    const palette = paletteOf({ ...input, colouring: 'annotator' })
    expect(at(palette, 0)).toEqual([9, 9, 9, 255])
    expect(at(palette, 1)).not.toEqual([9, 9, 9, 255])
  })

  it('reads colours as they are written', () => {
    expect(rgbOfCss('rgb(1, 22, 133)')).toEqual([1, 22, 133])
  })
})

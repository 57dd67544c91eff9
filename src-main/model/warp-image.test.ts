import { describe, expect, it } from 'vitest'
import type { AffineMap } from './affine-jitter.ts'
import { ElasticField } from './elastic-field.ts'
import { Random } from './random.ts'
import { sameTone, type Tone } from './tone-jitter.ts'
import { ImageWarp } from './warp-image.ts'

const identity: AffineMap = { xx: 1, xy: 0, yx: 0, yy: 1, tx: 0, ty: 0 }

interface Change {
  map?: Partial<AffineMap>
  field?: ElasticField
  tone?: Tone
}

/** In bytes, to a thousandth. */
function warp(pixels: number[], side: number, channels: 1 | 3, { map, field, tone }: Change): number[] {
  const target = new Float32Array(pixels.length)
  new ImageWarp(side, channels).write(
    Uint8Array.from(pixels),
    0,
    { ...identity, ...map },
    field ?? null,
    tone ?? sameTone,
    target,
    0,
  )
  return [...target].map((value) => Math.round(value * 255 * 1000) / 1000)
}

const square = [0, 10, 20, 30, 40, 50, 60, 70, 80]
const colours = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]

describe('ImageWarp', () => {
  it('leaves an image as it is under the identity, scaled to [0, 1]', () => {
    expect(warp(square, 3, 1, {})).toEqual(square)
    expect(warp(colours, 2, 3, {})).toEqual(colours)
  })

  it('turns about the centre', () => {
    const map = { xx: 0, xy: -1, yx: 1, yy: 0 }
    expect(warp(square, 3, 1, { map })).toEqual([20, 50, 80, 10, 40, 70, 0, 30, 60])
  })

  it('mirrors exactly', () => {
    const map = { xx: -1 }
    expect(warp(square, 3, 1, { map })).toEqual([20, 10, 0, 50, 40, 30, 80, 70, 60])
    expect(warp(colours, 2, 3, { map })).toEqual([40, 50, 60, 10, 20, 30, 100, 110, 120, 70, 80, 90])
  })

  it('interpolates between pixels and goes on with the border beyond it', () => {
    expect(warp(square, 3, 1, { map: { tx: 0.5 } })).toEqual([5, 15, 20, 35, 45, 50, 65, 75, 80])
    expect(warp(square, 3, 1, { map: { ty: -30 } })).toEqual([0, 10, 20, 0, 10, 20, 0, 10, 20])
    expect(warp(square, 3, 1, { map: { tx: 30, ty: 30 } })).toEqual(Array(9).fill(80))
  })

  it('keeps the channels of a colour image apart', () => {
    expect(warp(colours, 2, 3, { map: { tx: 1 } })).toEqual([
      40, 50, 60, 40, 50, 60, 100, 110, 120, 100, 110, 120,
    ])
    expect(warp(colours, 2, 3, { map: { tx: 0.5, ty: 0.5 } }).slice(0, 3)).toEqual([55, 65, 75])
  })

  it('reads and writes at the given places only', () => {
    const source = Uint8Array.from([9, 9, 9, 9, 255, 0, 0, 255, 9, 9, 9, 9])
    const target = new Float32Array(12).fill(-1)
    new ImageWarp(2, 1).write(source, 4, identity, null, sameTone, target, 8)
    expect([...target]).toEqual([-1, -1, -1, -1, -1, -1, -1, -1, 1, 0, 0, 1])
  })

  it('displaces nothing by a field of deviation 0', () => {
    const field = new ElasticField(3)
    field.draw(0, new Random(1))
    expect(warp(square, 3, 1, { field })).toEqual(square)
  })

  it('takes pixels from where the field says', () => {
    const side = 9
    const field = new ElasticField(side)
    field.draw(1, new Random(1))
    // A ramp tells by its tones where they came from.
    const ramp = Array.from({ length: side * side }, (_, i) => 20 * (i % side))
    const seen = warp(ramp, side, 1, { field })
    const [acrossX, acrossY] = [new Float64Array(side), new Float64Array(side)]
    field.fillRow(4, acrossX, acrossY)
    for (let x = 0; x < side; x++) {
      const place = Math.max(0, Math.min(x + acrossX[x], side - 1))
      expect(seen[4 * side + x]).toBeCloseTo(20 * place, 2)
    }
  })

  it('changes tones about their meaning and keeps them between black and white', () => {
    expect(warp([0, 100, 200, 255], 2, 1, { tone: { gain: 2, offset: -0.5, saturation: 1 } })).toEqual([
      0, 72.5, 255, 255,
    ])
    const grayed = warp(colours, 2, 3, { tone: { gain: 1, offset: 0, saturation: 0 } })
    for (let i = 0; i < grayed.length; i += 3) {
      expect(grayed[i + 1]).toBe(grayed[i])
      expect(grayed[i + 2]).toBe(grayed[i])
    }
    expect(grayed[0]).toBeCloseTo(0.299 * 10 + 0.587 * 20 + 0.114 * 30, 2)
    const vivid = warp([255, 0, 0, ...Array(9).fill(128)], 2, 3, {
      tone: { gain: 1, offset: 0, saturation: 2 },
    })
    expect(vivid).toEqual([255, 0, 0, ...Array(9).fill(128)])
  })
})

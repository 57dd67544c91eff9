import { describe, expect, it } from 'vitest'
import { Random } from './random.ts'
import { suggestedRecipe } from './suggested-recipe.ts'

const side = 28
const gray = { kind: 'image', side, channels: 1 } as const

/** Images whose tone at a place, in [0, 1], is what `paint` makes of it. */
function images(
  count: number,
  paint: (random: Random) => (x: number, y: number) => number,
): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(count * side * side)
  for (let i = 0; i < count; i++) {
    const tone = paint(new Random(i))
    for (let j = 0; j < side * side; j++) {
      const value = tone(j % side, Math.floor(j / side))
      pixels[i * side * side + j] = Math.round(255 * Math.max(0, Math.min(value, 1)))
    }
  }
  return pixels
}

/** White arcs with soft edges on black. */
const strokes = images(40, (random) => {
  const [cx, cy, radius] = [13 + random.symmetric(2), 13 + random.symmetric(2), 6 + random.symmetric(2)]
  return (x, y) => 2 - Math.abs(Math.hypot(x - cx, y - cy) - radius)
})

/** Shaded bodies on black. */
const clothes = images(40, (random) => {
  const [width, tone] = [7 + random.symmetric(2), 0.5 + random.symmetric(0.3)]
  return (x, y) => (Math.abs(x - 13.5) < width && y > 3 && y < 25 ? tone + 0.02 * (y - 14) : 0)
})

/** Gradients to the edges. */
const scenes = images(40, (random) => {
  const [a, b] = [random.symmetric(0.03), random.symmetric(0.03)]
  return (x, y) => 0.5 + a * (x - 14) + b * (y - 14)
})

describe('suggestedRecipe', () => {
  it('sees ink on paper, whichever of the two is dark', () => {
    expect(suggestedRecipe(strokes, gray)).toBe('handwriting')
    const inverted = strokes.map((byte) => 255 - byte)
    expect(suggestedRecipe(inverted, gray)).toBe('handwriting')
  })

  it('does not mind pale ink, blank pages and a stroke off the page now and then', () => {
    const pale = strokes.map((byte) => 255 - byte * 0.4)
    expect(suggestedRecipe(pale, gray)).toBe('handwriting')
    const mixed = new Uint8Array(strokes.length + 10 * side * side)
    mixed.set(strokes)
    expect(suggestedRecipe(mixed, gray)).toBe('handwriting')
    const ruled = strokes.slice()
    for (let x = 0; x < side; x++) ruled[13 * side + x] = 255
    expect(suggestedRecipe(ruled, gray)).toBe('handwriting')
  })

  it('takes shades for photos, also on even ground', () => {
    expect(suggestedRecipe(clothes, gray)).toBe('photos')
    expect(suggestedRecipe(scenes, gray)).toBe('photos')
  })

  it('takes colour for photos, and leaves vectors alone', () => {
    expect(suggestedRecipe(new Uint8Array(3 * 16), { kind: 'image', side: 4, channels: 3 })).toBe('photos')
    expect(suggestedRecipe(Float32Array.of(1, 2), { kind: 'vector', length: 2, columns: ['a', 'b'] })).toBe(
      'none',
    )
  })

  it('has an answer where there is nothing to see', () => {
    expect(suggestedRecipe(new Uint8Array(2 * side * side), gray)).toBe('photos')
  })
})

import { describe, expect, it } from 'vitest'
import { ColourDealer, classColour } from './class-colours.ts'
import { luminance, seeColour, seenLength } from './colour-vision.ts'

const channels = (colour: string): [number, number, number] => {
  const at = (start: number) => Number.parseInt(colour.slice(start, start + 2), 16)
  return [at(1), at(3), at(5)]
}
const visions = { normal: 0, protanopia: 3, deuteranopia: 6 }
type Vision = keyof typeof visions

function see(colours: readonly string[]): Float32Array[] {
  return colours.map((colour) => {
    const seen = new Float32Array(seenLength)
    seeColour(...channels(colour), seen, 0)
    return seen
  })
}

function distance(a: Float32Array, b: Float32Array, vision: Vision): number {
  const at = visions[vision]
  return Math.hypot(a[at] - b[at], a[at + 1] - b[at + 1], a[at + 2] - b[at + 2])
}

function closest(colours: readonly string[], vision: Vision): number {
  const seen = see(colours)
  return Math.min(...seen.flatMap((a, i) => seen.slice(0, i).map((b) => distance(a, b, vision))))
}

const all = Array.from({ length: 1000 }, (_, place) => classColour(place))

describe('how colours are seen', () => {
  it('is OKLab, which takes white to lightness 1 and grey to no colour, whatever the sight', () => {
    for (const vision of [0, 3, 6]) {
      const [white, grey] = see(['#ffffff', '#808080'])
      expect(white[vision]).toBeCloseTo(1, 4)
      for (const part of [white[vision + 1], white[vision + 2], grey[vision + 1], grey[vision + 2]]) {
        expect(part).toBeCloseTo(0, 3)
      }
    }
    // Ottosson 2020, table of examples: pure red is L 0.628, a 0.225, b 0.126.
    const [red] = see(['#ff0000'])
    expect([red[0], red[1], red[2]].map((value) => Number(value.toFixed(3)))).toEqual([0.628, 0.225, 0.126])
  })
})

describe('default colours', () => {
  it('stand out from white and from near-black by 3 : 1', () => {
    const dark = luminance(0x1a, 0x1a, 0x1a)
    for (const colour of all) {
      const light = luminance(...channels(colour))
      expect(1.05 / (light + 0.05)).toBeGreaterThanOrEqual(3)
      expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(3)
    }
  })

  it('differ from each other, the first ten also without red or green cones', () => {
    expect(new Set(all).size).toBe(1000)
    expect(closest(all.slice(0, 36), 'normal')).toBeGreaterThan(0.04)
    expect(closest(all.slice(0, 10), 'normal')).toBeGreaterThan(0.09)
    expect(closest(all.slice(0, 10), 'protanopia')).toBeGreaterThan(0.06)
    expect(closest(all.slice(0, 10), 'deuteranopia')).toBeGreaterThan(0.06)
    expect(closest(all.slice(0, 100), 'normal')).toBeGreaterThan(0.015)
  })

  it('differ most from the one before them, by any sight', () => {
    const seen = see(all)
    const least = (count: number) =>
      Math.min(
        ...seen
          .slice(1, count)
          .flatMap((colour, i) =>
            (Object.keys(visions) as Vision[]).map((vision) => distance(colour, seen[i], vision)),
          ),
      )
    expect(least(500)).toBeGreaterThan(0.03)
    expect(least(1000)).toBeGreaterThan(0.015)
  })

  it('are given once each before any is given twice', () => {
    expect(new ColourDealer(all.slice(0, 5)).next()).toBe(all[5])
    expect(new ColourDealer([all[1], all[0]]).next()).toBe(all[2])
    const dealer = new ColourDealer([...all, all[0]])
    expect([dealer.next(), dealer.next()]).toEqual([all[1], all[2]])
  })
})

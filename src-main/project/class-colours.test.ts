import { describe, expect, it } from 'vitest'
import { channelsOf, colourDistance, luminance, type Vision, visions } from '../contract/colour-vision.ts'
import { ColourDealer, classColour } from './class-colours.ts'

function closest(colours: readonly string[], vision: Vision): number {
  return Math.min(...colours.flatMap((a, i) => colours.slice(0, i).map((b) => colourDistance(a, b, vision))))
}

const all = Array.from({ length: 1000 }, (_, place) => classColour(place))

describe('default colours', () => {
  it('stand out from white and from near-black by 3 : 1', () => {
    const dark = luminance(0x1a, 0x1a, 0x1a)
    for (const colour of all) {
      const light = luminance(...channelsOf(colour))
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
    const gaps = all
      .slice(1)
      .map((colour, i) => Math.min(...visions.map((vision) => colourDistance(colour, all[i], vision))))
    const least = (count: number) => Math.min(...gaps.slice(0, count - 1))
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

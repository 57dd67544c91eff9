import { describe, expect, it } from 'vitest'
import { channelsOf, colourDistance, seeColour, seenLength, visions } from './colour-vision.ts'

function see(colour: string): Float32Array {
  const seen = new Float32Array(seenLength)
  seeColour(...channelsOf(colour), seen, 0)
  return seen
}

describe('how colours are seen', () => {
  it('begins with what their hexadecimal numbers say', () => {
    expect(channelsOf('#ff8001')).toEqual([255, 128, 1])
  })

  it('is OKLab, which takes white to lightness 1 and grey to no colour, whatever the sight', () => {
    const [white, grey] = [see('#ffffff'), see('#808080')]
    for (const vision of [0, 3, 6]) {
      expect(white[vision]).toBeCloseTo(1, 4)
      for (const part of [white[vision + 1], white[vision + 2], grey[vision + 1], grey[vision + 2]]) {
        expect(part).toBeCloseTo(0, 3)
      }
    }
    // Ottosson 2020, table of examples: pure red is L 0.628, a 0.225, b 0.126.
    const red = see('#ff0000')
    expect([red[0], red[1], red[2]].map((value) => Number(value.toFixed(3)))).toEqual([0.628, 0.225, 0.126])
  })
})

describe('colourDistance', () => {
  it('is 1 from black to white, for everybody, and 0 from a colour to itself', () => {
    for (const vision of visions) {
      expect(colourDistance('#000000', '#ffffff', vision)).toBeCloseTo(1, 3)
      expect(colourDistance('#b46000', '#b46000', vision)).toBe(0)
    }
  })

  it('shrinks between a red and a green without the cones for them', () => {
    const [red, green] = ['#c84800', '#6e7d00']
    expect(colourDistance(red, green, 'normal')).toBeGreaterThan(0.15)
    expect(colourDistance(red, green, 'deuteranopia')).toBeLessThan(
      0.6 * colourDistance(red, green, 'normal'),
    )
  })
})

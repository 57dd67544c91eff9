import { channelsOf, luminance, seeColour, seenLength, squaredDistance } from '../contract/colour-vision.ts'

/**
 * Colours for classes, in the order they are given. Each was chosen to lie farthest from those before it, in
 * OKLab (Ottosson 2020) as seen with normal sight, protanopia and deuteranopia (Machado et al. 2009), among
 * colours of relative luminance 0.13 … 0.30, which keep a contrast of 3 : 1 to white and to near-black (#1a1a1a).
 */
const classColours: readonly string[] = [
  '#0072c6',
  '#f06c00',
  '#00a88a',
  '#ae424e',
  '#9084fc',
  '#785a90',
  '#5a96c6',
  '#f66078',
  '#b46000',
  '#3ca836',
  '#666cea',
  '#247260',
  '#9c729c',
  '#66905a',
  '#4884de',
  '#b44206',
  '#7e78c0',
  '#845ab4',
  '#36a2ae',
  '#7890e4',
  '#84783c',
  '#d84242',
  '#906078',
  '#425ad2',
  '#d85a72',
  '#a89000',
  '#306ca2',
  '#009678',
  '#ba84a8',
  '#ea6654',
  '#008a90',
  '#607efc',
  '#007842',
  '#8460d8',
  '#846024',
  '#cc6612',
]

/** Beyond so many classes, colours repeat. */
const mostColours = 1000
/** Channels of the colours that are generated are multiples of this. */
const channelStep = 8
/** Relative luminances that keep a contrast of 3 : 1 to near-black (#1a1a1a) and to white. */
const darkest = 3 * (luminance(0x1a, 0x1a, 0x1a) + 0.05) - 0.05
const lightest = 1.05 / 3 - 0.05
/** Among colours that lie so far (as a share of the farthest) from all before, the last one given has the say. */
const nearlyAsFar = 0.8

/**
 * Colours after {@link classColours}, by the same rule, and so that each also stands out from the one before it: classes
 * made one after the other stand beside each other in lists. Always the same ones.
 */
class ColourSequence {
  readonly #colours = [...classColours]
  /** Channels of the candidates, how they are seen, and the squared distance of each to all colours so far. */
  readonly #channels: [red: number, green: number, blue: number][] = []
  readonly #seen: Float32Array
  readonly #gaps: Float32Array
  /** Squared distance of each candidate to the last colour. */
  readonly #toLast: Float32Array

  constructor() {
    for (let red = 0; red < 256; red += channelStep) {
      for (let green = 0; green < 256; green += channelStep) {
        for (let blue = 0; blue < 256; blue += channelStep) {
          const light = luminance(red, green, blue)
          if (light >= darkest && light <= lightest) this.#channels.push([red, green, blue])
        }
      }
    }
    this.#seen = new Float32Array(this.#channels.length * seenLength)
    this.#channels.forEach(([red, green, blue], i) => {
      seeColour(red, green, blue, this.#seen, i * seenLength)
    })
    this.#gaps = new Float32Array(this.#channels.length).fill(Number.POSITIVE_INFINITY)
    this.#toLast = new Float32Array(this.#channels.length)
    const seen = new Float32Array(seenLength)
    for (const colour of classColours) {
      seeColour(...channelsOf(colour), seen, 0)
      this.#measure(seen, 0)
    }
  }

  at(place: number): string {
    while (this.#colours.length <= place) this.#add()
    return this.#colours[place]
  }

  #add(): void {
    let farthest = 0
    for (const gap of this.#gaps) if (gap > farthest) farthest = gap
    const enough = nearlyAsFar * nearlyAsFar * farthest
    let chosen = 0
    let best = -1
    for (let i = 0; i < this.#gaps.length; i++) {
      if (this.#gaps[i] < enough || this.#toLast[i] <= best) continue
      chosen = i
      best = this.#toLast[i]
    }
    this.#colours.push(
      `#${this.#channels[chosen].map((value) => value.toString(16).padStart(2, '0')).join('')}`,
    )
    this.#measure(this.#seen, chosen * seenLength)
  }

  #measure(seen: Float32Array, at: number): void {
    for (let i = 0; i < this.#gaps.length; i++) {
      const distance = squaredDistance(this.#seen, i * seenLength, seen, at)
      this.#toLast[i] = distance
      if (distance < this.#gaps[i]) this.#gaps[i] = distance
    }
  }
}

let sequence: ColourSequence | null = null

/** Colour of the class at this place, counted from 0, where nobody chose another. */
export function classColour(place: number): string {
  if (place < classColours.length) return classColours[place]
  sequence ??= new ColourSequence()
  return sequence.at(place % mostColours)
}

/** Deals out colours one after the other: those not in use; with more classes than colours, those used least. */
export class ColourDealer {
  readonly #uses = new Map<string, number>()
  #place = 0
  #round = 0

  constructor(used: readonly string[]) {
    for (const colour of used) this.#uses.set(colour, (this.#uses.get(colour) ?? 0) + 1)
  }

  next(): string {
    for (; ; this.#round++, this.#place = 0) {
      for (; this.#place < mostColours; this.#place++) {
        const colour = classColour(this.#place)
        const uses = this.#uses.get(colour) ?? 0
        if (uses > this.#round) continue
        this.#uses.set(colour, uses + 1)
        return colour
      }
    }
  }
}

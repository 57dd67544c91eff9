import { channelsOf } from '../../../../src-main/contract/colour-vision.ts'
import { type MapMarks, noCluster } from './marks.ts'

export const colourings = ['class', 'confidence', 'cluster', 'annotator'] as const
/** What the colours of the map say. */
export type Colouring = (typeof colourings)[number]

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/** Places of the palette: one for every number a mark can hold. */
export const paletteSide = 256
/** In place of a confidence: a person has said what it is. */
export const labeledKey = 256

/** Steps of confidence in the legend, as their lower ends. */
export const confidenceSteps = [0.9, 0.7, 0.5, 0] as const

/** Place of a sample in the palette; the shader computes the same. */
export function keyOf(marks: MapMarks, ordinal: number, colouring: Colouring): number {
  switch (colouring) {
    case 'class':
      return marks.classOf(ordinal)
    case 'confidence':
      return marks.has(ordinal, 'labeled') ? labeledKey : Math.round(255 * marks.confidenceOf(ordinal))
    case 'cluster':
      return marks.clusterOf(ordinal)
    case 'annotator':
      return marks.annotatorOf(ordinal)
  }
}

export interface PaletteInput {
  colouring: Colouring
  /** `#rrggbb` by class id. */
  classColours: ReadonlyMap<number, string>
  /** For what has no colour of its own. */
  neutral: Rgb
  /** Of a person's label where colours are about guesses. */
  labeled: Rgb
}

/** The colours as a square texture of bytes, by key, row after row [side · side · 4]. */
export function paletteOf({ colouring, classColours, neutral, labeled }: PaletteInput): Uint8Array {
  const bytes = new Uint8Array(paletteSide * paletteSide * 4)
  const put = (key: number, [red, green, blue]: Rgb) => bytes.set([red, green, blue, 255], 4 * key)
  for (let key = 0; key < paletteSide * paletteSide; key += 1) put(key, neutral)
  if (colouring === 'class') for (const [id, colour] of classColours) put(id, channelsOf(colour))
  if (colouring === 'confidence') {
    for (let key = 0; key < 256; key += 1) put(key, confidenceColour(key / 255))
    put(labeledKey, labeled)
  }
  if (colouring === 'cluster') for (let key = 0; key < noCluster; key += 1) put(key, countedColour(key))
  if (colouring === 'annotator') for (let key = 1; key < 256; key += 1) put(key, countedColour(key - 1))
  return bytes
}

/** Orange where the model is unsure, blue where it is sure, told apart by the colour-blind; pale between them. */
const confidenceStops: readonly Rgb[] = [
  [201, 84, 10],
  [214, 158, 84],
  [126, 150, 178],
  [36, 98, 182],
]

export function confidenceColour(confidence: number): Rgb {
  const at = Math.min(confidenceStops.length - 1.001, Math.max(0, confidence * (confidenceStops.length - 1)))
  const low = confidenceStops[Math.floor(at)]
  const high = confidenceStops[Math.floor(at) + 1]
  const share = at - Math.floor(at)
  return [0, 1, 2].map((c) => Math.round(low[c] + share * (high[c] - low[c]))) as unknown as Rgb
}

/** As far apart as colours of many get: hues by the golden angle, in three degrees of lightness. */
export function countedColour(place: number): Rgb {
  return rgbOfHsl((place * 137.508) % 360, 0.58, [0.5, 0.4, 0.62][place % 3])
}

function rgbOfHsl(hue: number, saturation: number, lightness: number): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const part = (n: number) => {
    const k = (n + hue / 30) % 12
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [part(0), part(8), part(4)]
}

/** A colour as browsers resolve it, `rgb(12, 34, 56)`; black where it is written otherwise. */
export function rgbOfCss(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = colour.match(/\d+(\.\d+)?/g)?.map(Number) ?? []
  return [red, green, blue]
}

export const cssOf = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`

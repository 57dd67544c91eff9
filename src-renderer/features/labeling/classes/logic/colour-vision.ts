/** How a colour is seen: with normal sight, or without red or green cones. */
export const visions = ['normal', 'protanopia', 'deuteranopia'] as const
export type Vision = (typeof visions)[number]

type Matrix = readonly (readonly [number, number, number])[]
type Triple = readonly [number, number, number]

/** Linear RGB as somebody without red or green cones sees it: Machado, Oliveira and Fernandes (2009), severity 1. */
const seenThrough: Record<Vision, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
}

/** Linear RGB → cone responses, and their cube roots → OKLab (Ottosson 2020). */
const toCones: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
]
const toLab: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
]

function times(matrix: Matrix, [x, y, z]: Triple): Triple {
  const row = (at: number) => matrix[at][0] * x + matrix[at][1] * y + matrix[at][2] * z
  return [row(0), row(1), row(2)]
}

function map([x, y, z]: Triple, change: (value: number) => number): Triple {
  return [change(x), change(y), change(z)]
}

/** `#rrggbb` in OKLab as somebody sees it: lightness in [0, 1], two axes of colour. */
function oklab(colour: string, vision: Vision): Triple {
  const linear = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  const seen = map(times(seenThrough[vision], [linear(1), linear(3), linear(5)]), (value) =>
    Math.min(1, Math.max(0, value)),
  )
  return times(toLab, map(times(toCones, seen), Math.cbrt))
}

/** How far two colours lie apart for somebody; black and white are 1 apart. */
export function colourDistance(a: string, b: string, vision: Vision): number {
  const [one, other] = [oklab(a, vision), oklab(b, vision)]
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])
}

/**
 * Colours nearer than this are hard to tell apart in small marks. About twice the step that is just seen side by side
 * (0.02 in OKLab); classes are told apart from memory and across the screen.
 */
export const hardToTell = 0.04

export interface LookAlike<Entry> {
  entry: Entry
  /** For whom: with normal sight it is hard for everybody. */
  vision: Vision
}

/**
 * The class whose colour is hardest to tell from this one, and for whom; null where all can be told apart. What is hard
 * with normal sight comes first, however near others come for the colour-blind.
 */
export function lookAlike<Entry extends { colour: string }>(
  colour: string,
  others: readonly Entry[],
): LookAlike<Entry> | null {
  for (const group of [['normal'], ['protanopia', 'deuteranopia']] as const) {
    let nearest: (LookAlike<Entry> & { distance: number }) | null = null
    for (const entry of others) {
      for (const vision of group) {
        const distance = colourDistance(colour, entry.colour, vision)
        if (distance < (nearest?.distance ?? hardToTell)) nearest = { entry, vision, distance }
      }
    }
    if (nearest) return { entry: nearest.entry, vision: nearest.vision }
  }
  return null
}

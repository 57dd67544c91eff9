/** How a colour is seen: with normal sight, or without red or green cones. */
export const visions = ['normal', 'protanopia', 'deuteranopia'] as const
export type Vision = (typeof visions)[number]

/** Numbers that {@link seeColour} writes: OKLab coordinates for each of {@link visions}. */
export const seenLength = 9

/** Linear sRGB as it is seen by each of {@link visions}: Machado, Oliveira and Fernandes (2009), severity 1. */
const seenThrough = [
  [1, 0, 0, 0, 1, 0, 0, 0, 1],
  [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
]

/** Linear intensity in [0, 1] of an sRGB channel 0 … 255. */
const intensities = Float64Array.from({ length: 256 }, (_, channel) => {
  const value = channel / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

/** Channels 0 … 255 of `#rrggbb`. */
export function channelsOf(colour: string): [red: number, green: number, blue: number] {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16)
  return [channel(1), channel(3), channel(5)]
}

/** Relative luminance (WCAG 2.2) of an sRGB colour, channels 0 … 255. */
export function luminance(red: number, green: number, blue: number): number {
  return 0.2126 * intensities[red] + 0.7152 * intensities[green] + 0.0722 * intensities[blue]
}

/** Writes how an sRGB colour (channels 0 … 255) is seen to `out[at … at + seenLength − 1]`, in OKLab (Ottosson 2020). */
export function seeColour(red: number, green: number, blue: number, out: Float32Array, at: number): void {
  const [r, g, b] = [intensities[red], intensities[green], intensities[blue]]
  seenThrough.forEach((m, vision) => {
    const seenRed = clamp(m[0] * r + m[1] * g + m[2] * b)
    const seenGreen = clamp(m[3] * r + m[4] * g + m[5] * b)
    const seenBlue = clamp(m[6] * r + m[7] * g + m[8] * b)
    const long = Math.cbrt(0.4122214708 * seenRed + 0.5363325363 * seenGreen + 0.0514459929 * seenBlue)
    const medium = Math.cbrt(0.2119034982 * seenRed + 0.6806995451 * seenGreen + 0.1073969566 * seenBlue)
    const short = Math.cbrt(0.0883024619 * seenRed + 0.2817188376 * seenGreen + 0.6299787005 * seenBlue)
    const place = at + 3 * vision
    out[place] = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short
    out[place + 1] = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
    out[place + 2] = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
  })
}

/** Squared distance in OKLab of two seen colours, with the kind of sight to which they are most alike. */
export function squaredDistance(a: Float32Array, atA: number, b: Float32Array, atB: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let k = 0; k < seenLength; k += 3) {
    const lightness = a[atA + k] - b[atB + k]
    const greenRed = a[atA + k + 1] - b[atB + k + 1]
    const blueYellow = a[atA + k + 2] - b[atB + k + 2]
    const distance = lightness * lightness + greenRed * greenRed + blueYellow * blueYellow
    if (distance < least) least = distance
  }
  return least
}

/** How far two colours `#rrggbb` lie apart for somebody, in OKLab; black and white are 1 apart. */
export function colourDistance(a: string, b: string, vision: Vision): number {
  const at = 3 * visions.indexOf(vision)
  const [one, other] = [a, b].map((colour) => {
    const seen = new Float32Array(seenLength)
    seeColour(...channelsOf(colour), seen, 0)
    return seen
  })
  return Math.hypot(one[at] - other[at], one[at + 1] - other[at + 1], one[at + 2] - other[at + 2])
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}

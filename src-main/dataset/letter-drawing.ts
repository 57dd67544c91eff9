import { rasterise } from './letter-raster.ts'
import { type BoneStroke, drawStroke, type Polyline } from './letter-strokes.ts'
import { capitals, smalls, type Writer } from './letter-writer.ts'
import type { Random } from './random.ts'

/** Chance that a writer uses another form of a letter than the preferred one. */
const whim = 0.15
/** Ink stays this far from the border, in pixels. */
const margin = 2

/**
 * Draws one letter in one writer's hand, as EMNIST shows letters: white ink on black, proportions kept, the longer
 * side about 20 of 28 pixels, centred on the centre of its mass.
 *
 * @param letter 0 for A … 25 for Z
 * @returns gray pixels [side · side]
 */
export function drawLetter(letter: number, writer: Writer, random: Random, side: number): Uint8Array {
  const isCapital = random.next() < 0.5
  const forms = (isCapital ? capitals : smalls)[letter]
  const preferred = (isCapital ? writer.capital : writer.small)[letter]
  const form = forms[random.next() < whim ? random.below(forms.length) : preferred]

  const strokes = form.map((bones) => {
    const shaky = shake(bones, writer, random)
    return drawStroke(shaky, () => 0.035 * random.normal())
  })
  bend(strokes, writer, random)
  slantAndTurn(strokes, writer, random)

  const extent = measure(strokes)
  const size = random.between(0.64, 0.77) * side
  // Where much ink must go into little room (M, W), hands and pens get finer, or nothing could be read.
  const crowding = Math.min(1, (3.2 * extent.longest) / extent.length)
  const penWidth = Math.max(1.5, writer.penWidth * crowding * (1 + 0.08 * random.normal()))
  fitInto(strokes, extent, size, penWidth, side)
  const phases = strokes.map(() => random.between(0, 2 * Math.PI))
  return rasterise(
    strokes,
    {
      radius: (stroke, along) => {
        const swing = Math.sin(phases[stroke] + 4 * along) * writer.pressure
        // The pen lands and lifts: the first and last tenth of a stroke are a little thinner.
        const ends = Math.min(1, 0.8 + 2 * Math.min(along, 1 - along))
        return (penWidth / 2) * (1 + swing) * ends
      },
      softness: writer.softness,
      level: writer.level,
    },
    side,
  )
}

/** Moves every point a little, every stroke as a whole a little, and rounds some corners. */
function shake({ points, corners }: BoneStroke, writer: Writer, random: Random): BoneStroke {
  const shiftX = 1.6 * random.normal()
  const shiftY = 1.6 * random.normal()
  const shaken = new Float64Array(points.length)
  for (let i = 0; i < points.length; i += 2) {
    shaken[i] = points[i] + shiftX + writer.wobble * random.normal()
    shaken[i + 1] = points[i + 1] + shiftY + writer.wobble * random.normal()
  }
  return { points: shaken, corners: corners.map((corner) => corner && random.next() >= writer.roundness) }
}

/** Elastic distortion: a smooth random field, two waves per axis, each at most once over the letter. */
function bend(strokes: Polyline[], writer: Writer, random: Random): void {
  const waves = Array.from({ length: 4 }, () => ({
    x: random.between(-0.06, 0.06),
    y: random.between(-0.06, 0.06),
    phase: random.between(0, 2 * Math.PI),
    size: writer.bend * random.normal(),
  }))
  const field = (x: number, y: number, first: number) =>
    waves[first].size * Math.sin(waves[first].x * x + waves[first].y * y + waves[first].phase) +
    waves[first + 1].size * Math.sin(waves[first + 1].x * x + waves[first + 1].y * y + waves[first + 1].phase)
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      const [x, y] = [stroke[i], stroke[i + 1]]
      stroke[i] = x + field(x, y, 0)
      stroke[i + 1] = y + field(x, y, 2)
    }
  }
}

function slantAndTurn(strokes: Polyline[], writer: Writer, random: Random): void {
  const slant = writer.slant + 0.06 * random.normal()
  const breadth = writer.breadth * (1 + 0.08 * random.normal())
  const angle = 0.07 * random.normal()
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      const x = breadth * stroke[i] - slant * stroke[i + 1]
      const y = stroke[i + 1]
      stroke[i] = cos * x - sin * y
      stroke[i + 1] = sin * x + cos * y
    }
  }
}

interface Extent {
  left: number
  top: number
  right: number
  bottom: number
  /** The longer side of the box around the letter. */
  longest: number
  /** Of all strokes together. */
  length: number
  /** Centre of mass of the lines. */
  centreX: number
  centreY: number
}

function measure(strokes: Polyline[]): Extent {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  let [massX, massY, length] = [0, 0, 0]
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      const x = stroke[i]
      const y = stroke[i + 1]
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      if (i === 0) continue
      const step = Math.hypot(x - stroke[i - 2], y - stroke[i - 1])
      massX += (step * (x + stroke[i - 2])) / 2
      massY += (step * (y + stroke[i - 1])) / 2
      length += step
    }
  }
  const longest = Math.max(right - left, bottom - top)
  return { left, top, right, bottom, longest, length, centreX: massX / length, centreY: massY / length }
}

/** Scales the longer side, ink included, to `size` pixels and moves the centre of mass to the image's centre. */
function fitInto(strokes: Polyline[], extent: Extent, size: number, penWidth: number, side: number): void {
  const scale = (size - penWidth) / extent.longest
  // Centred on the mass, but never so far off that ink leaves the image.
  const room = margin + penWidth / 2
  const place = (low: number, high: number, centre: number) =>
    Math.max(room - scale * low, Math.min(side - room - scale * high, side / 2 - scale * centre))
  const moveX = place(extent.left, extent.right, extent.centreX)
  const moveY = place(extent.top, extent.bottom, extent.centreY)
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      stroke[i] = scale * stroke[i] + moveX
      stroke[i + 1] = scale * stroke[i + 1] + moveY
    }
  }
}

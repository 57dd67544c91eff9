/** One stroke of a skeleton: x, y pairs, and whether the pen turns sharply there. */
export interface BoneStroke {
  points: Float64Array
  corners: boolean[]
}

/** Points of a drawn stroke, close enough together to be joined by straight lines: x, y pairs. */
export type Polyline = Float64Array

/** Straight pieces that one span between two skeleton points is cut into. */
const pieces = 7

/** Parses the notation of `letterSkeletons`. */
export function parseSkeleton(text: string): BoneStroke[] {
  return text.split('/').map((stroke) => {
    const words = stroke.trim().split(/\s+/)
    const points = new Float64Array(words.length * 2)
    const corners: boolean[] = []
    for (const [index, word] of words.entries()) {
      const match = /^(-?\d+),(-?\d+)(!?)$/.exec(word)
      if (match === null) throw new SyntaxError(`"${word}" is not a point of a skeleton`)
      points[index * 2] = Number(match[1])
      points[index * 2 + 1] = Number(match[2])
      corners.push(match[3] === '!')
    }
    return { points, corners }
  })
}

/**
 * Runs a smooth curve through the points: a Catmull–Rom spline, broken at corners. `bow` bends spans that would be
 * straight, in units of their length, as no hand draws with a ruler; one value per span.
 */
export function drawStroke({ points, corners }: BoneStroke, bow: (span: number) => number): Polyline {
  const count = points.length / 2
  const out = new Float64Array(((count - 1) * pieces + 1) * 2)
  out[0] = points[0]
  out[1] = points[1]
  for (let span = 0; span + 1 < count; span++) {
    const before = span === 0 || corners[span] ? span : span - 1
    const after = span + 2 >= count || corners[span + 1] ? span + 1 : span + 2
    const [x0, y0] = [points[before * 2], points[before * 2 + 1]]
    const [x1, y1] = [points[span * 2], points[span * 2 + 1]]
    const [x2, y2] = [points[span * 2 + 2], points[span * 2 + 3]]
    const [x3, y3] = [points[after * 2], points[after * 2 + 1]]
    const straight = before === span && after === span + 1 ? bow(span) : 0
    for (let piece = 1; piece <= pieces; piece++) {
      const t = piece / pieces
      const at = (span * pieces + piece) * 2
      const side = 4 * t * (1 - t) * straight
      out[at] = catmullRom(x0, x1, x2, x3, t) - side * (y2 - y1)
      out[at + 1] = catmullRom(y0, y1, y2, y3, t) + side * (x2 - x1)
    }
  }
  return out
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
}

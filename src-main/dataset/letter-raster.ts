import type { Polyline } from './letter-strokes.ts'

export interface Ink {
  /** Half the pen's width at a point of a stroke, in pixels; `along` runs from 0 to 1 over the stroke. */
  radius: (stroke: number, along: number) => number
  /** Width of the soft edge, in pixels: 1 is plain anti-aliasing, more is blur. */
  softness: number
  /** Brightness of full ink, 0 … 255. */
  level: number
}

/**
 * Draws strokes as white ink on black: every pixel takes the ink of the nearest piece of line.
 *
 * @param strokes in pixels of the image
 * @returns gray pixels [side · side]
 */
export function rasterise(strokes: Polyline[], ink: Ink, side: number): Uint8Array {
  const coverage = new Float32Array(side * side)
  for (const [index, stroke] of strokes.entries()) {
    const last = stroke.length / 2 - 1
    for (let i = 0; i < last; i++) {
      const radius = ink.radius(index, (i + 0.5) / last)
      drawPiece(coverage, side, stroke, i * 2, radius, ink.softness)
    }
  }
  const pixels = new Uint8Array(side * side)
  for (let i = 0; i < pixels.length; i++) pixels[i] = Math.round(coverage[i] * ink.level)
  return pixels
}

function drawPiece(
  coverage: Float32Array,
  side: number,
  stroke: Polyline,
  at: number,
  radius: number,
  softness: number,
): void {
  const ax = stroke[at]
  const ay = stroke[at + 1]
  const bx = stroke[at + 2]
  const by = stroke[at + 3]
  const dx = bx - ax
  const dy = by - ay
  const length2 = dx * dx + dy * dy
  const reach = radius + softness / 2
  const left = Math.max(0, Math.floor(Math.min(ax, bx) - reach - 0.5))
  const right = Math.min(side - 1, Math.ceil(Math.max(ax, bx) + reach - 0.5))
  const top = Math.max(0, Math.floor(Math.min(ay, by) - reach - 0.5))
  const bottom = Math.min(side - 1, Math.ceil(Math.max(ay, by) + reach - 0.5))
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      // From the pixel's centre to the nearest point of the piece.
      const px = x + 0.5 - ax
      const py = y + 0.5 - ay
      const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2))
      const ex = px - t * dx
      const ey = py - t * dy
      const edge = Math.min(1, Math.max(0, 0.5 + (radius - Math.sqrt(ex * ex + ey * ey)) / softness))
      if (edge === 0) continue
      const share = edge * edge * (3 - 2 * edge)
      if (share > coverage[y * side + x]) coverage[y * side + x] = share
    }
  }
}

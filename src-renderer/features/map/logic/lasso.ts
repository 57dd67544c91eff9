import type { Point } from './camera.ts'

/** Finds samples in a part of the map; kdbush has this form. */
export interface PlaceIndex {
  /** Ordinals in a rectangle. */
  range(minX: number, minY: number, maxX: number, maxY: number): ArrayLike<number>
  /** Ordinals in a circle. */
  within(x: number, y: number, radius: number): ArrayLike<number>
}

/** Whether a place is inside a polygon, by the even-odd rule. */
export function isInside(polygon: readonly Point[], x: number, y: number): boolean {
  let inside = false
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[i]
    const b = polygon[j]
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}

/**
 * Ordinals of the samples in a drawn outline, ascending.
 * @param places [count · 2] @param outline on the map; closed by itself
 */
export function samplesInside(outline: readonly Point[], places: Float32Array, index: PlaceIndex): number[] {
  if (outline.length < 3) return []
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of outline) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  const inside: number[] = []
  const near = index.range(left, top, right, bottom)
  for (let i = 0; i < near.length; i += 1) {
    const ordinal = near[i]
    if (isInside(outline, places[2 * ordinal], places[2 * ordinal + 1])) inside.push(ordinal)
  }
  return inside.sort((a, b) => a - b)
}

/** Ordinals of the samples in a circle, ascending. */
export function samplesWithin(index: PlaceIndex, middle: Point, radius: number): number[] {
  return Array.from(index.within(middle.x, middle.y, radius)).sort((a, b) => a - b)
}

/** The sample nearest to a place, or null where none is within `reach`. */
export function nearestSample(
  index: PlaceIndex,
  places: Float32Array,
  { x, y }: Point,
  reach: number,
): number | null {
  let nearest: number | null = null
  let least = Number.POSITIVE_INFINITY
  const near = index.within(x, y, reach)
  for (let i = 0; i < near.length; i += 1) {
    const ordinal = near[i]
    const squared = (places[2 * ordinal] - x) ** 2 + (places[2 * ordinal + 1] - y) ** 2
    if (squared < least) {
      least = squared
      nearest = ordinal
    }
  }
  return nearest
}

import type { Point } from './camera.ts'

/** Share of a cluster that is outlined; the rest may lie anywhere. */
const core = 0.9

/**
 * Convex outline of the core of a cluster: its samples nearest to the median of all of them; monotone chain (Andrew 1979).
 * @param ordinals members @param places [count · 2]
 */
export function clusterOutline(ordinals: readonly number[], places: Float32Array): Point[] {
  if (ordinals.length === 0) return []
  const middleX = median(ordinals.map((ordinal) => places[2 * ordinal]))
  const middleY = median(ordinals.map((ordinal) => places[2 * ordinal + 1]))
  const byDistance = ordinals
    .map((ordinal) => ({ x: places[2 * ordinal], y: places[2 * ordinal + 1] }))
    .sort((a, b) => squared(a, middleX, middleY) - squared(b, middleX, middleY))
  const kept = byDistance.slice(0, Math.ceil(core * byDistance.length))
  kept.sort((a, b) => a.x - b.x || a.y - b.y)
  return [...halfHull(kept), ...halfHull(kept.toReversed())]
}

/** From the first to the last point, the last left out. */
function halfHull(points: readonly Point[]): Point[] {
  const hull: Point[] = []
  for (const point of points) {
    while (hull.length >= 2 && turn(hull[hull.length - 2], hull[hull.length - 1], point) <= 0) hull.pop()
    hull.push(point)
  }
  return points.length > 1 ? hull.slice(0, -1) : hull
}

const turn = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
const squared = (point: Point, x: number, y: number) => (point.x - x) ** 2 + (point.y - y) ** 2

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

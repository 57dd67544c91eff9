import type { CurvePoint } from '../quality.ts'

/** The learning curve as columns for a chart, one entry per number of labels, ascending. */
export interface CurveColumns {
  labeled: number[]
  value: (number | null)[]
  low: (number | null)[]
  high: (number | null)[]
  confidence: number[]
}

/** What undo and relabeling passed twice is drawn once, as it was last. */
export function curveColumns(curve: readonly CurvePoint[]): CurveColumns {
  const last = new Map<number, CurvePoint>()
  for (const point of curve) {
    const known = last.get(point.labeled)
    if (!known || known.eventId <= point.eventId) last.set(point.labeled, point)
  }
  const points = [...last.values()].sort((a, b) => a.labeled - b.labeled)
  return {
    labeled: points.map(({ labeled }) => labeled),
    value: points.map(({ accuracy }) => accuracy?.value ?? null),
    low: points.map(({ accuracy }) => accuracy?.low ?? null),
    high: points.map(({ accuracy }) => accuracy?.high ?? null),
    confidence: points.map(({ confidence }) => confidence),
  }
}

/** A range of shares for the axis: from the tenth below the lowest value to 1. */
export function shareRange(...columns: (number | null)[][]): [from: number, to: number] {
  const values = columns.flat().filter((value) => value !== null)
  const least = values.length > 0 ? Math.min(...values) : 0.5
  return [Math.max(0, Math.min(0.9, Math.floor(least * 10) / 10)), 1]
}

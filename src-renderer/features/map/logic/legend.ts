import { type Colouring, confidenceSteps, keyOf, labeledKey } from './colouring.ts'
import { type MapMarks, noCluster } from './marks.ts'

/** One colour of the map and how many samples have it. */
export interface LegendCount {
  /** First and last place in the palette. */
  from: number
  to: number
  /** Samples that people labeled. */
  labeled: number
  /** The others. */
  open: number
}

/** How many samples have each colour; one pass over the samples. */
export function legendCounts(marks: MapMarks, colouring: Colouring): LegendCount[] {
  const labeled = new Map<number, number>()
  const open = new Map<number, number>()
  for (let ordinal = 0; ordinal < marks.count; ordinal += 1) {
    // Junk is on the map, crossed out, and counts for nothing.
    if (marks.has(ordinal, 'excluded')) continue
    const key = keyOf(marks, ordinal, colouring)
    const counts = marks.has(ordinal, 'labeled') ? labeled : open
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  if (colouring === 'confidence') return confidenceCounts(labeled, open)
  const keys = [...new Set([...labeled.keys(), ...open.keys()])]
  const counts = keys.map((key) => ({
    from: key,
    to: key,
    labeled: labeled.get(key) ?? 0,
    open: open.get(key) ?? 0,
  }))
  const isNothing = ({ from }: LegendCount) => (colouring === 'cluster' ? from === noCluster : from === 0)
  return [
    ...counts.filter((entry) => !isNothing(entry)).sort((a, b) => total(b) - total(a) || a.from - b.from),
    ...counts.filter(isNothing),
  ]
}

function confidenceCounts(labeled: Map<number, number>, open: Map<number, number>): LegendCount[] {
  const steps = confidenceSteps.map((low, i) => {
    const from = Math.ceil(255 * low)
    const to = i === 0 ? 255 : Math.ceil(255 * confidenceSteps[i - 1]) - 1
    let sum = 0
    for (let key = from; key <= to; key += 1) sum += open.get(key) ?? 0
    return { from, to, labeled: 0, open: sum }
  })
  return [{ from: labeledKey, to: labeledKey, labeled: labeled.get(labeledKey) ?? 0, open: 0 }, ...steps]
}

export const total = ({ labeled, open }: LegendCount): number => labeled + open

import { createRandom } from '../decoder/random.ts'

export interface BootstrapOptions {
  replicates: number
  seed: number
}

/** Below this share of replicates that say something, their spread says nothing about the figure. */
const leastKnown = 0.9

/**
 * 95 % percentile intervals of figures by drawing samples again with replacement (Efron 1979). Samples that are alike in
 * all that matters share a kind, so that a replicate is only how many of each kind were drawn.
 *
 * @param kindOf kind of each sample, from 0
 * @param statistics the figures for so many samples of each kind; null where one is not defined for them
 */
export function bootstrapIntervals(
  kindOf: Int32Array,
  kinds: number,
  statistics: (counts: Float64Array) => readonly (number | null)[],
  { replicates, seed }: BootstrapOptions,
): ({ low: number; high: number } | null)[] {
  const random = createRandom(seed)
  const counts = new Float64Array(kinds)
  const drawn: number[][] = []
  for (let replicate = 0; replicate < replicates; replicate++) {
    counts.fill(0)
    for (let i = 0; i < kindOf.length; i++) counts[kindOf[Math.floor(random() * kindOf.length)]]++
    statistics(counts).forEach((value, at) => {
      drawn[at] ??= []
      if (value !== null) drawn[at].push(value)
    })
  }
  return drawn.map((values) => {
    if (values.length < leastKnown * replicates) return null
    const sorted = Float64Array.from(values).sort()
    return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) }
  })
}

/** Linear between the two nearest, as most statistics packages have it. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below)
}

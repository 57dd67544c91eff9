import type { SampleDetail } from '../../../src-main/contract/sample.ts'

export type SampleProfile = NonNullable<SampleDetail['profile']>

/** A column, or several neighbours together, with places in [0, 1] between the least and the largest value there is. */
export interface ProfilePoint {
  /** First and last column, counted from 0. */
  from: number
  to: number
  place: number
  /** Cluster mean, and mean − deviation … mean + deviation; null where there is no cluster. */
  cluster: { place: number; low: number; high: number } | null
}

/** Columns that differ less than this from their cluster are as usual, in standard deviations. */
const unusualFrom = 2
/** Spread that is taken for granted, as a share of the column's range: in a cluster without any, all else were infinitely far. */
const leastSpread = 0.02

/** The profile as points, at most `mostPoints`: neighbouring columns are drawn as their means where there are more. */
export function profilePoints(profile: SampleProfile, mostPoints: number): ProfilePoint[] {
  const columns = profile.values.length
  const count = Math.min(columns, mostPoints)
  return Array.from({ length: count }, (_, point) => {
    const from = Math.floor((point * columns) / count)
    const to = Math.max(from, Math.floor(((point + 1) * columns) / count) - 1)
    const mean = (at: (column: number) => number) => {
      let sum = 0
      for (let column = from; column <= to; column++) sum += at(column)
      return sum / (to - from + 1)
    }
    const { cluster } = profile
    return {
      from,
      to,
      place: mean((column) => placeIn(profile, column, profile.values[column])),
      cluster: cluster && {
        place: mean((column) => placeIn(profile, column, cluster.mean[column])),
        low: mean((column) => placeIn(profile, column, cluster.mean[column] - cluster.deviation[column])),
        high: mean((column) => placeIn(profile, column, cluster.mean[column] + cluster.deviation[column])),
      },
    }
  })
}

/** Where a value lies in its column's range: 0 least, 1 largest; in the middle where all are alike. */
function placeIn({ range }: SampleProfile, column: number, value: number): number {
  const { low, high } = range[column]
  return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5
}

/** How far a value is from its cluster's mean, in standard deviations, with its sign; 0 without a cluster. */
export function deviations({ values, cluster, range }: SampleProfile, column: number): number {
  if (!cluster) return 0
  const { low, high } = range[column]
  const spread = Math.max(cluster.deviation[column], leastSpread * (high - low))
  return spread > 0 ? (values[column] - cluster.mean[column]) / spread : 0
}

/** Columns in which a sample is unlike its cluster, the farthest first. */
export function unusualColumns(profile: SampleProfile, most: number): number[] {
  return [...profile.values.keys()]
    .filter((column) => isUnusual(profile, column))
    .sort((a, b) => Math.abs(deviations(profile, b)) - Math.abs(deviations(profile, a)))
    .slice(0, most)
}

export function isUnusual(profile: SampleProfile, column: number): boolean {
  return Math.abs(deviations(profile, column)) >= unusualFrom
}

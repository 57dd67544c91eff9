import type { GroupQuality, Interval } from '../contract/quality.ts'
import { auditsNeeded } from './accuracy-estimate.ts'
import { jeffreysInterval } from './binomial-interval.ts'
import { weightedShare } from './weighted-share.ts'

export interface GroupedSamples {
  /** Names of the groups. */
  values: readonly string[]
  /** Group of each sample, −1 for none [samples]. */
  group: ArrayLike<number>
  /** Not 0 where people labeled the sample [samples]. */
  labeled: ArrayLike<number>
  /** Not 0 where it takes no part [samples]. */
  excluded: ArrayLike<number>
  audit: GroupedAudits
}

export interface GroupedAudits {
  /** Samples of the audit, from 0 [v]. */
  ordinals: ArrayLike<number>
  /** Not 0 where the guess was right [v]. */
  right: ArrayLike<number>
  weight: ArrayLike<number>
}

/**
 * How much of each group is labeled and how often guesses for it are right, largest first. A difference is named only
 * where intervals lie apart: of many small groups some look odd by chance.
 */
export function groupQuality({ values, group, labeled, excluded, audit }: GroupedSamples): GroupQuality[] {
  const size = new Uint32Array(values.length)
  const labels = new Uint32Array(values.length)
  for (let i = 0; i < group.length; i += 1) {
    if (group[i] < 0 || excluded[i]) continue
    size[group[i]] += 1
    if (labeled[i]) labels[group[i]] += 1
  }
  const all = sum(size)
  const share = all > 0 ? sum(labels) / all : 0
  const members = values.map(() => [] as number[])
  const every: number[] = []
  for (let i = 0; i < audit.ordinals.length; i += 1) {
    const own = group[audit.ordinals[i]]
    if (own === undefined || own < 0) continue
    members[own].push(i)
    every.push(i)
  }
  return values
    .map((value, g) => {
      const accuracy = accuracyOf(audit, members[g])
      const inside = new Set(members[g])
      const others =
        accuracy &&
        accuracyOf(
          audit,
          every.filter((i) => !inside.has(i)),
        )
      const labeledShare = {
        value: size[g] > 0 ? labels[g] / size[g] : 0,
        ...jeffreysInterval(labels[g], size[g]),
      }
      return {
        value,
        size: size[g],
        labeled: labels[g],
        audits: members[g].length,
        share: labeledShare,
        accuracy,
        labeledLess: labeledShare.high < share,
        lessAccurate: accuracy !== null && others !== null && accuracy.high < others.low,
      }
    })
    .filter((row) => row.size > 0)
    .sort((a, b) => b.size - a.size)
}

function accuracyOf({ right, weight }: GroupedAudits, among: readonly number[]): Interval | null {
  if (among.length < auditsNeeded) return null
  return weightedShare(
    among.map((i) => right[i]),
    among.map((i) => weight[i]),
    jeffreysInterval,
  )
}

function sum(values: Uint32Array): number {
  return values.reduce((total, value) => total + value, 0)
}

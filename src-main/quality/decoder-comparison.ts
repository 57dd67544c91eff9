import type { DecoderKind } from '../contract/labeling.ts'
import type { DecoderComparison, Interval } from '../contract/quality.ts'
import { auditsNeeded } from './accuracy-estimate.ts'
import { effectiveCount, jeffreysInterval } from './binomial-interval.ts'
import { weightedShare } from './weighted-share.ts'

/** Standard normal quantile of 0.975. */
const z = 1.959963984540054

export interface ComparedDecoders {
  inUse: DecoderKind
  /** Whether each is right on the same audit samples; not 0 where it is [v each]. */
  right: ReadonlyMap<DecoderKind, ArrayLike<number>>
  /** [v] */
  weight: ArrayLike<number>
}

/** Which decoder is right more often: the same samples for all, so that what counts is where they differ. */
export function compareDecoders({ inUse, right, weight }: ComparedDecoders): DecoderComparison {
  const base = right.get(inUse) as ArrayLike<number>
  const audits = base.length
  if (audits < auditsNeeded) return { inUse, audits, needed: auditsNeeded, decoders: [] }
  return {
    inUse,
    audits,
    needed: auditsNeeded,
    decoders: Array.from(right, ([decoder, own]) => ({
      decoder,
      accuracy: weightedShare(own, weight, jeffreysInterval) as Interval,
      difference: decoder === inUse ? null : pairedDifference(own, base, weight),
      onlyThis: countWhere(audits, (i) => Boolean(own[i]) && !base[i]),
      onlyInUse: countWhere(audits, (i) => !own[i] && Boolean(base[i])),
    })),
  }
}

/**
 * Share of pairs won less share of pairs lost, with the 95 % interval of Bonett and Price (2012) for paired proportions:
 * Wald's, after one pair of each kind is added, which holds what it promises also where few pairs differ.
 */
export function pairedDifference(
  own: ArrayLike<number>,
  base: ArrayLike<number>,
  weight: ArrayLike<number>,
): Interval {
  let total = 0
  let won = 0
  let lost = 0
  for (let i = 0; i < own.length; i += 1) {
    total += weight[i]
    if (own[i] && !base[i]) won += weight[i]
    if (!own[i] && base[i]) lost += weight[i]
  }
  const pairs = effectiveCount(weight)
  const up = ((won / total) * pairs + 1) / (pairs + 2)
  const down = ((lost / total) * pairs + 1) / (pairs + 2)
  const reach = z * Math.sqrt((up + down - (up - down) ** 2) / (pairs + 2))
  const value = (won - lost) / total
  return {
    value,
    low: Math.max(-1, Math.min(value, up - down - reach)),
    high: Math.min(1, Math.max(value, up - down + reach)),
  }
}

function countWhere(length: number, holds: (i: number) => boolean): number {
  let count = 0
  for (let i = 0; i < length; i += 1) if (holds(i)) count += 1
  return count
}

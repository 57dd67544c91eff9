import type { Interval } from '../contract/quality.ts'
import { type Bounds, effectiveCount } from './binomial-interval.ts'

/**
 * Share of the samples for which something holds, by weight, and its 95 % interval; null where none counts.
 *
 * @param holds [n] not 0 where it does
 * @param weight [n]
 * @param interval of so many successes in so many trials
 */
export function weightedShare(
  holds: ArrayLike<number>,
  weight: ArrayLike<number>,
  interval: (successes: number, trials: number) => Bounds,
): Interval | null {
  let total = 0
  let held = 0
  for (let i = 0; i < holds.length; i += 1) {
    total += weight[i]
    if (holds[i]) held += weight[i]
  }
  if (!(total > 0)) return null
  const value = held / total
  const trials = effectiveCount(weight)
  const { low, high } = interval(value * trials, trials)
  return { value, low: Math.min(low, value), high: Math.max(high, value) }
}

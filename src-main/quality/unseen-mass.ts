import type { Interval, UnseenMass } from '../contract/quality.ts'
import { jeffreysInterval } from './binomial-interval.ts'

/** Random draws that say anything about classes not met: with fewer, "none" may well be one in six. */
const drawsNeeded = 20
/** Standard normal quantile of 97.5 %. */
const z = 1.959963984540054

/**
 * Probability that the next random sample is of a class nobody has labeled yet. Good and Turing 1953: the share of
 * random draws whose class would be unknown without them, f₁/n. Classes known from other labels, too, are not unknown
 * without the draw.
 *
 * The interval is Esty's normal one (1983, "A normal limit law for a nonparametric estimator of the coverage of a
 * random sample"), with one class more met once than was, as for a few dozens of draws his is too narrow. Where there
 * is no such class, a mass is excluded that would have stayed unmet with a probability below 2.5 %.
 *
 * @param drawn class of each random draw, counted from 0
 * @param labeled labels of each class altogether, the draws' included
 */
export function unseenMass(drawn: ArrayLike<number>, labeled: ArrayLike<number>): UnseenMass {
  const draws = drawn.length
  let singletons = 0
  /** Draws of classes that have two labels, both of them draws. */
  let paired = 0
  const met = new Map<number, number>()
  for (let i = 0; i < draws; i += 1) met.set(drawn[i], (met.get(drawn[i]) ?? 0) + 1)
  for (const [classIndex, times] of met) {
    if (labeled[classIndex] !== times) continue
    if (times === 1) singletons += 1
    if (times === 2) paired += 2
  }
  if (draws < drawsNeeded) return { mass: null, singletons, draws }
  return { mass: massOf(singletons, paired, draws), singletons, draws }
}

function massOf(singletons: number, paired: number, draws: number): Interval {
  const value = singletons / draws
  const deviation = Math.sqrt(singletons * (1 - value) + 1 + paired) / draws
  const none = jeffreysInterval(0, draws).high
  if (singletons === 0) return { value, low: 0, high: Math.min(1, Math.max(none, z * deviation)) }
  return {
    value,
    low: Math.max(0, value - z * deviation),
    high: Math.min(1, value + z * deviation),
  }
}

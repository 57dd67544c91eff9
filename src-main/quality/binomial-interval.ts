import jStat from 'jstat'

/** Both ends of an interval for a share, in [0, 1]. */
export interface Bounds {
  low: number
  high: number
}

const alpha = 0.05
/** Standard normal quantile of 1 − α/2. */
const z = 1.959963984540054

/**
 * 95 % interval for a share by Jeffreys' prior: quantiles of Beta(x + ½, n − x + ½), with the changes at the ends that
 * keep it honest there. Where all trials have one outcome, the end that is not 0 or 1 is Clopper and Pearson's; where
 * all but one have, the outer end is 0 or 1. Source: Brown, Cai & DasGupta 2001, "Interval estimation for a binomial
 * proportion", Statistical Science 16, §4.1.
 *
 * @param successes x; need not be whole, as where trials are weighted
 * @param trials n; without any, the interval is [0, 1]
 */
export function jeffreysInterval(successes: number, trials: number): Bounds {
  if (!(trials > 0)) return { low: 0, high: 1 }
  const hits = Math.min(Math.max(successes, 0), trials)
  return { low: lowerEnd(hits, trials), high: 1 - lowerEnd(trials - hits, trials) }
}

/** Rounding in sums of weights must not make an outcome that never happened one that almost never does. */
const none = 1e-9

function lowerEnd(hits: number, trials: number): number {
  const misses = trials - hits
  if (hits <= 1 + none) {
    // The one trial of a single one is all of them, too.
    return misses > none || hits <= none ? 0 : (alpha / 2) ** (1 / trials)
  }
  if (misses <= none) return (alpha / 2) ** (1 / trials)
  return jStat.beta.inv(alpha / 2, hits + 0.5, misses + 0.5)
}

/**
 * 95 % interval for a share by the score test (Wilson 1927): narrow and steady for many small groups side by side.
 *
 * @param successes need not be whole
 * @param trials without any, the interval is [0, 1]
 */
export function wilsonInterval(successes: number, trials: number): Bounds {
  if (!(trials > 0)) return { low: 0, high: 1 }
  const share = Math.min(Math.max(successes / trials, 0), 1)
  const scale = 1 + z ** 2 / trials
  const middle = (share + z ** 2 / (2 * trials)) / scale
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2))
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}

/**
 * How many draws of equal weight say as much about a mean as these do (Kish 1965): (Σw)² / Σw²; 0 without any.
 */
export function effectiveCount(weights: ArrayLike<number>): number {
  let sum = 0
  let squares = 0
  for (let i = 0; i < weights.length; i += 1) {
    sum += weights[i]
    squares += weights[i] ** 2
  }
  return squares > 0 ? sum ** 2 / squares : 0
}

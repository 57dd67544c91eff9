const risk = 0.05
/** Halvings of an interval within [0, 1], until it is as narrow as numbers are. */
const halvings = 60

/**
 * With 95 % probability at least this share of a cluster is of a class, when `hits` of `trials` members drawn at random
 * were: the lower end of Clopper and Pearson's interval (1934), one-sided. Where all agree it is 0.05^(1/n), which also
 * holds for whoever goes on until it is high enough: to be wrong, a run of agreeing draws would have to come that has no
 * more than 5 % probability, whatever length it is stopped at.
 *
 * Part of the contract because the window foretells with it what the host will say of the next row.
 *
 * @param trials ≥ hits ≥ 0, whole numbers; without any hit the bound is 0
 */
export function purityAtLeast(hits: number, trials: number): number {
  if (hits <= 0) return 0
  if (hits === trials) return risk ** (1 / trials)
  const logWays = logCombinations(trials, hits)
  // At the share that was seen, so many hits or more come up about every second time.
  let low = 0
  let high = hits / trials
  for (let step = 0; step < halvings; step += 1) {
    const share = (low + high) / 2
    if (atLeast(hits, trials, share, logWays) < risk) low = share
    else high = share
  }
  return low
}

/** Probability of `hits` or more among `trials`, each a hit with probability `share` in (0, hits / trials]. */
function atLeast(hits: number, trials: number, share: number, logWays: number): number {
  let term = Math.exp(logWays + hits * Math.log(share) + (trials - hits) * Math.log1p(-share))
  let sum = term
  // Above so small a share more hits are ever less probable: what is left out is nothing to what is there.
  for (let k = hits; k < trials && term > sum * Number.EPSILON; k += 1) {
    term *= ((trials - k) / (k + 1)) * (share / (1 - share))
    sum += term
  }
  return sum
}

/** log C(n, k) */
function logCombinations(n: number, k: number): number {
  let log = 0
  for (let i = 1; i <= Math.min(k, n - k); i += 1) log += Math.log((n - i + 1) / i)
  return log
}

/** Certainty of the bound, one-sided. */
const certainty = 0.95

/**
 * One-sided 95 % lower bound of a share, from a random sample: the smallest share under which as many hits or more still
 * come up in one of twenty samples (Clopper & Pearson 1934). The host's own bound is the same; here it tells what another
 * row would make of it.
 * @param hits 0 … draws
 * @param draws at least 1
 */
export function purityBound(hits: number, draws: number): number {
  if (hits <= 0) return 0
  let low = 0
  let high = 1
  for (let step = 0; step < 50; step++) {
    const share = (low + high) / 2
    if (atLeast(hits, draws, share) < 1 - certainty) low = share
    else high = share
  }
  return low
}

/** Probability of `hits` or more among `draws`, each a hit with probability `share` in (0, 1). */
function atLeast(hits: number, draws: number, share: number): number {
  // log C(n, k), from k = n downwards.
  let logWays = 0
  let sum = 0
  for (let k = draws; k >= hits; k--) {
    sum += Math.exp(logWays + k * Math.log(share) + (draws - k) * Math.log1p(-share))
    logWays += Math.log(k) - Math.log(draws - k + 1)
  }
  return sum
}

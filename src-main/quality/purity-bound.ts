import jStat from 'jstat'

const risk = 0.05

/**
 * With 95 % probability at least this share of a cluster is of a class, when `hits` of `trials` members drawn at random
 * were: the lower end of Clopper and Pearson's interval (1934), one-sided. Where all agree it is 0.05^(1/n), which also
 * holds for whoever goes on until it is high enough: to be wrong, a run of agreeing draws would have to come that has no
 * more than 5 % probability, whatever length it is stopped at.
 *
 * @param trials ≥ hits ≥ 0, whole numbers; without any hit the bound is 0
 */
export function purityAtLeast(hits: number, trials: number): number {
  if (hits === 0) return 0
  if (hits === trials) return risk ** (1 / trials)
  return jStat.beta.inv(risk, hits, trials - hits + 1)
}

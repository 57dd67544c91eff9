import type { ClassPrior } from '../contract/labeling.ts'

/** Labels' worth of evidence for even shares, so that a class the audit has not met yet is not ruled out. */
const evenLabels = 5
/** A class that somebody gives no share is rare, not impossible. */
const leastShare = 1e-3

/**
 * π of every class, in any scale; null: all alike.
 *
 * @param drawn samples drawn at random and labeled, by class [classes]: chosen ones say nothing about frequencies
 */
export function priorOf(
  prior: ClassPrior,
  classIds: readonly number[],
  drawn: ArrayLike<number>,
): Float64Array | null {
  switch (prior.kind) {
    case 'uniform':
      return null
    case 'estimated':
      return Float64Array.from(classIds, (_, l) => drawn[l] + evenLabels / classIds.length)
    case 'given': {
      const shareOf = new Map(prior.shares.map(({ classId, share }) => [classId, share]))
      const total = prior.shares.reduce((sum, { share }) => sum + share, 0)
      return Float64Array.from(classIds, (id) => Math.max(leastShare * total, shareOf.get(id) ?? 0) || 1)
    }
  }
}

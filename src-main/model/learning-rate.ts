/** Steps over which the learning rate rises at the start of a phase; a tenth of the phase where that is less. */
const riseSteps = 100
const riseShare = 0.1

/** What is left of the learning rate at the very end. */
const lastShare = 0.05

/** The steps of one training phase, as far as the learning rate goes by them. */
export interface RateSchedule {
  /** Steps of the phase, those of the decay included. */
  steps: number
  /** Steps before the decay; `steps` where the rate is not to fall. */
  decayFrom: number
}

/**
 * The share of the full learning rate at which a step is made: a short linear rise (moments that have seen a few
 * batches only point anywhere), then 1, then half a cosine down to 5 % (Loshchilov and Hutter 2017, "SGDR"). It
 * depends on nothing but the place in the phase, so that a resumed run repeats it.
 *
 * @param step counted from 0 since the phase began
 */
export function rateShare(step: number, { steps, decayFrom }: RateSchedule): number {
  const rise = Math.max(1, Math.min(riseSteps, Math.ceil(riseShare * steps)))
  const risen = Math.min(1, (step + 1) / rise)
  if (step < decayFrom) return risen
  const done = Math.min(1, (step + 1 - decayFrom) / Math.max(1, steps - decayFrom))
  return risen * (lastShare + ((1 - lastShare) * (1 + Math.cos(Math.PI * done))) / 2)
}

import type { LabelSet } from './label-set.ts'

/** Inverse temperatures to choose from. In quarters, so that powers are square roots and products. */
const choices = [1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 10, 12]

/** How many labels' worth of evidence a doubling or halving of the usual inverse temperature has to bring. */
const priorLabels = 12

/**
 * How often a label is taken to be a slip, any class alike. Without it one wrong label among those that a decoder is rightly
 * sure of would take its confidence away.
 */
const slips = 0.03

/** value^sharpness for a value ≥ 0 and a sharpness in quarters. */
export function raised(value: number, sharpness: number): number {
  let whole = Math.floor(sharpness)
  const quarters = Math.round(4 * (sharpness - whole))
  let result = 1
  if (quarters > 0) {
    const half = Math.sqrt(value)
    if (quarters !== 2) result = Math.sqrt(half)
    if (quarters >= 2) result *= half
  }
  let power = value
  while (whole > 0) {
    if (whole % 2 === 1) result *= power
    power *= power
    whole = Math.floor(whole / 2)
  }
  return result
}

/**
 * What a chosen sample counts, where one drawn at random counts 1: questions are asked where nothing is known yet, so what
 * others say about them is worse than what they say about the rest.
 */
const chosenCounts = 0.1

/** Labels at most that are looked at, and scores, one for each label and class: beyond, it would cost more than decoding. */
const mostLabels = 400
const mostScores = 60_000

/** Labeled samples to calibrate by, evenly among all, and how much each counts. */
export function calibrationSamples({
  classCount,
  labels,
  weights,
  drawn,
}: LabelSet): { sample: number; counts: number }[] {
  const labeled: number[] = []
  for (let sample = 0; sample < labels.length; sample += 1) if (labels[sample] >= 0) labeled.push(sample)
  const most = Math.min(mostLabels, Math.ceil(mostScores / Math.max(1, classCount)))
  const step = Math.max(1, Math.ceil(labeled.length / most))
  return labeled
    .filter((_, place) => place % step === 0)
    .map((sample) => ({ sample, counts: step * weights[sample] * (drawn[sample] ? 1 : chosenCounts) }))
}

/** What was said about a labeled sample as if it had not been labeled. */
export interface HeldOutScores {
  /** Score of each class, offset included, ≥ 0 [classes]; 0 for classes without any label. */
  scores: Float64Array
  /** The class a person gave. */
  given: number
  /** How much the sample counts. */
  weight: number
}

/**
 * The inverse temperature β at which p_l ∝ π_l·s_l^β says most about labels it has not seen: the least
 * negative log-likelihood over the leave-one-out scores of labeled samples (temperature scaling, Guo et al. 2017, on
 * closed-form folds), with a preference for `usual` that few labels cannot overrule.
 *
 * @param prior π [classes]
 */
export function fitSharpness(
  heldOut: readonly HeldOutScores[],
  prior: ArrayLike<number> | null,
  usual: number,
): number {
  let best = usual
  let least = Number.POSITIVE_INFINITY
  for (const sharpness of choices) {
    let loss = (priorLabels / 2) * Math.log2(sharpness / usual) ** 2
    for (const { scores, given, weight } of heldOut) {
      let sum = 0
      for (let l = 0; l < scores.length; l += 1) sum += (prior?.[l] ?? 1) * raised(scores[l], sharpness)
      const right = (prior?.[given] ?? 1) * raised(scores[given], sharpness)
      loss -= weight * Math.log((1 - slips) * (right / sum) + slips / scores.length)
    }
    if (loss < least) {
      least = loss
      best = sharpness
    }
  }
  return best
}

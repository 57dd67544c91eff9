import type { Interval, ReliabilityBin } from '../contract/quality.ts'
import { wilsonInterval } from './binomial-interval.ts'
import { weightedShare } from './weighted-share.ts'

/** What was guessed of labeled samples without their labels, and whether it was right [n each]. */
export interface JudgedGuesses {
  /** Probability of the guess. */
  confidence: ArrayLike<number>
  /** Not 0 where the guess was right. */
  right: ArrayLike<number>
  /** How much each counts. */
  weight: ArrayLike<number>
}

export interface Reliability {
  /** Expected calibration error; null below {@link judgedNeeded} guesses. */
  error: number | null
  bins: ReliabilityBin[]
}

/** Below, the error would be mostly chance. */
export const judgedNeeded = 20
const mostBins = 10
const leastInBin = 10

/**
 * How well confidences keep their promise, in bins of about equally many guesses. Of equally wide bins, as in figures
 * over whole data sets, most would be empty here and some hold one or two guesses, whose chance would be counted as an
 * error (Nixon et al. 2019, "Measuring calibration in deep learning").
 *
 * Bins follow each other by confidence; guesses that are equally sure are never parted.
 */
export function reliability(judged: JudgedGuesses): Reliability {
  const order = Array.from(judged.right, (_, i) => i).sort(
    (a, b) => judged.confidence[a] - judged.confidence[b] || a - b,
  )
  const bins = binned(order, judged.confidence).map((members) => describe(members, judged))
  if (order.length < judgedNeeded) return { error: null, bins: bins.map(({ bin }) => bin) }
  const total = bins.reduce((sum, { weight }) => sum + weight, 0)
  const error = bins.reduce(
    (sum, { bin, weight }) => sum + (weight / total) * Math.abs(bin.confidence - bin.accuracy.value),
    0,
  )
  return { error, bins: bins.map(({ bin }) => bin) }
}

/** Parts the ordered guesses. */
function binned(order: readonly number[], confidence: ArrayLike<number>): number[][] {
  const count = Math.max(1, Math.min(mostBins, Math.floor(order.length / leastInBin)))
  const bins: number[][] = []
  let bin: number[] = []
  order.forEach((sample, place) => {
    const isFull = place >= ((bins.length + 1) * order.length) / count
    if (isFull && bin.length > 0 && confidence[sample] > confidence[order[place - 1]]) {
      bins.push(bin)
      bin = []
    }
    bin.push(sample)
  })
  return bin.length > 0 ? [...bins, bin] : bins
}

function describe(
  members: readonly number[],
  judged: JudgedGuesses,
): { bin: ReliabilityBin; weight: number } {
  const weights = members.map((i) => judged.weight[i])
  const weight = weights.reduce((sum, value) => sum + value, 0)
  const accuracy = weightedShare(
    members.map((i) => judged.right[i]),
    weights,
    wilsonInterval,
  ) as Interval
  const bin = {
    from: judged.confidence[members[0]],
    to: judged.confidence[members[members.length - 1]],
    count: members.length,
    confidence: members.reduce((sum, i) => sum + judged.weight[i] * judged.confidence[i], 0) / weight,
    accuracy,
  }
  return { bin, weight }
}

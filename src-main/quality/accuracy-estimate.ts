import type { AccuracyEstimate } from '../contract/quality.ts'
import { effectiveCount, jeffreysInterval } from './binomial-interval.ts'

/** Samples drawn at random and labeled since, with what the decoder says of each from all other labels [v each]. */
export interface AuditSamples {
  /** Probability of its guess; 0 where it has none. */
  confidence: ArrayLike<number>
  /** Not 0 where that guess is the label. */
  right: ArrayLike<number>
  /** How much each stands for among the samples unlabeled now, in any unit; above 0. */
  weight: ArrayLike<number>
}

/** The samples nobody has labeled. */
export interface UnlabeledRest {
  count: number
  /** Mean probability of their guesses. */
  confidence: number
}

/**
 * Audit samples below which there is no number. Intervals hold the truth from ten on, on average over accuracies, but with
 * so few there are accuracies at which they do not (binomial-interval.test.ts), and all are too wide to go by.
 */
export const auditsNeeded = 15
/** As many must be left of them where some stand for much more than others; see {@link effectiveCount}. */
const effectiveNeeded = 10

/**
 * Errors and right guesses that must be seen, so to say, before confidences are believed to tell them apart: a gain in
 * precision and a slope taken from one or two errors are mostly luck. Without this the interval is too narrow; with
 * more of it little is gained. Chosen by bench/interval-coverage.ts.
 */
const doubt = 2

/**
 * What it adds to the variance that audit samples are labels like the others, each left out in its turn: guesses for one
 * come from the labels of all others, so they are right and wrong together more often than chance would have it, as in
 * cross-validation (Bates, Hastie & Tibshirani 2021). It counts by the square of the audit's share of the labels: where
 * they are all drawn it is plain to see, where every fifth is, nothing is. Chosen by how often the intervals of
 * `fewlabel simulate --strategy random` and `default` hold the truth on trained projects.
 */
const crowding = 0.75

/**
 * Accuracy of the decoder's guesses on everything unlabeled, with a 95 % interval, from audit samples.
 *
 * Prediction-powered with tuned power λ (PPI++: Angelopoulos, Duchi & Zrnic 2023; in surveys the regression estimator):
 * the share of right guesses in the audit, moved by λ · (mean confidence of the rest − mean confidence in the audit). λ
 * is the slope of right on confidence, held in [0, 1], so confidences that tell nothing are left aside. The normal
 * interval that usually goes with it promises too much while errors are few, so the interval is a Beta one whose
 * number of trials is the audit's, times the factor by which the variance has shrunk (Korn & Graubard 1998 treat
 * survey samples so), or grown where weights are large just where guesses are wrong. That factor is shrunk towards 1.
 * As the rest is finite, so is its share of right guesses: with N samples left, v trials say as much as v / (1 + v/N).
 *
 * `beta`: the confidences gave nothing, and it is the Jeffreys interval of the audit alone.
 *
 * @param labels all labels that the guesses come from, the audit's included; absent: so many that these do not count
 */
export function estimateAccuracy(
  audit: AuditSamples,
  rest: UnlabeledRest,
  labels = Number.POSITIVE_INFINITY,
): AccuracyEstimate {
  const audits = audit.right.length
  const drawn = effectiveCount(audit.weight)
  if (audits < auditsNeeded || drawn < effectiveNeeded) {
    const missing = Math.max(auditsNeeded - audits, Math.ceil(effectiveNeeded - drawn))
    return { state: 'too-early', audits, needed: audits + missing }
  }
  const means = weightedMeans(audit)
  const power = powerOf(audit, means, drawn)
  const method = power > 0 ? 'prediction-powered' : 'beta'
  const value = clamp(means.right + power * (rest.confidence - means.confidence))
  const left = rest.count > 0 ? drawn / rest.count : 0
  const trials = drawn / (1 + left + crowding * Math.min(1, audits / labels) ** 2)
  const worth = trials * gainOf(audit, means, power, drawn)
  const { low, high } = jeffreysInterval(value * worth, worth)
  return { state: 'known', method, audits, value, low: Math.min(low, value), high: Math.max(high, value) }
}

interface Means {
  right: number
  confidence: number
}

function weightedMeans({ right, confidence, weight }: AuditSamples): Means {
  let total = 0
  const sums: Means = { right: 0, confidence: 0 }
  for (let i = 0; i < right.length; i += 1) {
    total += weight[i]
    if (right[i]) sums.right += weight[i]
    sums.confidence += weight[i] * confidence[i]
  }
  return { right: sums.right / total, confidence: sums.confidence / total }
}

/** λ: the slope of right on confidence, made smaller as by {@link doubt} samples without any slope. */
function powerOf({ right, confidence, weight }: AuditSamples, means: Means, drawn: number): number {
  let total = 0
  let variance = 0
  let covariance = 0
  for (let i = 0; i < right.length; i += 1) {
    const surer = confidence[i] - means.confidence
    total += weight[i]
    variance += weight[i] * surer ** 2
    covariance += weight[i] * surer * ((right[i] ? 1 : 0) - means.right)
  }
  // Below that, confidences are the same but for rounding.
  if (!(variance > 1e-12 * total)) return 0
  return clamp(covariance / (variance * (1 + doubt / drawn)))
}

/** How much more an audit sample says than a trial whose outcome is all there is to it. */
function gainOf(audit: AuditSamples, means: Means, power: number, drawn: number): number {
  const expected = drawn * means.right * (1 - means.right) + doubt
  const alone = Math.min(1, expected / (drawn * residualVariance(audit, means, 0) + doubt))
  if (power === 0) return alone
  // One degree of freedom goes to λ.
  const residual = (residualVariance(audit, means, power) * (drawn - 1)) / (drawn - 2)
  return Math.max(alone, expected / (drawn * residual + doubt))
}

/**
 * Variance of right − λ · confidence as it makes a weighted mean uncertain: what a sample contributes goes by the square
 * of its weight.
 */
function residualVariance({ right, confidence, weight }: AuditSamples, means: Means, power: number): number {
  let sum = 0
  let squares = 0
  for (let i = 0; i < right.length; i += 1) {
    const residual = (right[i] ? 1 : 0) - means.right - power * (confidence[i] - means.confidence)
    sum += (weight[i] * residual) ** 2
    squares += weight[i] ** 2
  }
  return sum / squares
}

function clamp(share: number): number {
  return Math.min(Math.max(share, 0), 1)
}

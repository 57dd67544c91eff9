import type { AccuracyEstimate, CurvePoint, Forecast } from '../contract/quality.ts'
import { createRandom } from '../decoder/random.ts'
import { labelsToReach, PowerLawFitter } from './power-law.ts'

/** Labels and classes below which a curve says nothing about its course. */
const labelsNeeded = 20
const classesNeeded = 3
/** Points with an accuracy, at different numbers of labels. */
const pointsNeeded = 4
/** More of them tell nothing new and cost time after every label. */
const mostPoints = 30
const resamples = 200
/** The range leaves out a tenth on either side. */
const tail = 0.1
/** Half the width of a 95 % interval in standard errors. */
const halfWidth = 1.96

export interface ForecastInput {
  target: number
  /** Accuracy now. */
  accuracy: AccuracyEstimate
  /** Learning curve, oldest first. */
  curve: readonly CurvePoint[]
  /** Labels now, and classes that have any. */
  labels: number
  classes: number
  /** Samples that could still be labeled: no forecast goes beyond. */
  unlabeled: number
  /** Accuracy that no number of labels would exceed, where that is known. */
  ceiling?: number
  seed: number
}

/**
 * How many more labels the target accuracy takes, going by a power law a − b · n^−c fitted to the learning curve.
 *
 * The range comes from a parametric bootstrap. Points that follow each other are mostly taken from the same audit
 * samples, so their errors go together: they are drawn as a running mean, whose value after v audits is W(v)/v with W a
 * random walk, scaled to each point's standard error. Errors drawn one by one would make a short flat curve look like a
 * well-known one.
 */
export function forecast(input: ForecastInput): Forecast {
  const { target, accuracy, labels, classes, unlabeled } = input
  if (accuracy.state === 'known' && accuracy.low >= target) return { state: 'reached' }
  const points = pointsOf(input.curve)
  if (
    labels < labelsNeeded ||
    classes < classesNeeded ||
    accuracy.state !== 'known' ||
    points.length < pointsNeeded
  ) {
    return { state: 'too-early', labels, needed: neededLabels(input, points.length) }
  }
  const fitter = new PowerLawFitter(
    points.map(({ labeled }) => labeled),
    points.map(({ error }) => error ** -2),
    input.ceiling,
  )
  const random = createRandom(input.seed)
  const more: number[] = []
  const ceilings: number[] = []
  for (let i = 0; i < resamples; i += 1) {
    const law = fitter.fit(resample(points, random))
    const wanted = Math.max(0, Math.ceil(labelsToReach(law, target) - labels))
    more.push(wanted <= unlabeled ? wanted : Number.POSITIVE_INFINITY)
    ceilings.push(law.ceiling)
  }
  const low = quantile(more, tail)
  const high = quantile(more, 1 - tail)
  if (!Number.isFinite(low)) return { state: 'out-of-reach', ceiling: quantile(ceilings, 0.5) }
  return { state: 'range', low, high: Number.isFinite(high) ? high : null }
}

interface Point {
  labeled: number
  audits: number
  value: number
  /** Standard error. */
  error: number
}

/** The last point at each number of labels, thinned evenly; what was taken back since is left out. */
function pointsOf(curve: readonly CurvePoint[]): Point[] {
  const points: Point[] = []
  for (const { labeled, audits, accuracy } of curve) {
    while (points.length > 0 && points[points.length - 1].labeled >= labeled) points.pop()
    if (!accuracy || labeled < 1) continue
    const error = Math.max((accuracy.high - accuracy.low) / (2 * halfWidth), 1e-4)
    points.push({ labeled, audits: Math.max(1, audits), value: accuracy.value, error })
  }
  if (points.length <= mostPoints) return points
  const step = (points.length - 1) / (mostPoints - 1)
  return Array.from({ length: mostPoints }, (_, i) => points[Math.round(i * step)])
}

/** The accuracies with other luck. */
function resample(points: readonly Point[], random: () => number): number[] {
  let walk = 0
  let walked = 0
  return points.map(({ audits, value, error }) => {
    walk += Math.sqrt(Math.max(0, audits - walked)) * normal(random)
    walked = Math.max(walked, audits)
    return value + (error * walk) / Math.sqrt(walked)
  })
}

/** A guess at how many labels it takes until there is a forecast: audit questions come at their share so far. */
function neededLabels({ accuracy, labels }: ForecastInput, points: number): number {
  const least = Math.max(labelsNeeded, labels + pointsNeeded - points)
  if (accuracy.state === 'known') return Math.max(least, labels + 1)
  const missing = accuracy.needed - accuracy.audits
  const perAudit = accuracy.audits > 0 ? labels / accuracy.audits : 5
  return Math.max(least, labels + Math.ceil(missing * perAudit))
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

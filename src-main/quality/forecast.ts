import type { AccuracyEstimate, CurvePoint, Forecast } from '../contract/quality.ts'
import { createRandom } from '../decoder/random.ts'
import { isAuditPlace } from '../query/audit-schedule.ts'
import { labelsToReach, PowerLawFitter } from './power-law.ts'

/** Labels and classes below which a curve says nothing about its course. */
const labelsNeeded = 20
const classesNeeded = 3
/** Labels from which on mean confidence follows accuracy at all. */
const firstLabels = 10
const pointsNeeded = 4
/** More of them tell nothing new and cost time after every label. */
const mostPoints = 30

/** How far mean confidence is taken to be from accuracy: the calibration error that the decoders are held to. */
const calibrationError = 0.03
/** How much that distance is taken to change while the labels become e times as many. */
const calibrationDrift = 0.04
/** Ups and downs of mean confidence from label to label. */
const flicker = 0.01

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
 * The course of the curve is that of mean confidence, which every label brings up to date; its level is confidence
 * put right by the audit's estimate, as far as that is sharper than confidence is calibrated. Estimates alone would not
 * do: they begin late, and are taken from nearly the same audit samples all along, so they say little of the course.
 *
 * The range is a parametric bootstrap of what is not known: the level, and how calibration changed along the curve. A
 * curve that could as well be flat gets a range without an end.
 */
export function forecast(input: ForecastInput): Forecast {
  const { target, accuracy, labels, classes, unlabeled } = input
  if (accuracy.state === 'known' && accuracy.low >= target) return { state: 'reached' }
  const points = pointsOf(input.curve)
  const isEarly = labels < labelsNeeded || classes < classesNeeded || points.length < pointsNeeded
  if (accuracy.state !== 'known' || isEarly) {
    return { state: 'too-early', labels, needed: neededLabels(input, points.length) }
  }
  const now = points[points.length - 1]
  const since = points.map(({ labeled }) => Math.log(now.labeled / labeled))
  const fitter = new PowerLawFitter(
    points.map(({ labeled }) => labeled),
    since.map((span) => 1 / (flicker ** 2 + (calibrationDrift * span) ** 2)),
    input.ceiling,
  )
  const level = levelOf(accuracy, now.confidence)
  const random = createRandom(input.seed)
  const more: number[] = []
  const ceilings: number[] = []
  for (let i = 0; i < resamples; i += 1) {
    const offset = level.offset + level.deviation * normal(random)
    const drift = calibrationDrift * normal(random)
    const law = fitter.fit(points.map(({ confidence }, at) => confidence + offset + drift * since[at]))
    const wanted = Math.max(0, Math.ceil(labelsToReach(law, target) - labels))
    more.push(wanted <= unlabeled ? wanted : Number.POSITIVE_INFINITY)
    ceilings.push(law.ceiling)
  }
  const low = quantile(more, tail)
  const high = quantile(more, 1 - tail)
  if (!Number.isFinite(low)) return { state: 'out-of-reach', ceiling: quantile(ceilings, 0.5) }
  return { state: 'range', low, high: Number.isFinite(high) ? high : null }
}

/** The last point at each number of labels, thinned evenly; what was taken back since is left out. */
function pointsOf(curve: readonly CurvePoint[]): CurvePoint[] {
  const points: CurvePoint[] = []
  for (const point of curve) {
    while (points.length > 0 && points[points.length - 1].labeled >= point.labeled) points.pop()
    if (point.labeled >= firstLabels) points.push(point)
  }
  if (points.length <= mostPoints) return points
  const step = (points.length - 1) / (mostPoints - 1)
  return Array.from({ length: mostPoints }, (_, i) => points[Math.round(i * step)])
}

/** How far accuracy is above mean confidence, from both: the audit says so with an error, calibration bounds it. */
function levelOf(
  { value, low, high }: { value: number; low: number; high: number },
  confidence: number,
): { offset: number; deviation: number } {
  const error = (high - low) / (2 * halfWidth)
  const trust = calibrationError ** 2 / (calibrationError ** 2 + error ** 2)
  return { offset: trust * (value - confidence), deviation: error * Math.sqrt(trust) }
}

/** How many labels it takes until there is a forecast, if all of them answer questions in their turn. */
function neededLabels({ accuracy, labels }: ForecastInput, points: number): number {
  const least = Math.max(labelsNeeded, labels + Math.max(1, pointsNeeded - points))
  if (accuracy.state === 'known') return least
  let asked = labels
  for (let missing = accuracy.needed - accuracy.audits; missing > 0; asked += 1) {
    if (isAuditPlace(asked)) missing -= 1
  }
  return Math.max(least, asked)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

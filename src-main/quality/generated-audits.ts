import { createRandom } from '../decoder/random.ts'
import type { AuditSamples, UnlabeledRest } from './accuracy-estimate.ts'

/**
 * How confidences relate to what is right, in projects that are made up to try intervals on. `calibrated`: the
 * confidence is the probability of being right; `over`, `under`: too sure, too unsure; `noise`: it tells nothing;
 * `inverse`: the surer, the worse; `saturated`: nearly always 1, right or wrong; `blind`: calibrated, but for a
 * group of errors at .999; `bulk`: over-confident, and the surest half was labeled in bulk after the draws, by chance.
 */
export const confidenceKinds = [
  'calibrated',
  'over',
  'under',
  'noise',
  'inverse',
  'saturated',
  'blind',
  'bulk',
] as const
export type ConfidenceKind = (typeof confidenceKinds)[number]

export interface GeneratedAudits {
  audit: AuditSamples
  rest: UnlabeledRest
  /** Share of right guesses in the rest: what an interval must hold. */
  truth: number
}

interface ProjectOptions {
  count: number
  /** Probability of being right, on average over the samples. */
  accuracy: number
  kind: ConfidenceKind
  seed: number
}

/**
 * A project of samples, each right with a probability of its own (logistic-normal, standard deviation 2 in log-odds),
 * from which any number of audits can be drawn.
 *
 * @returns a draw of `audits` samples without repetition, reproducible by `seed`, against the rest
 */
export function generateAudits(
  options: ProjectOptions,
): (draw: { audits: number; seed: number }) => GeneratedAudits {
  const { count, accuracy, kind, seed } = options
  const random = createRandom(seed)
  const spread = Float64Array.from({ length: count }, () => 2 * normal(random))
  const middle = middleFor(spread, accuracy)
  const right = new Uint8Array(count)
  const confidence = new Float64Array(count)
  const isEasy = new Uint8Array(count)
  for (let i = 0; i < count; i += 1) {
    const logOdds = middle + spread[i]
    right[i] = random() < logistic(logOdds) ? 1 : 0
    confidence[i] = confidenceOf(kind, logOdds, right[i] === 1, random)
    isEasy[i] = spread[i] > 0 ? 1 : 0
  }
  return ({ audits, seed: drawSeed }) =>
    drawAudits({ right, confidence, isEasy, inBulk: kind === 'bulk' }, audits, drawSeed)
}

/** Of the easy half, so many were labeled in bulk after the draws. */
const bulkShare = 0.8

function drawAudits(
  project: { right: Uint8Array; confidence: Float64Array; isEasy: Uint8Array; inBulk: boolean },
  audits: number,
  seed: number,
): GeneratedAudits {
  const random = createRandom(seed)
  const { right, confidence, isEasy, inBulk } = project
  const chosen = new Set<number>()
  while (chosen.size < audits) chosen.add(Math.floor(random() * right.length))
  const drawn = [...chosen]
  let count = 0
  let sumConfidence = 0
  let sumRight = 0
  for (let i = 0; i < right.length; i += 1) {
    if (chosen.has(i) || (inBulk && isEasy[i] === 1 && random() < bulkShare)) continue
    count += 1
    sumConfidence += confidence[i]
    sumRight += right[i]
  }
  return {
    audit: {
      confidence: drawn.map((i) => confidence[i]),
      right: drawn.map((i) => right[i]),
      weight: drawn.map((i) => (inBulk && isEasy[i] === 1 ? 1 - bulkShare : 1)),
    },
    rest: { count, confidence: sumConfidence / count },
    truth: sumRight / count,
  }
}

function confidenceOf(kind: ConfidenceKind, logOdds: number, isRight: boolean, random: () => number): number {
  switch (kind) {
    case 'calibrated':
      return logistic(logOdds)
    case 'over':
    case 'bulk':
      return logistic(3 * logOdds + 1)
    case 'under':
      return logistic(0.4 * logOdds - 0.5)
    case 'noise':
      return 1 - 0.5 * random()
    case 'inverse':
      return logistic(2 - 0.7 * logOdds)
    case 'saturated':
      return random() < 0.95 ? 1 - 1e-6 * random() : random()
    case 'blind':
      if (isRight) return logistic(logOdds + 2)
      return random() < 0.7 ? 0.999 : logistic(logOdds)
  }
}

/** The mean of the log-odds with which the samples are right as often as asked; by bisection. */
function middleFor(spread: Float64Array, accuracy: number): number {
  let low = -20
  let high = 20
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2
    const mean = spread.reduce((sum, value) => sum + logistic(middle + value), 0) / spread.length
    if (mean < accuracy) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

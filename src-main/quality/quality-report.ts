import type { DecoderKind } from '../contract/labeling.ts'
import type {
  AnnotatorQuality,
  CurvePoint,
  Dispute,
  QualityGist,
  QualityReport,
  Suspect,
} from '../contract/quality.ts'
import { type AuditSamples, estimateAccuracy, type UnlabeledRest } from './accuracy-estimate.ts'
import { type AuditedClasses, type ClassCounts, classMetrics } from './class-metrics.ts'
import { type CoverageInput, clusterCoverage } from './coverage.ts'
import { forecast } from './forecast.ts'
import { type JudgedGuesses, judgedNeeded, reliability } from './reliability.ts'
import { stopAdvice } from './stop-advice.ts'
import { unseenMass } from './unseen-mass.ts'

/** What every label changes and every number in the labeling view comes from; classes are counted from 0. */
export interface QualityEvidence {
  target: number
  /** Samples labeled, and audit questions answered among them. */
  labeled: number
  audits: number
  classIds: readonly number[]
  counts: ClassCounts
  /** Audit samples that the model has sorted: what it would say of them, and what they are. */
  audit: AuditSamples & AuditedClasses
  /** Class of every audit sample, sorted or not. */
  drawn: ArrayLike<number>
  rest: UnlabeledRest
  /** Learning curve of the model in use, oldest first. */
  curve: readonly CurvePoint[]
}

/** What is looked up only when somebody reads the report. */
export interface QualityDetails {
  revision: number
  decoder: DecoderKind
  /** Audit questions that people passed over. */
  auditsSkipped: number
  /** All labeled samples, as they would be guessed without their labels. */
  judged: JudgedGuesses
  /** Null before the first training. */
  coverage: CoverageInput | null
  suspects: Suspect[]
  disputes: Dispute[]
  annotators: AnnotatorQuality[]
  /** Learning curve with everything before the model in use. */
  wholeCurve: readonly CurvePoint[]
}

/** Points of the curve that a report shows at most. */
const curvePoints = 500

/** The few numbers that every label brings up to date. */
export function qualityGist(evidence: QualityEvidence): QualityGist {
  const { target, labeled, audits, counts, curve, rest } = evidence
  const accuracy = estimateAccuracy(evidence.audit, rest, labeled)
  const unseen = unseenMass(evidence.drawn, counts.labeled)
  return {
    target,
    audits,
    accuracy,
    advice: stopAdvice({ accuracy, target, curve, unseen }),
    forecast: forecast({
      target,
      accuracy,
      curve,
      labels: labeled,
      classes: Array.from(counts.labeled).filter((labels) => labels > 0).length,
      unlabeled: rest.count,
      // The same labels always get the same forecast.
      seed: labeled,
    }),
  }
}

export function qualityReport(evidence: QualityEvidence, details: QualityDetails): QualityReport {
  const { revision, decoder, auditsSkipped, judged, coverage, suspects, disputes, annotators, wholeCurve } =
    details
  const { audit, counts, classIds } = evidence
  const from = audit.right.length >= judgedNeeded ? 'audit' : 'all'
  return {
    ...qualityGist(evidence),
    revision,
    decoder,
    samples: counts.samples,
    labeled: evidence.labeled,
    auditsSkipped,
    calibration: { from, ...reliability(from === 'audit' ? audit : judged) },
    classes: classMetrics(classIds, audit, counts),
    clusters: coverage ? clusterCoverage(coverage) : [],
    unseen: unseenMass(evidence.drawn, counts.labeled),
    suspects,
    disputes,
    annotators,
    curve: thinned(wholeCurve),
  }
}

/** Evenly chosen points, the last one among them. */
function thinned(curve: readonly CurvePoint[]): CurvePoint[] {
  if (curve.length <= curvePoints) return [...curve]
  const step = (curve.length - 1) / (curvePoints - 1)
  return Array.from({ length: curvePoints }, (_, i) => curve[Math.round(i * step)])
}

import {
  type CurvePoint,
  type OddSamples,
  type QualityGist,
  type QualityReport,
  targetSchema,
} from '../contract/quality.ts'
import type { NewCurvePoint } from '../project/learning-curve-store.ts'
import type { Project } from '../project/project.ts'
import { estimateAccuracy } from '../quality/accuracy-estimate.ts'
import { type QualityEvidence, qualityGist, qualityReport } from '../quality/quality-report.ts'
import type { LabelingService } from './labeling-service.ts'
import { QualityBreakdown } from './quality-breakdown.ts'
import { gatherDetails, gatherEvidence } from './quality-inputs.ts'

const targetKey = 'targetAccuracy'
const usualTarget = 0.95

export interface QualityServiceOptions {
  project: Project
  labeling: LabelingService
  odd: () => OddSamples | null
  publish: (gist: QualityGist) => void
}

/** How good labels and guesses are: a gist after every change, the whole report when somebody asks. */
export class QualityService {
  readonly breakdown: QualityBreakdown
  readonly #options: QualityServiceOptions
  #target: number
  /** Points of the learning curve taken with the model in use. */
  #curve: { runId: number | null; points: CurvePoint[] } = { runId: null, points: [] }
  /** What was done since the last {@link refresh}, for the point that is taken there. */
  #action: { eventId: number; changed: number } | null = null

  constructor(options: QualityServiceOptions) {
    this.#options = options
    this.breakdown = new QualityBreakdown(options)
    this.#target = options.project.settings.get(targetKey, targetSchema) ?? usualTarget
  }

  /** Labels were given or taken away; `changed` samples have another most probable class now. */
  acted(action: { eventId: number; changed: number }): void {
    this.#action = action
  }

  /** Labels, classes, samples or the model changed: takes a point of the learning curve after an action, and publishes. */
  refresh(): void {
    const curve = this.#curveInUse()
    const evidence = this.#evidence(curve)
    if (this.#action && this.#curve.runId !== null) {
      const { runId, ...point } = pointOf(evidence, this.#action, this.#curve.runId)
      this.#options.project.curve.append({ runId, ...point })
      curve.push(point)
    }
    this.#action = null
    this.#options.publish(qualityGist(evidence))
  }

  gist(): QualityGist {
    return qualityGist(this.#evidence(this.#curveInUse()))
  }

  /** @param target instead of the one that was set */
  report(target = this.#target): QualityReport {
    const { labeling } = this.#options
    const { revision, decoder } = labeling.summary()
    const details = gatherDetails(this.#options)
    return qualityReport(this.#evidence(this.#curveInUse(), target), { ...details, revision, decoder })
  }

  /** Near-duplicates and outliers; null while they are being looked for. */
  odd(): OddSamples | null {
    return this.#options.odd()
  }

  setTarget(target: number): QualityGist {
    this.#options.project.settings.set(targetKey, target)
    this.#target = target
    const gist = this.gist()
    this.#options.publish(gist)
    return gist
  }

  #evidence(curve: readonly CurvePoint[], target = this.#target): QualityEvidence {
    return gatherEvidence(this.#options, target, curve)
  }

  /** Read once per model, then kept beside the file. */
  #curveInUse(): CurvePoint[] {
    const runId = this.#options.labeling.model.sorted?.runId ?? null
    if (runId !== this.#curve.runId) {
      const points = runId === null ? [] : this.#options.project.curve.points(undefined, runId)
      this.#curve = { runId, points }
    }
    return this.#curve.points
  }
}

function pointOf(
  evidence: QualityEvidence,
  { eventId, changed }: { eventId: number; changed: number },
  runId: number,
): NewCurvePoint {
  const accuracy = estimateAccuracy(evidence.audit, evidence.rest, evidence.labeled)
  const { count, confidence } = evidence.rest
  return {
    eventId,
    runId,
    labeled: evidence.labeled,
    audits: evidence.audits,
    accuracy:
      accuracy.state === 'known' ? { value: accuracy.value, low: accuracy.low, high: accuracy.high } : null,
    confidence,
    changed: count > 0 ? Math.min(1, changed / count) : 0,
  }
}

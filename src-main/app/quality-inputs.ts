import type { CurvePoint } from '../contract/quality.ts'
import { mostProbable } from '../decoder/most-probable.ts'
import { noComponent } from '../decoder/sparse-posteriors.ts'
import { sourceBulk } from '../project/label-state.ts'
import type { Project } from '../project/project.ts'
import type { AuditSamples } from '../quality/accuracy-estimate.ts'
import { judgeAnnotators, type SharedSample } from '../quality/annotator-quality.ts'
import type { AuditedClasses } from '../quality/class-metrics.ts'
import type { QualityDetails, QualityEvidence } from '../quality/quality-report.ts'
import { suspectedErrors } from '../quality/suspected-errors.ts'
import type { ClusterIndex } from '../query/cluster-index.ts'
import type { LabelingService } from './labeling-service.ts'
import type { PredictionState } from './prediction-state.ts'

export interface QualitySources {
  project: Project
  labeling: LabelingService
}

/** Labels doubted one by one for a report; each takes microseconds, and a project may have a million in bulk. */
const mostDoubted = 20_000

/** What every label changes, from the labels, the log and the decoder in use; imported truth has no part in it. */
export function gatherEvidence(
  { project, labeling }: QualitySources,
  target: number,
  curve: readonly CurvePoint[],
): QualityEvidence {
  const { predictions } = labeling.model
  const classes = labeling.classes.list()
  const classIds = predictions?.classIds ?? classes.map(({ id }) => id)
  const byId = new Map(classes.map((entry) => [entry.id, entry]))
  const indexOf = indexOfClasses(classIds)
  const audits = project.labels.auditLabels()
  const { ordinals: _, ...audit } = auditGuesses({ project, labeling }, predictions, classIds)
  return {
    target,
    labeled: labeling.summary().labeled,
    audits: audits.length,
    classIds,
    counts: {
      labeled: classIds.map((id) => byId.get(id)?.labeled ?? 0),
      predicted: classIds.map((id) => byId.get(id)?.predicted ?? 0),
      samples: project.samples.count() - labeling.summary().excluded,
    },
    audit,
    drawn: audits.map(({ classId }) => indexOf.get(classId) ?? -1),
    rest: restOf(predictions, labeling.model.labels(), project.labels.current().excluded),
    curve,
  }
}

/** Audit samples that the model has sorted: what a decoder says of them without their labels, and what they are. */
export interface AuditGuesses extends AuditSamples, AuditedClasses {
  /** Samples, from 0 [v]. */
  ordinals: number[]
}

/**
 * @param predictions of the decoder that is asked
 * @param classIds what classes are counted by
 */
export function auditGuesses(
  { project, labeling }: QualitySources,
  predictions: PredictionState | null,
  classIds: readonly number[],
): AuditGuesses {
  const { sorted } = labeling.model
  const indexOf = indexOfClasses(classIds)
  const audits = project.labels.auditLabels()
  const weights = project.labels.auditWeights(sorted?.clusters.component ?? [])
  const judged = audits.map((_, i) => i).filter((i) => audits[i].ordinal < (predictions?.count ?? 0))
  const ordinals = judged.map((i) => audits[i].ordinal)
  const label = judged.map((i) => indexOf.get(audits[i].classId) ?? -1)
  const guesses = guessesWithout(predictions, ordinals)
  return {
    ordinals,
    ...guesses,
    label,
    right: rightOf(guesses.guess, label),
    weight: judged.map((i) => weights[i]),
  }
}

/** What only a report asks for. */
export function gatherDetails({
  project,
  labeling,
}: QualitySources): Omit<QualityDetails, 'revision' | 'decoder'> {
  const { predictions, sorted } = labeling.model
  const classIds = predictions?.classIds ?? labeling.classes.list().map(({ id }) => id)
  const indexOf = indexOfClasses(classIds)
  const labels = labeling.model.labels()
  const doubted = labelsToDoubt(project, labels, predictions?.count ?? 0)
  const classes = doubted.map((ordinal) => indexOf.get(labels[ordinal]) ?? -1)
  const guesses = guessesWithout(predictions, doubted)
  return {
    auditsSkipped: project.labels.skippedAudits(),
    judged: {
      confidence: guesses.confidence,
      right: rightOf(guesses.guess, classes),
      weight: new Uint8Array(doubted.length).fill(1),
    },
    coverage: predictions &&
      sorted && {
        component: keptComponents(sorted.clusters, project.labels.current().excluded),
        componentCount: sorted.clusters.componentCount,
        labeled: labels,
        audited: project.labels.auditLabels().map(({ ordinal }) => ordinal),
        confidence: predictions.predictions.confidence,
      },
    suspects: predictions
      ? suspectedErrors(classIds, {
          samples: doubted,
          classes,
          annotator: (at) => project.labels.origin(doubted[at] + 1)?.annotator ?? '',
          leaveOneOut: (sample, out) => predictions.decoder.leaveOneOut(sample, out),
        })
      : [],
    ...judgeAnnotators(
      sharedSamples(project, predictions, classIds),
      labelsByAnnotator(project, labels),
      classIds,
    ),
    wholeCurve: project.curve.points(),
  }
}

function indexOfClasses(classIds: readonly number[]): Map<number, number> {
  return new Map(classIds.map((id, index) => [id, index]))
}

/** What the decoder says of labeled samples without their labels; −1 and 0 where it says nothing. */
function guessesWithout(
  predictions: PredictionState | null,
  ordinals: readonly number[],
): { guess: Int16Array; confidence: Float32Array } {
  const guess = new Int16Array(ordinals.length).fill(-1)
  const confidence = new Float32Array(ordinals.length)
  if (!predictions) return { guess, confidence }
  const out = new Float32Array(predictions.classIds.length)
  ordinals.forEach((ordinal, i) => {
    guess[i] = mostProbable(predictions.decoder.leaveOneOut(ordinal, out))
    confidence[i] = guess[i] < 0 ? 0 : out[guess[i]]
  })
  return { guess, confidence }
}

function rightOf(guess: ArrayLike<number>, label: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(label, (given, i) => (given >= 0 && guess[i] === given ? 1 : 0))
}

/** Cluster of each sample, none for those excluded. */
export function keptComponents({ component }: ClusterIndex, excluded: Uint8Array): Uint16Array {
  if (excluded.indexOf(1) < 0) return component
  return component.map((own, ordinal) => (excluded[ordinal] === 0 ? own : noComponent))
}

/** Sorted samples without a label that are not excluded. */
function restOf(
  predictions: PredictionState | null,
  labels: Int32Array,
  excluded: Uint8Array,
): QualityEvidence['rest'] {
  if (!predictions) return { count: 0, confidence: 0 }
  const { best, confidence } = predictions.predictions
  let count = 0
  let sum = 0
  for (let i = 0; i < predictions.count; i++) {
    if (labels[i] !== 0 || excluded[i] !== 0 || best[i] < 0) continue
    count++
    sum += confidence[i]
  }
  return { count, confidence: count > 0 ? sum / count : 0 }
}

/**
 * Ordinals of labels that a report looks at: what people looked at themselves comes first, then an even choice of what
 * was labeled in bulk. What a review has settled is left in peace.
 */
function labelsToDoubt(project: Project, labels: Int32Array, sortedCount: number): number[] {
  const { sources } = project.labels.current()
  const own: number[] = []
  const bulk: number[] = []
  for (let ordinal = 0; ordinal < sortedCount; ordinal++) {
    if (labels[ordinal] === 0) continue
    if (sources[ordinal] === sourceBulk) bulk.push(ordinal)
    else if (project.labels.origin(ordinal + 1)?.asked !== 'review') own.push(ordinal)
  }
  return [...evenly(own, mostDoubted), ...evenly(bulk, Math.max(0, mostDoubted - own.length))]
}

function evenly(ordinals: readonly number[], most: number): number[] {
  if (ordinals.length <= most) return [...ordinals]
  return Array.from({ length: most }, (_, i) => ordinals[Math.floor((i * ordinals.length) / most)])
}

function sharedSamples(
  project: Project,
  predictions: PredictionState | null,
  classIds: readonly number[],
): SharedSample[] {
  const indexOf = indexOfClasses(classIds)
  return Array.from(project.labels.shared(), (sample) => ({
    sample,
    opinions: project.labels
      .opinions(sample + 1)
      .map(({ annotator, classId }) => ({ annotator, classIndex: indexOf.get(classId) as number })),
    // What the decoder goes by, so that the report says the same.
    prior: predictions?.verdictOn(sample)?.prior ?? new Float32Array(classIds.length),
  }))
}

/** How many samples each person gave a class. */
function labelsByAnnotator(project: Project, labels: Int32Array): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (annotator: string) => counts.set(annotator, (counts.get(annotator) ?? 0) + 1)
  const shared = project.labels.shared()
  const isShared = new Set(shared)
  for (const ordinal of shared) {
    for (const { annotator } of project.labels.opinions(ordinal + 1)) add(annotator)
  }
  for (let ordinal = 0; ordinal < labels.length; ordinal++) {
    if (labels[ordinal] === 0 || isShared.has(ordinal)) continue
    const annotator = project.labels.origin(ordinal + 1)?.annotator
    if (annotator !== undefined) add(annotator)
  }
  return counts
}

import type { CurvePoint } from '../contract/quality.ts'
import { mostProbable } from '../decoder/most-probable.ts'
import { sourceBulk } from '../project/label-state.ts'
import type { Project } from '../project/project.ts'
import { judgeAnnotators, type SharedSample } from '../quality/annotator-quality.ts'
import type { QualityDetails, QualityEvidence } from '../quality/quality-report.ts'
import { suspectedErrors } from '../quality/suspected-errors.ts'
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
  const { predictions, sorted } = labeling.model
  const classes = labeling.classes.list()
  const classIds = predictions?.classIds ?? classes.map(({ id }) => id)
  const byId = new Map(classes.map((entry) => [entry.id, entry]))
  const indexOf = indexOfClasses(classIds)
  const audits = project.labels.auditLabels()
  const weights = project.labels.auditWeights(sorted?.clusters.component ?? [])
  const judged = audits.map((_, i) => i).filter((i) => audits[i].ordinal < (predictions?.count ?? 0))
  const label = judged.map((i) => indexOf.get(audits[i].classId) ?? -1)
  const guesses = guessesWithout(
    predictions,
    judged.map((i) => audits[i].ordinal),
  )
  return {
    target,
    labeled: labeling.summary().labeled,
    audits: audits.length,
    classIds,
    counts: {
      labeled: classIds.map((id) => byId.get(id)?.labeled ?? 0),
      predicted: classIds.map((id) => byId.get(id)?.predicted ?? 0),
      samples: project.samples.count(),
    },
    audit: {
      ...guesses,
      label,
      right: rightOf(guesses.guess, label),
      weight: judged.map((i) => weights[i]),
    },
    drawn: audits.map(({ classId }) => indexOf.get(classId) ?? -1),
    rest: restOf(predictions, project.labels.current().labels),
    curve,
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
  const { labels } = project.labels.current()
  const doubted = labelsToDoubt(project, predictions?.count ?? 0)
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
        component: sorted.clusters.component,
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
    ...judgeAnnotators(sharedSamples(project, predictions, classIds), labelsByAnnotator(project), classIds),
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

/** Sorted samples without a label. */
function restOf(predictions: PredictionState | null, labels: Int32Array): QualityEvidence['rest'] {
  if (!predictions) return { count: 0, confidence: 0 }
  const { best, confidence } = predictions.predictions
  let count = 0
  let sum = 0
  for (let i = 0; i < predictions.count; i++) {
    if (labels[i] !== 0 || best[i] < 0) continue
    count++
    sum += confidence[i]
  }
  return { count, confidence: count > 0 ? sum / count : 0 }
}

/**
 * Ordinals of labels that a report looks at: what people looked at themselves comes first, then an even choice of what
 * was labeled in bulk. What a review has settled is left in peace.
 */
function labelsToDoubt(project: Project, sortedCount: number): number[] {
  const { labels, sources } = project.labels.current()
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
    prior: priorOf(predictions, sample, classIds.length),
  }))
}

function priorOf(predictions: PredictionState | null, sample: number, classes: number): Float32Array {
  const out = new Float32Array(classes)
  if (!predictions || sample >= predictions.count) return out
  return predictions.decoder.leaveOneOut(sample, out)
}

/** How many samples each person gave a class. */
function labelsByAnnotator(project: Project): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (annotator: string) => counts.set(annotator, (counts.get(annotator) ?? 0) + 1)
  const shared = project.labels.shared()
  const isShared = new Set(shared)
  for (const ordinal of shared) {
    for (const { annotator } of project.labels.opinions(ordinal + 1)) add(annotator)
  }
  const { labels } = project.labels.current()
  for (let ordinal = 0; ordinal < labels.length; ordinal++) {
    if (labels[ordinal] === 0 || isShared.has(ordinal)) continue
    const annotator = project.labels.origin(ordinal + 1)?.annotator
    if (annotator !== undefined) add(annotator)
  }
  return counts
}

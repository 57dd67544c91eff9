import { basename } from 'node:path'
import type { Agreement } from '../contract/agreement.ts'
import type { Datasheet, DatasheetSetup } from '../contract/datasheet.ts'
import type { QualityReport } from '../contract/quality.ts'
import { sourceBulk } from '../project/label-state.ts'
import type { Project } from '../project/project.ts'
import type { LabelingService } from './labeling-service.ts'
import { labelsDigest } from './labels-digest.ts'
import type { QualityService } from './quality-service.ts'

export interface DatasheetSources {
  project: Project
  labeling: LabelingService
  quality: QualityService
  /** How far people agree; null where nobody reckons it. */
  agreement: () => Agreement | null
  /** Version of the program. */
  version: string
}

/** Everything the project knows that belongs on its datasheet. */
export function gatherDatasheet(sources: DatasheetSources, setup: DatasheetSetup, madeAt: string): Datasheet {
  const { project, labeling, quality, version } = sources
  const { samples } = project
  const report = quality.report()
  const summary = labeling.summary()
  const { predictions, sorted, decoderKind, prior } = labeling.model
  const naming = namesOf(setup.people, report)
  return {
    madeAt,
    version,
    setup,
    project: project.name,
    samples: {
      total: samples.count(),
      excluded: summary.excluded,
      shape: samples.inputShape(),
      recipe: samples.recipe(),
      withTexts: samples.hasTexts(),
      unsorted: predictions ? countIncluded(project, predictions.count) : 0,
      withTruth: samples.hasTruth(),
    },
    // Where on somebody's disk they lay is nobody else's business.
    sources: samples.imports().map(({ source, format, importedAt, imported, fieldNames }) => ({
      name: basename(source) || source,
      format,
      importedAt,
      samples: imported,
      fields: fieldNames,
    })),
    classes: labeling.classes.list().map(({ id, name, group, guideline, examples }) => ({
      id,
      name,
      group,
      guideline,
      examples: examples.map((sample) => samples.meta(sample).externalId),
    })),
    labels: {
      ...countLabels(project, predictions?.predictions.best ?? []),
      asked: { ...project.labels.askedCounts() },
      skipped: summary.skipped,
      flagged: summary.flagged,
      commented: summary.commented,
      sha256: labelsDigest(project),
    },
    quality: report,
    confusion: quality.breakdown.confusion(),
    decoders: quality.breakdown.decoders(),
    groupings: quality.breakdown.groups(),
    annotators: naming.annotators,
    agreement: agreementOf(sources.agreement(), naming.called),
    duplicates: quality.odd()?.duplicates ?? null,
    model: sorted && {
      run: project.runs.get(sorted.runId),
      decoder: decoderKind,
      prior,
      clusters: sorted.clusters.componentCount,
    },
  }
}

/** Samples from this one on that nobody put aside. */
function countIncluded({ labels, samples }: Project, first: number): number {
  const { excluded } = labels.current()
  let count = 0
  for (let ordinal = first; ordinal < samples.count(); ordinal++) if (excluded[ordinal] === 0) count++
  return count
}

function countLabels(
  { labels: log }: Project,
  best: ArrayLike<number>,
): Pick<Datasheet['labels'], 'human' | 'bulk' | 'model' | 'first' | 'last'> {
  const { labels, sources, excluded } = log.current()
  const counts = { human: 0, bulk: 0, model: 0 }
  let first: string | null = null
  let last: string | null = null
  for (let ordinal = 0; ordinal < labels.length; ordinal++) {
    if (excluded[ordinal] !== 0) continue
    if (labels[ordinal] === 0) {
      if (best[ordinal] >= 0) counts.model++
      continue
    }
    counts[sources[ordinal] === sourceBulk ? 'bulk' : 'human']++
    const at = log.origin(ordinal + 1)?.at
    if (at === undefined) continue
    if (first === null || at < first) first = at
    if (last === null || at > last) last = at
  }
  return { ...counts, first, last }
}

/** What people are called on the sheet. */
function namesOf(people: DatasheetSetup['people'], { annotators }: QualityReport) {
  const byLabels = annotators.toSorted((a, b) => b.labels - a.labels)
  const called = new Map(
    byLabels.map(({ annotator }, i) => [annotator, people === 'names' ? annotator : lettersFor(i)]),
  )
  return {
    called: (name: string) => called.get(name) ?? '–',
    annotators: byLabels.map((entry) => ({ ...entry, annotator: called.get(entry.annotator) as string })),
  }
}

/** 0 → A, 25 → Z, 26 → AA */
function lettersFor(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26))
  return place < 26 ? letter : lettersFor(Math.floor(place / 26) - 1) + letter
}

function agreementOf(agreement: Agreement | null, called: (name: string) => string): Agreement | null {
  return (
    agreement && {
      ...agreement,
      pairs: agreement.pairs.map((pair) => ({
        ...pair,
        first: called(pair.first),
        second: called(pair.second),
      })),
    }
  )
}

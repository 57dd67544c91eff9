import type { SampleView } from '../contract/labeling.ts'
import type { AccuracyEstimate } from '../contract/quality.ts'
import type {
  ChangedCell,
  ComparedMoment,
  ComparedPart,
  RestoreReport,
  Snapshot,
  SnapshotClass,
  SnapshotComparison,
  SnapshotRequest,
} from '../contract/snapshots.ts'
import type { Refinement } from '../decoder/refinement.ts'
import type { RefinementRequest } from '../decoder/refiner.ts'
import type { Project } from '../project/project.ts'
import { restoringSteps } from '../project/restoring-steps.ts'
import type { LabeledState } from './labeled-state.ts'
import type { LabelingService } from './labeling-service.ts'
import type { NeighbourhoodService } from './neighbourhood-service.ts'
import { refineApart } from './neighbourhood-thread.ts'
import type { SortedSamples } from './prediction-state.ts'
import type { QualityService } from './quality-service.ts'
import { compareMoments, type Moment, samplesInCell } from './snapshot-comparison.ts'
import { snapshotDigest } from './snapshot-digest.ts'
import { type RecalledSnapshot, recallSnapshot, resolverOf } from './snapshot-state.ts'
import { latentSamples } from './sorted-samples.ts'

export interface SnapshotServiceOptions {
  project: Project
  labeling: LabelingService
  quality: QualityService
  neighbourhood: Pick<NeighbourhoodService, 'settled' | 'refinementOf'>
  annotator: () => string
  /** Throws `busy` while samples or the model change. */
  assertFree: () => void
  /** Takes the posteriors of a run into use. */
  adoptRun: (runId: number) => Promise<void>
}

/** Snapshots kept in memory once they were recalled: a comparison is looked at sample by sample. */
const mostRecalled = 2

/** Named versions of labels, model and decoder: taking, comparing and restoring them. */
export class SnapshotService {
  readonly #options: SnapshotServiceOptions
  readonly #recalled = new Map<number, Promise<RecalledSnapshot>>()
  readonly #ended = new AbortController()
  #work: Promise<unknown> = Promise.resolve()

  constructor(options: SnapshotServiceOptions) {
    this.#options = options
  }

  /** Newest first. */
  list(): Snapshot[] {
    return this.#options.project.snapshots.list()
  }

  /** Takes one of what holds now, once the decoder answers as well as it can. */
  async take({ name, note }: SnapshotRequest): Promise<Snapshot> {
    const { project, labeling, quality, neighbourhood, annotator, assertFree } = this.#options
    const { labels, samples, snapshots } = project
    assertFree()
    snapshots.requireFree(name)
    await neighbourhood.settled()
    assertFree()
    const { decoderKind: decoder, prior, sorted, predictions } = labeling.model
    const { labeled, skipped, flagged, excluded } = labeling.summary()
    const { accuracy, calibration, audits } = quality.report()
    const { labels: given, sources, excluded: out } = labels.current()
    const bulk = sources.reduce((sum, source, i) => sum + (source === 2 && given[i] && !out[i] ? 1 : 0), 0)
    const counts = { labeled, bulk, skipped, flagged, excluded, audits }
    const about = {
      samples: samples.count(),
      runId: sorted?.runId ?? null,
      sorted: predictions?.count ?? 0,
      facts: { decoder, prior, classes: classesOf(project), counts, accuracy, calibration },
    }
    return snapshots.add({
      ...about,
      name,
      note,
      annotator: annotator(),
      takenAt: new Date().toISOString(),
      lastEvent: labels.lastEvent(),
      sha256: snapshotDigest(project, about, labels),
    })
  }

  /** Labels and decoder as they were, and how good they were known to be. */
  async recall(id: number): Promise<{ state: LabeledState; accuracy: AccuracyEstimate }> {
    const { state, snapshot } = await this.#recall(id)
    return { state, accuracy: snapshot.facts.accuracy }
  }

  /** @param to null: the project as it is now */
  async compare(from: number, to: number | null): Promise<SnapshotComparison> {
    const before = await this.#moment(from)
    const after = await this.#moment(to)
    return { from: before.about, to: after.about, ...compareMoments(before, after) }
  }

  /** Samples of one cell of a comparison, as they are now. */
  async samples({
    from,
    to,
    over,
    cell,
    offset,
    limit,
  }: {
    from: number
    to: number | null
    over: ComparedPart
    cell: Pick<ChangedCell, 'from' | 'to'>
    offset: number
    limit: number
  }): Promise<{ total: number; samples: SampleView[] }> {
    const ordinals = samplesInCell(await this.#moment(from), await this.#moment(to), over, cell)
    const ids = ordinals.slice(offset, offset + limit).map((ordinal) => ordinal + 1)
    return { total: ordinals.length, samples: this.#options.labeling.views.samples(ids) }
  }

  /** Labels as they were, as one step of the history, and the model and decoder of then. */
  async restore(id: number): Promise<RestoreReport> {
    const { project, labeling, annotator, assertFree, adoptRun } = this.#options
    assertFree()
    const { snapshot, log } = await this.#recall(id)
    assertFree()
    const { facts, runId } = snapshot
    const { classes, labels } = project
    const resolveThen = resolverOf(facts.classes)
    const by = { annotator: annotator(), at: new Date().toISOString() }
    const steps = restoringSteps(log.state, labels.state, (id) => classes.resolve(resolveThen(id)), by)
    const { change } = labeling.takeIn(steps, { kind: 'restore', name: snapshot.name })
    const isOtherRun = runId !== null && runId !== (labeling.model.sorted?.runId ?? null)
    if (isOtherRun) {
      project.posteriors.reinstate(runId)
      await adoptRun(runId)
    }
    const isOtherDecoder =
      facts.decoder !== labeling.model.decoderKind ||
      JSON.stringify(facts.prior) !== JSON.stringify(labeling.model.prior)
    if (isOtherDecoder) {
      labeling.setDecoder(facts.decoder)
      labeling.setPrior(priorWithin(facts.prior, (id) => classes.resolve(id)))
    }
    const then = log.current().labels
    return {
      snapshot: snapshot.name,
      samples: change?.samples.length ?? 0,
      eventId: change?.eventId ?? null,
      newer: project.samples.count() - snapshot.samples,
      merged: then.reduce((sum, label) => sum + (label !== 0 && classes.resolve(label) !== label ? 1 : 0), 0),
      runId: isOtherRun ? runId : null,
      decoderChanged: isOtherDecoder,
    }
  }

  /** Breaks off what is being recalled. */
  async close(): Promise<void> {
    this.#ended.abort()
    await this.#work
  }

  #recall(id: number): Promise<RecalledSnapshot> {
    const { project } = this.#options
    const known = this.#recalled.get(id)
    if (known) {
      // The ones asked for last stay.
      this.#recalled.delete(id)
      this.#recalled.set(id, known)
      return known
    }
    const recalled = recallSnapshot(project, project.snapshots.get(id), (sorted, request) =>
      this.#refine(sorted, request),
    )
    this.#recalled.set(id, recalled)
    for (const oldest of this.#recalled.keys()) {
      if (this.#recalled.size > mostRecalled) this.#recalled.delete(oldest)
    }
    this.#work = Promise.allSettled([this.#work, recalled])
    recalled.catch(() => this.#recalled.delete(id))
    return recalled
  }

  /** By the thread that is there where it knows these very samples. */
  #refine(sorted: SortedSamples, request: RefinementRequest): Promise<Refinement | null> {
    const inUse = this.#options.labeling.model.sorted
    if (inUse?.runId === sorted.runId && inUse.posteriors.count === sorted.posteriors.count) {
      return this.#options.neighbourhood.refinementOf(request)
    }
    const samples = latentSamples(sorted)
    return samples ? refineApart(samples, request, this.#ended.signal) : Promise.resolve(null)
  }

  async #moment(id: number | null): Promise<Moment & { about: ComparedMoment }> {
    const { project, labeling, quality, neighbourhood } = this.#options
    if (id !== null) {
      const { snapshot, log, state } = await this.#recall(id)
      const { name, takenAt, samples, runId, facts } = snapshot
      const { decoder, prior, accuracy, counts } = facts
      const about = {
        snapshotId: id,
        name,
        at: takenAt,
        samples,
        labeled: counts.labeled,
        runId,
        decoder,
        prior,
        accuracy,
      }
      return { about, log, predictions: state.predictions, classes: facts.classes }
    }
    await neighbourhood.settled()
    const { decoderKind: decoder, prior, predictions, sorted } = labeling.model
    const { samples, labeled } = labeling.summary()
    const about = {
      snapshotId: null,
      name: null,
      at: new Date().toISOString(),
      samples,
      labeled,
      runId: sorted?.runId ?? null,
      decoder,
      prior,
      accuracy: quality.gist().accuracy,
    }
    return { about, log: project.labels, predictions, classes: classesOf(project) }
  }
}

function classesOf({ classes }: Project): SnapshotClass[] {
  return classes.all().map(({ id, name, colour, mergedInto }) => ({ id, name, colour, mergedInto }))
}

/** A prior of classes of which some were merged since. */
function priorWithin(
  prior: LabeledState['prior'],
  classOf: (classId: number) => number,
): LabeledState['prior'] {
  if (prior.kind !== 'given') return prior
  const shares = new Map<number, number>()
  for (const { classId, share } of prior.shares) {
    shares.set(classOf(classId), (shares.get(classOf(classId)) ?? 0) + share)
  }
  return { kind: 'given', shares: Array.from(shares, ([classId, share]) => ({ classId, share })) }
}

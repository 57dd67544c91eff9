import { FewlabelError } from '../contract/errors.ts'
import type {
  ActionOutcome,
  ClusterView,
  DecoderKind,
  LabelClass,
  LabelingSummary,
  QueryStrategy,
  SampleView,
} from '../contract/labeling.ts'
import { decoderKindSchema } from '../contract/labeling.ts'
import type { ClusterMembers, HistoryEntry, memberOrders, QueueItem } from '../contract/window.ts'
import type { ClassStore } from '../project/class-store.ts'
import type { LabelChange, NewLabelEvent } from '../project/label-log.ts'
import type { Project } from '../project/project.ts'
import { summarise } from './action-summary.ts'
import { ClusterIndex } from './cluster-index.ts'
import { PredictionState, type SortedSamples } from './prediction-state.ts'

const confidentFrom = 0.9

export interface LabelingServiceOptions {
  project: Project
  annotator: () => string
  publish: (summary: LabelingSummary) => void
}

/**
 * Labels and what follows from them. An action is first committed to the project file, then told to the decoder,
 * then answered: what the window has seen acknowledged is on disk.
 */
export class LabelingService {
  readonly #options: LabelingServiceOptions
  readonly #project: Project
  #sorted: SortedSamples | null = null
  #state: PredictionState | null = null
  #clusters: ClusterIndex | null = null
  #kind: DecoderKind
  #revision = 0

  constructor(options: LabelingServiceOptions) {
    this.#options = options
    this.#project = options.project
    this.#kind = this.#project.settings.get('decoder', decoderKindSchema) ?? 'graph'
  }

  /** Takes a model's posteriors into use (null: there is none). */
  adoptSorted(sorted: SortedSamples | null): void {
    this.#sorted = sorted
    this.#clusters = sorted && new ClusterIndex(sorted.posteriors)
    this.#rebuild()
  }

  /** Samples were imported. */
  refresh(): void {
    this.#changed()
  }

  get predictions(): PredictionState | null {
    return this.#state
  }

  get decoderKind(): DecoderKind {
    return this.#kind
  }

  summary(): LabelingSummary {
    const { labels, skipped, flagged } = this.#project.labels.current()
    const samples = this.#project.samples.count()
    const sorted = this.#state?.count ?? 0
    let labeledCount = 0
    let skippedCount = 0
    let flaggedCount = 0
    let confident = 0
    let unlabeledSorted = 0
    for (let i = 0; i < samples; i++) {
      if (labels[i] !== 0) labeledCount++
      else if (this.#state && i < sorted) {
        unlabeledSorted++
        if (this.#state.predictions.confidence[i] >= confidentFrom) confident++
      }
      skippedCount += skipped[i]
      flaggedCount += flagged[i]
    }
    return {
      samples,
      labeled: labeledCount,
      skipped: skippedCount,
      flagged: flaggedCount,
      confident: unlabeledSorted > 0 ? confident / unlabeledSorted : 0,
      accuracyAgainstTruth: labeledCount > 0 ? this.#accuracyAgainstTruth() : null,
      decoder: this.#kind,
      revision: this.#revision,
      canUndo: this.#project.labels.canUndo,
      canRedo: this.#project.labels.canRedo,
      runId: this.#sorted?.runId ?? null,
      unsorted: this.#sorted ? samples - sorted : 0,
    }
  }

  classes(): LabelClass[] {
    const { labels } = this.#project.labels.current()
    const labeled = new Map<number, number>()
    const predicted = new Map<number, number>()
    const count = (map: Map<number, number>, id: number) => map.set(id, (map.get(id) ?? 0) + 1)
    for (let i = 0; i < labels.length; i++) {
      if (labels[i] !== 0) count(labeled, labels[i])
      else {
        const guess = this.#state?.predictions.best[i] ?? -1
        if (this.#state && guess >= 0) count(predicted, this.#state.classIds[guess])
      }
    }
    return this.#project.classes
      .list()
      .map((entry) => ({
        ...entry,
        labeled: labeled.get(entry.id) ?? 0,
        predicted: predicted.get(entry.id) ?? 0,
      }))
  }

  addClass(request: { name: string; colour?: string; hotkey?: string | null }): LabelClass {
    const added = this.#project.classes.add(request)
    this.#state?.addClass(added.id)
    this.#changed()
    return { ...added, labeled: 0, predicted: 0 }
  }

  updateClass(request: { id: number; name?: string; colour?: string; hotkey?: string | null }): LabelClass[] {
    const { classes } = this.#project
    if (request.name !== undefined) classes.rename(request.id, request.name)
    if (request.colour !== undefined) classes.recolour(request.id, request.colour)
    if (request.hotkey !== undefined) classes.setHotkey(request.id, request.hotkey)
    this.#changed()
    return this.classes()
  }

  mergeClasses(from: number, into: number): LabelClass[] {
    this.#project.classes.merge(from, into)
    this.#rebuild()
    return this.classes()
  }

  board(): ClusterView[] {
    if (!this.#state || !this.#clusters) return []
    return this.#clusters.board(this.#state, this.#project.labels.current())
  }

  cluster(request: {
    component: number
    order: (typeof memberOrders)[number]
    offset: number
    limit: number
  }): ClusterMembers {
    const { state, clusters } = this.#requireSorted()
    const { total, ordinals } = clusters.members(request, state)
    return {
      component: request.component,
      total,
      samples: this.#views(ordinals),
      reason: clusters.reason(request.component, state, this.#project.labels.current()),
    }
  }

  queue(request: { count: number; strategy: QueryStrategy; exclude: readonly number[] }): QueueItem[] {
    const picked = ClusterIndex.queue(this.#clusters, this.#state, {
      ...request,
      samples: this.#project.samples.count(),
      labels: this.#project.labels.current(),
      // Another draw after every action, the same one for the same state.
      seed: this.#project.labels.eventCount(),
    })
    const views = this.#views(picked.map(({ sample }) => sample))
    return picked.map(({ reason }, i) => ({ sample: views[i], reason }))
  }

  samples(ids: readonly number[]): SampleView[] {
    return this.#views(ids.map((id) => this.#requireSample(id) - 1))
  }

  probabilities(id: number): { classId: number; probability: number }[] {
    this.#requireSample(id)
    const state = this.#state
    if (!state || id > state.count) return []
    const probabilities = state.decoder.probabilities(id - 1)
    return state.classIds
      .map((classId, index) => ({ classId, probability: probabilities[index] }))
      .sort((a, b) => b.probability - a.probability)
  }

  history(limit: number): HistoryEntry[] {
    return this.#project.labels.history(limit)
  }

  /** A person chose these samples, one or several: one action, one undo. */
  label(samples: readonly number[], classId: number): ActionOutcome {
    return this.#act({ kind: 'label', samples, classId })
  }

  /** Everything in the cluster that has no label yet, seen or not: kept apart as `bulk` for good. */
  labelCluster(component: number, classId: number): ActionOutcome {
    const { clusters } = this.#requireSorted()
    const { labels } = this.#project.labels.current()
    const samples = clusters.ids(component).filter((id) => labels[id - 1] === 0)
    if (samples.length === 0) {
      throw new FewlabelError('no-labels', 'Every sample of this cluster has a label already.', {
        remedy: 'Go on with the next cluster.',
      })
    }
    return this.#act({ kind: 'bulk', samples, classId })
  }

  clear(samples: readonly number[]): ActionOutcome {
    return this.#act({ kind: 'clear', samples })
  }

  skip(samples: readonly number[]): ActionOutcome {
    return this.#act({ kind: 'skip', samples })
  }

  flag(samples: readonly number[], flagged: boolean): ActionOutcome {
    return this.#act({ kind: flagged ? 'flag' : 'unflag', samples })
  }

  undo(): ActionOutcome {
    return this.#follow(this.#project.labels.undo(this.#options.annotator()))
  }

  redo(): ActionOutcome {
    return this.#follow(this.#project.labels.redo(this.#options.annotator()))
  }

  setDecoder(kind: DecoderKind): LabelingSummary {
    this.#project.settings.set('decoder', kind)
    this.#kind = kind
    this.#rebuild()
    return this.summary()
  }

  /** Labels from elsewhere: one bulk action per annotator and class. */
  apply(groups: readonly { annotator: string; classId: number; samples: number[] }[]): void {
    for (const group of groups) {
      this.#follow(
        this.#project.labels.append({
          ...this.#event({ kind: 'bulk', ...group }),
          annotator: group.annotator,
        }),
      )
    }
  }

  #act(action: Pick<NewLabelEvent, 'kind' | 'classId'> & { samples: readonly number[] }): ActionOutcome {
    return this.#follow(this.#project.labels.append(this.#event(action)))
  }

  #event(action: Pick<NewLabelEvent, 'kind' | 'classId'> & { samples: readonly number[] }): NewLabelEvent {
    const samples = [...new Set(action.samples)]
    for (const id of samples) this.#requireSample(id)
    const said = samples.map((id) => this.#state?.guess(id - 1) ?? null)
    return {
      kind: action.kind,
      classId: action.classId,
      annotator: this.#options.annotator(),
      samples,
      said: {
        classIds: said.map((guess) => guess?.classId ?? 0),
        confidences: said.map((guess) => guess?.confidence ?? 0),
      },
    }
  }

  /** After the commit: everything derived from the labels follows, then the window is told. */
  #follow(change: LabelChange): ActionOutcome {
    const changed = this.#state?.update(change.samples, change.before, change.after) ?? 0
    const summary = this.#changed()
    return {
      eventId: change.eventId,
      kind: change.kind,
      touched: change.samples.length,
      changed,
      summary: summarise(change, this.#project.classes as Pick<ClassStore, 'list' | 'resolve'>),
      revision: summary.revision,
      canUndo: summary.canUndo,
      canRedo: summary.canRedo,
    }
  }

  #changed(): LabelingSummary {
    this.#revision++
    const summary = this.summary()
    this.#options.publish(summary)
    return summary
  }

  #rebuild(): void {
    const classIds = this.#project.classes.list().map(({ id }) => id)
    this.#state =
      this.#sorted &&
      new PredictionState(this.#kind, this.#sorted, classIds, this.#project.labels.current().labels)
    this.#changed()
  }

  #views(ordinals: readonly number[]): SampleView[] {
    const { labels, skipped, flagged } = this.#project.labels.current()
    const metas = this.#project.samples.metas(ordinals.map((ordinal) => ordinal + 1))
    return metas.map((meta, i) => {
      const ordinal = ordinals[i]
      const origin = labels[ordinal] !== 0 ? this.#project.labels.origin(meta.id) : null
      const home = this.#clusters?.homeOf(ordinal) ?? null
      return {
        id: meta.id,
        externalId: meta.externalId,
        label: origin && { classId: labels[ordinal], source: origin.source, annotator: origin.annotator },
        guess: this.#state?.guess(ordinal) ?? null,
        skipped: skipped[ordinal] === 1,
        flagged: flagged[ordinal] === 1,
        component: home?.component ?? null,
        responsibility: home?.responsibility ?? null,
      }
    })
  }

  #accuracyAgainstTruth(): number | null {
    const state = this.#state
    if (!state || !this.#project.samples.hasTruth()) return null
    const truth = this.#project.samples.truth()
    const { labels } = this.#project.labels.current()
    const idOfName = new Map(this.#project.classes.list().map(({ id, name }) => [name.toLowerCase(), id]))
    const truthIds = this.#project.samples.truthNames().map((name) => idOfName.get(name.toLowerCase()) ?? 0)
    let known = 0
    let right = 0
    for (let i = 0; i < state.count; i++) {
      if (labels[i] !== 0 || truth[i] < 0) continue
      known++
      const guess = state.predictions.best[i]
      if (guess >= 0 && state.classIds[guess] === truthIds[truth[i]]) right++
    }
    return known > 0 ? right / known : null
  }

  #requireSorted(): { state: PredictionState; clusters: ClusterIndex } {
    if (!this.#state || !this.#clusters) {
      throw new FewlabelError('not-trained', 'The samples are not sorted into clusters yet.', {
        remedy: 'Start training first.',
      })
    }
    return { state: this.#state, clusters: this.#clusters }
  }

  #requireSample(id: number): number {
    if (id < 1 || id > this.#project.samples.count()) {
      throw new FewlabelError('sample-not-found', `There is no sample ${id}.`)
    }
    return id
  }
}

import { FewlabelError } from '../contract/errors.ts'
import type {
  Changes,
  ClusterCheck,
  ClusterView,
  QueryStrategy,
  ReviewKind,
  ReviewPage,
  SampleView,
} from '../contract/labeling.ts'
import type { Neighbours } from '../contract/sample.ts'
import type { ClusterMembers, memberOrders, QueueItem } from '../contract/window.ts'
import { noComponent } from '../decoder/sparse-posteriors.ts'
import type { Project } from '../project/project.ts'
import { isAuditPlace } from '../query/audit-schedule.ts'
import { isOpen } from '../query/candidates.ts'
import { clusterBoard } from '../query/cluster-board.ts'
import { clusterSize } from '../query/cluster-index.ts'
import type { QueryState } from '../query/query-state.ts'
import { explain, pickSamples, type Query } from '../query/queue.ts'
import { clusterReason } from '../query/reasons.ts'
import { clusterMembers } from '../query/typicality.ts'
import type { AuditStream } from './audit-stream.ts'
import type { LabelingModel } from './labeling-model.ts'

/** What the labeling view shows: clusters, samples, the next questions. Changes nothing. */
export class LabelingViews {
  readonly #project: Project
  readonly #model: LabelingModel
  readonly #audit: AuditStream

  constructor(project: Project, model: LabelingModel, audit: AuditStream) {
    this.#project = project
    this.#model = model
    this.#audit = audit
  }

  /** Clusters by uncertainty × mass; empty before the first training. */
  board(): ClusterView[] {
    const state = this.#model.queryState()
    return state ? clusterBoard(state) : []
  }

  cluster(request: {
    component: number
    order: (typeof memberOrders)[number]
    hideExcluded?: boolean
    offset: number
    limit: number
  }): ClusterMembers {
    const { component } = request
    const state = this.#requireState()
    const row = clusterBoard(state).find((other) => other.component === component)
    return {
      component,
      total: clusterSize(state.clusters, component),
      samples: this.#describe(clusterMembers(state, request)),
      reason: row ? clusterReason(row) : { kind: 'settled', component, size: 0 },
    }
  }

  /** Ids of a cluster's samples that nobody has labeled yet. */
  unlabeledIn(component: number): number[] {
    const { offsets, samples } = this.#requireState().clusters
    const { labels } = this.#project.labels.current()
    return Array.from(
      samples.subarray(offsets[component], offsets[component + 1]),
      (ordinal) => ordinal + 1,
    ).filter((id) => labels[id - 1] === 0)
  }

  /** The samples to ask about next, best first; with the default strategy every fifth is one of the audit. */
  queue(request: { count: number; strategy: QueryStrategy; exclude: readonly number[] }): QueueItem[] {
    const { count, strategy } = request
    const exclude = new Set(request.exclude.map((id) => id - 1))
    // Another draw after every action, the same one for the same state.
    const seed = this.#project.labels.eventCount()
    const state = this.#model.queryState()
    const isDrawn = !state || strategy === 'random'
    const picked = isDrawn
      ? this.#draw(state, count, exclude)
      : this.#withAudit(state, pickSamples(state, strategy, count, exclude, seed), { strategy, exclude })
    const views = this.#describe(picked.map(({ sample }) => sample))
    return picked.map(({ reason, effect }, i) => {
      this.#audit.served(views[i].id, isDrawn || reason.kind === 'audit' ? 'audit' : 'chosen')
      return { sample: views[i], reason, effect }
    })
  }

  /** Puts the audit's samples in their places among those chosen. */
  #withAudit(
    state: QueryState,
    chosen: readonly number[],
    { strategy, exclude }: { strategy: QueryStrategy; exclude: ReadonlySet<number> },
  ): Query[] {
    const audits = new Set<number>()
    const samples: number[] = []
    const rest = [...chosen]
    const { audit, chosen: asked } = this.#project.labels.askedCounts()
    const open = [...exclude].filter((sample) => isOpen(state, sample)).length
    while (samples.length < chosen.length) {
      const isAudit = strategy === 'default' && isAuditPlace(audit + asked + open + samples.length)
      const [drawn] = isAudit ? this.#audit.next(1, new Set([...exclude, ...samples])) : []
      if (drawn !== undefined) {
        audits.add(drawn)
        // Also one that would have been chosen: a draw that leaves those out is no even one.
        if (rest.includes(drawn)) rest.splice(rest.indexOf(drawn), 1)
      }
      samples.push(drawn ?? (rest.shift() as number))
    }
    return explain(state, samples).map((query) =>
      audits.has(query.sample) ? { ...query, reason: { kind: 'audit' } } : query,
    )
  }

  samples(ids: readonly number[]): SampleView[] {
    return this.#describe(ids.map((id) => this.requireSample(id) - 1))
  }

  /**
   * The model's class probabilities of one sample, largest first; empty while it has no opinion. Of a labeled sample
   * what it would think without that label: a person's word is no probability of the model's.
   */
  probabilities(id: number): { classId: number; probability: number }[] {
    this.requireSample(id)
    const { predictions } = this.#model
    if (!predictions || id > predictions.count) return []
    const { decoder } = predictions
    const isLabeled = this.#project.labels.current().labels[id - 1] !== 0
    const probabilities = isLabeled ? decoder.leaveOneOut(id - 1) : decoder.probabilities(id - 1)
    return predictions.classIds
      .map((classId, index) => ({ classId, probability: probabilities[index] }))
      .sort((a, b) => b.probability - a.probability)
  }

  /** All samples that people gave a class, by id, each with the cluster it lies in; null while it is not sorted. */
  samplesOf(classId: number): { id: number; component: number | null }[] {
    const { labels } = this.#project.labels.current()
    const components = this.#model.sorted?.clusters.component
    const found: { id: number; component: number | null }[] = []
    for (let ordinal = 0; ordinal < labels.length; ordinal++) {
      if (labels[ordinal] !== classId) continue
      const component = components?.[ordinal] ?? noComponent
      found.push({ id: ordinal + 1, component: component === noComponent ? null : component })
    }
    return found
  }

  /** The samples most alike in latent space, nearest first. */
  neighbours(_request: { id: number; count: number }): Neighbours {
    throw new FewlabelError('internal', 'Not there yet.')
  }

  /** What the last action changed among samples it did not touch. */
  changes(_request: { kind?: 'changed' | 'confident'; offset: number; limit: number }): Changes {
    throw new FewlabelError('internal', 'Not there yet.')
  }

  /** Samples that ask for a second look. */
  review(_request: { kind: ReviewKind; offset: number; limit: number }): ReviewPage {
    throw new FewlabelError('internal', 'Not there yet.')
  }

  /** Whether one key may label what is left of a cluster, and what to look at before. */
  check(_request: { component: number; count: number }): ClusterCheck {
    throw new FewlabelError('internal', 'Not there yet.')
  }

  requireSample(id: number): number {
    if (id < 1 || id > this.#project.samples.count()) {
      throw new FewlabelError('sample-not-found', `There is no sample ${id}.`)
    }
    return id
  }

  /** Even draws, which serve the audit: on demand, and without a model, when there is no telling which say most. */
  #draw(state: QueryState | null, count: number, exclude: ReadonlySet<number>): Query[] {
    const samples = this.#audit.next(count, exclude)
    if (!state) return samples.map((sample) => ({ sample, reason: { kind: 'random' }, effect: null }))
    return explain(state, samples).map((query) => ({ ...query, reason: { kind: 'audit' } }))
  }

  #describe(ordinals: readonly number[]): SampleView[] {
    const { labels, skipped, flagged } = this.#project.labels.current()
    const { predictions, sorted } = this.#model
    const metas = this.#project.samples.metas(ordinals.map((ordinal) => ordinal + 1))
    return metas.map(({ id, externalId }, i) => {
      const ordinal = ordinals[i]
      const origin = labels[ordinal] !== 0 ? this.#project.labels.origin(id) : null
      const component = sorted?.clusters.component[ordinal] ?? noComponent
      const isSorted = component !== noComponent
      return {
        id,
        externalId,
        label: origin && { classId: labels[ordinal], source: origin.source, annotator: origin.annotator },
        guess: predictions?.guess(ordinal) ?? null,
        skipped: skipped[ordinal] === 1,
        flagged: flagged[ordinal] === 1,
        flagReason: null,
        excluded: false,
        comments: 0,
        text: null,
        component: isSorted ? component : null,
        responsibility: isSorted ? (sorted?.clusters.responsibility[ordinal] ?? null) : null,
      }
    })
  }

  #requireState(): QueryState {
    const state = this.#model.queryState()
    if (!state) {
      throw new FewlabelError('not-trained', 'The samples are not sorted into clusters yet.', {
        remedy: 'Start training first.',
      })
    }
    return state
  }
}

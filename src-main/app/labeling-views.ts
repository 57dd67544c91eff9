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
import type { BulkDetail } from '../project/label-action.ts'
import type { Project } from '../project/project.ts'
import { isAuditPlace } from '../query/audit-schedule.ts'
import { isOpen } from '../query/candidates.ts'
import { clusterBoard } from '../query/cluster-board.ts'
import type { QueryState } from '../query/query-state.ts'
import { explain, pickSamples, type Query } from '../query/queue.ts'
import { randomMembers } from '../query/random-members.ts'
import { clusterReason } from '../query/reasons.ts'
import { clusterMembers, memberCount } from '../query/typicality.ts'
import type { OpenWork } from './assigned-work.ts'
import { type AuditStream, keptSeed } from './audit-stream.ts'
import { checkMembers, type MemberCheck, membersNeeded } from './cluster-check.ts'
import { type LabelingModel, notSorted } from './labeling-model.ts'
import { neighboursOf } from './neighbour-search.ts'
import { ReviewLists } from './review-lists.ts'
import { SampleViews } from './sample-views.ts'

interface Page {
  offset: number
  limit: number
}

/** What the labeling view shows: clusters, samples, the next questions. Changes nothing. */
export class LabelingViews {
  readonly #project: Project
  readonly #model: LabelingModel
  readonly #audit: AuditStream
  readonly #samples: SampleViews
  readonly #reviews: ReviewLists
  readonly #memberSeed: number

  readonly #ownWork: () => OpenWork | null

  /**
   * @param revision counts up with everything that is shown here
   * @param ownWork what the annotator was given to label and has not done yet
   */
  constructor(
    project: Project,
    model: LabelingModel,
    audit: AuditStream,
    { revision, ownWork }: { revision: () => number; ownWork: () => OpenWork | null },
  ) {
    this.#ownWork = ownWork
    this.#project = project
    this.#model = model
    this.#audit = audit
    this.#samples = new SampleViews(project, model)
    this.#reviews = new ReviewLists(project, model, revision)
    this.#memberSeed = keptSeed(project.settings, 'memberSeed')
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
    const { component, hideExcluded, ...page } = request
    const state = this.#requireState()
    const row = clusterBoard(state).find((other) => other.component === component)
    const hidden = hideExcluded ? this.#project.labels.current().excluded : undefined
    const seed = this.#seedOfMembers()
    return {
      component,
      total: memberCount(state.clusters, component, hidden),
      samples: this.#samples.describe(clusterMembers(state, { ...page, component, seed, hidden })),
      reason: row ? clusterReason(row) : { kind: 'settled', component, size: 0 },
    }
  }

  /** Whether one key may label what is left of a cluster, and what to look at before. */
  check({ component, count }: { component: number; count: number }): ClusterCheck {
    const { next, ...check } = this.#checked(component, count)
    return { component, ...check, needed: membersNeeded, next: this.#samples.describe(next) }
  }

  /** What a label of the cluster rests on. */
  evidenceFor(component: number): BulkDetail {
    const { checked, purityAtLeast } = this.#checked(component, 0)
    return { component, checked, purityAtLeast }
  }

  #checked(component: number, count: number): MemberCheck {
    const { clusters } = this.#requireState()
    const { sources, excluded } = this.#project.labels.current()
    const order = randomMembers(clusters, component, this.#seedOfMembers())
    const together = (ordinal: number) => this.#project.labels.labeledTogether(ordinal + 1)
    return checkMembers({ order, labels: this.#model.labels(), sources, together, excluded }, count)
  }

  /** Another order for every project and run, the same one for the same. */
  #seedOfMembers(): number {
    return this.#memberSeed + (this.#model.sorted?.runId ?? 0)
  }

  /** Ids of a cluster's samples that nobody has labeled or excluded. */
  openIn(component: number): number[] {
    const { offsets, samples } = this.#requireState().clusters
    const { labels, excluded } = this.#project.labels.current()
    const open: number[] = []
    for (const ordinal of samples.subarray(offsets[component] ?? 0, offsets[component + 1] ?? 0)) {
      if (labels[ordinal] === 0 && excluded[ordinal] === 0) open.push(ordinal + 1)
    }
    return open
  }

  /**
   * The samples to ask about next, best first; with the default strategy every fifth is one of the audit. Whoever was given
   * samples is asked about those first; only the audit goes on among all, or nothing could be said of the others.
   */
  queue(request: { count: number; strategy: QueryStrategy; exclude: readonly number[] }): QueueItem[] {
    const { count, strategy } = request
    const exclude = new Set(request.exclude.map((id) => id - 1))
    // Another draw after every action, the same one for the same state.
    const seed = this.#project.labels.eventCount()
    const own = this.#ownWork()
    const state = this.#model.queryState()
    const asked = state && own ? { ...state, answerable: own.own } : state
    const isDrawn = !asked || strategy === 'random'
    const picked = isDrawn
      ? this.#draw(asked, count, exclude, own)
      : this.#withAudit(asked, pickSamples(asked, strategy, count, exclude, seed), { strategy, exclude })
    const views = this.#samples.describe(picked.map(({ sample }) => sample))
    return picked.map(({ reason, effect }, i) => {
      const isAudit = reason.kind === 'audit' || (isDrawn && own?.drawn !== false)
      this.#audit.served(views[i].id, isAudit ? 'audit' : 'chosen')
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
    return this.#samples.describe(ids.map((id) => this.#samples.require(id) - 1))
  }

  /**
   * The model's class probabilities of one sample, largest first; empty while it has no opinion. Of a labeled sample
   * what it would think without that label: a person's word is no probability of the model's.
   */
  probabilities(id: number): { classId: number; probability: number }[] {
    this.#samples.require(id)
    const { predictions } = this.#model
    if (!predictions || id > predictions.count) return []
    const { decoder } = predictions
    const isLabeled = this.#model.labels()[id - 1] !== 0
    const probabilities = isLabeled ? decoder.leaveOneOut(id - 1) : decoder.probabilities(id - 1)
    return predictions.classIds
      .map((classId, index) => ({ classId, probability: probabilities[index] }))
      .sort((a, b) => b.probability - a.probability)
  }

  /**
   * All samples that people gave a class, by id, without those excluded, which a new label would take back in; each with
   * the cluster it lies in, null while it is not sorted.
   */
  samplesOf(classId: number): { id: number; component: number | null }[] {
    const labels = this.#model.labels()
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
  neighbours({ id, count }: { id: number; count: number }): Neighbours {
    const { sorted } = this.#model
    const ordinal = this.#samples.require(id) - 1
    if (!sorted || ordinal >= sorted.posteriors.count) return { state: 'none', samples: [] }
    const found = neighboursOf(this.#project, sorted, ordinal, count)
    const views = this.#samples.describe(found.map((other) => other.ordinal))
    return { state: 'ready', samples: found.map(({ distance }, i) => ({ sample: views[i], distance })) }
  }

  /** What the last action changed among samples it did not touch; all of it, or one kind. */
  changes({ kind, offset, limit }: { kind?: 'changed' | 'confident' } & Page): Changes {
    const last = this.#model.lastChanges
    if (!last) return { eventId: 0, total: 0, samples: [] }
    const isChanged = new Set(last.changed)
    const rest = last.confident.filter((ordinal) => !isChanged.has(ordinal))
    const lists = kind ? [last[kind]] : [last.changed, rest]
    const all = lists.flatMap((ordinals) => Array.from(this.#surestFirst(ordinals)))
    const page = all.slice(offset, offset + limit)
    const views = this.#samples.describe(page)
    const { classes } = this.#project
    return {
      eventId: last.eventId,
      total: all.length,
      samples: page.map((ordinal, i) => {
        const before = last.before(ordinal)
        return {
          sample: views[i],
          before: before && { ...before, classId: classes.resolve(before.classId) },
          became: isChanged.has(ordinal) ? 'changed' : 'confident',
        }
      }),
    }
  }

  #surestFirst(ordinals: Uint32Array): Uint32Array {
    const confidence = this.#model.predictions?.predictions.confidence ?? new Float32Array(0)
    return ordinals.toSorted((a, b) => confidence[b] - confidence[a] || a - b)
  }

  /** Samples that ask for a second look. */
  review({ kind, offset, limit }: { kind: ReviewKind } & Page): ReviewPage {
    const samples = this.#reviews.samples(kind)
    const page = samples.subarray(offset, offset + limit)
    return { total: samples.length, samples: this.#samples.describe(Array.from(page)) }
  }

  /** Even draws, which serve the audit: on demand, and without a model, when there is no telling which say most. */
  #draw(
    state: QueryState | null,
    count: number,
    exclude: ReadonlySet<number>,
    own: OpenWork | null,
  ): Query[] {
    const samples = this.#audit.next(count, exclude, own?.own)
    if (!state) return samples.map((sample) => ({ sample, reason: { kind: 'random' }, effect: null }))
    const kind = own?.drawn === false ? 'random' : 'audit'
    return explain(state, samples).map((query) => ({ ...query, reason: { kind } }))
  }

  #requireState(): QueryState {
    const state = this.#model.queryState()
    if (!state) throw notSorted()
    return state
  }
}

import { FewlabelError } from '../contract/errors.ts'
import {
  type ClassPrior,
  classPriorSchema,
  type DecoderKind,
  decoderKindSchema,
} from '../contract/labeling.ts'
import type { Refinement } from '../decoder/refinement.ts'
import type { SplitDetail } from '../project/label-action.ts'
import type { LabelChange } from '../project/label-change.ts'
import type { Project } from '../project/project.ts'
import type { QueryState } from '../query/query-state.ts'
import { ClusterSplits } from './cluster-splits.ts'
import { type GuessChanges, GuessMemory, noChanges } from './guess-changes.ts'
import { labelWords } from './label-words.ts'
import type { RefinementTarget } from './neighbourhood-service.ts'
import { type LabelWords, PredictionState, type SortedSamples } from './prediction-state.ts'

/** What the last action changed in the guesses, and what they were before. */
export interface LastChanges extends GuessChanges {
  eventId: number
  before(ordinal: number): { classId: number; confidence: number } | null
}

/** The error of everything that needs clusters before there are any. */
export function notSorted(): FewlabelError {
  return new FewlabelError('not-trained', 'The samples are not sorted into clusters yet.', {
    remedy: 'Start training first.',
  })
}

/** What the program believes at the moment: the sorted samples in use, and the decoder with everybody's labels in it. */
export class LabelingModel {
  readonly #project: Project
  readonly #oddness: () => ArrayLike<number> | null
  readonly #memory = new GuessMemory()
  #splits: ClusterSplits | null = null
  #sorted: SortedSamples | null = null
  #predictions: PredictionState | null = null
  /** What the decoder in use has adopted. */
  #refinement: Refinement | null = null
  #decoderKind: DecoderKind
  #prior: ClassPrior
  /** See {@link labels}; null where they have to be looked up anew. */
  #labels: Int32Array | null = null
  #lastChanges: LastChanges | null = null

  /** @param oddness how many times the usual distance each sample is from its nearest; null while nobody knows */
  constructor(project: Project, oddness: () => ArrayLike<number> | null) {
    this.#project = project
    this.#oddness = oddness
    this.#decoderKind = project.settings.get('decoder', decoderKindSchema) ?? 'graph'
    this.#prior = project.settings.get('classPrior', classPriorSchema) ?? { kind: 'uniform' }
  }

  /** Null before the first training. */
  get sorted(): SortedSamples | null {
    return this.#sorted
  }

  /** Null before the first training. */
  get predictions(): PredictionState | null {
    return this.#predictions
  }

  get decoderKind(): DecoderKind {
    return this.#decoderKind
  }

  get prior(): ClassPrior {
    return this.#prior
  }

  /** What the last action on labels changed; null where there was none since the model was taken into use. */
  get lastChanges(): LastChanges | null {
    return this.#lastChanges
  }

  /** Takes a model's posteriors into use (null: there is none). */
  adopt(sorted: SortedSamples | null): void {
    this.#splits = sorted && new ClusterSplits(this.#project, sorted)
    this.#sorted = this.#splits?.inEffect() ?? null
    this.rebuild()
  }

  /**
   * Class id of every sample by ordinal, 0 where nobody labeled it or it is excluded: the labels that count. Not to be
   * kept or written to.
   */
  labels(): Int32Array {
    if (this.#labels) return this.#labels
    const { labels, excluded } = this.#project.labels.current()
    this.#labels = excluded.indexOf(1) < 0 ? labels : labels.map((label, i) => (excluded[i] ? 0 : label))
    return this.#labels
  }

  /** Samples were imported. */
  refresh(): void {
    this.#labels = null
  }

  /** @throws FewlabelError where there is no such cluster, or it cannot be parted */
  planSplit(component: number, parts: number): SplitDetail {
    if (!this.#splits) throw notSorted()
    return this.#splits.plan(component, parts)
  }

  /** Follows the label log: what it says now and what that makes of other samples. */
  follow(change: LabelChange): GuessChanges {
    this.#labels = null
    const resplit = change.splitsChanged
    if (resplit) this.#sorted = this.#splits?.inEffect() ?? null
    const changes = this.#compared(change, () => {
      const state = this.#predictions
      const isSame = !change.classesChanged && (!resplit || (this.#sorted && state?.resort(this.#sorted)))
      if (isSame) state?.update(change.samples)
      else this.#renew()
    })
    this.#lastChanges = {
      ...changes,
      eventId: change.eventId,
      before: (ordinal) => this.#memory.before(ordinal),
    }
    return changes
  }

  /** What `act` changes in the guesses for samples that count and that the change itself did not touch. */
  #compared(change: LabelChange, act: () => void): GuessChanges {
    const before = this.#predictions
    if (!before) {
      act()
      return noChanges
    }
    if (change.classesChanged) {
      // The decoder is made anew and its refinement follows in a while: like is compared with like.
      before.decoder.adoptRefinement(null)
      before.decoder.decodeAll(before.predictions)
    }
    this.#memory.remember(before)
    act()
    const after = this.#predictions
    if (!after) return noChanges
    const labels = this.labels()
    const { excluded } = this.#project.labels.current()
    const { classes } = this.#project
    return this.#memory.compare(
      after,
      change.samples.map((id) => id - 1),
      (ordinal) => labels[ordinal] === 0 && excluded[ordinal] === 0,
      change.classesChanged ? (id) => classes.resolve(id) : undefined,
    )
  }

  chooseDecoder(kind: DecoderKind): void {
    this.#project.settings.set('decoder', kind)
    this.#decoderKind = kind
    this.rebuild()
  }

  /** Computes everything anew from the label log. */
  rebuild(): void {
    this.#labels = null
    this.#lastChanges = null
    this.#renew()
  }

  #renew(): void {
    const classIds = this.#project.classes.list().map(({ id }) => id)
    this.#refinement = null
    this.#predictions =
      this.#sorted && new PredictionState(this.#decoderKind, this.#sorted, classIds, this.#words())
  }

  /** The predictions of now, with their refinement, in a state of their own that later labels do not change. */
  snapshot(): PredictionState | null {
    const { sorted, predictions } = this
    if (!sorted || !predictions) return null
    const state = new PredictionState(this.#decoderKind, sorted, predictions.classIds, this.#words())
    if (this.#refinement) {
      state.decoder.adoptRefinement(this.#refinement)
      state.decoder.decodeAll(state.predictions)
    }
    return state
  }

  /** What another decoder makes of the same labels; the one in use as it is, its refinement included. */
  stateWith(kind: DecoderKind): PredictionState | null {
    const { sorted, predictions } = this
    if (!sorted || !predictions || kind === predictions.kind) return predictions
    return new PredictionState(kind, sorted, predictions.classIds, this.#words())
  }

  choosePrior(prior: ClassPrior): void {
    this.#project.settings.set('classPrior', prior)
    this.#prior = prior
    this.#predictions?.reweigh()
  }

  /** What the label log says, for the decoder. */
  #words(): LabelWords {
    return labelWords(this.#project.labels, () => this.#prior)
  }

  /** The decoder in use, for a refinement of its labels; null where it takes none. */
  refinementTarget(): RefinementTarget | null {
    const state = this.#predictions
    const request = state?.decoder.refinable()
    if (!state || !request) return null
    const adopt = (refinement: Refinement): boolean => {
      if (state !== this.#predictions) return false
      this.#refinement = refinement
      state.decoder.adoptRefinement(refinement)
      state.decoder.decodeAll(state.predictions)
      return true
    }
    return { decoder: state, request, adopt }
  }

  /** What questions are chosen by; null before the first training. */
  queryState(): QueryState | null {
    if (!this.#predictions || !this.#sorted) return null
    const { skipped, audited, excluded } = this.#project.labels.current()
    const { decoder, predictions, classIds } = this.#predictions
    const { posteriors, clusters, graph, survey } = this.#sorted
    return {
      posteriors,
      clusters,
      graph,
      survey,
      decoder,
      predictions,
      classIds,
      labeled: this.labels(),
      drawn: audited,
      skipped,
      excluded,
      oddness: this.#oddness(),
    }
  }
}

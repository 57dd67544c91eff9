import {
  type ClassPrior,
  classPriorSchema,
  type DecoderKind,
  decoderKindSchema,
} from '../contract/labeling.ts'
import { priorOf } from '../decoder/class-prior.ts'
import type { Refinement } from '../decoder/refinement.ts'
import type { Project } from '../project/project.ts'
import type { QueryState } from '../query/query-state.ts'
import type { RefinementTarget } from './neighbourhood-service.ts'
import { type LabelWords, PredictionState, type SortedSamples } from './prediction-state.ts'

/** What the program believes at the moment: the sorted samples in use, and the decoder with everybody's labels in it. */
export class LabelingModel {
  readonly #project: Project
  readonly #oddness: () => ArrayLike<number> | null
  #sorted: SortedSamples | null = null
  #predictions: PredictionState | null = null
  /** What the decoder in use has adopted. */
  #refinement: Refinement | null = null
  #decoderKind: DecoderKind
  #prior: ClassPrior

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

  /** Takes a model's posteriors into use (null: there is none). */
  adopt(sorted: SortedSamples | null): void {
    this.#sorted = sorted
    this.rebuild()
  }

  chooseDecoder(kind: DecoderKind): void {
    this.#project.settings.set('decoder', kind)
    this.#decoderKind = kind
    this.rebuild()
  }

  /** Computes everything anew from the label log, as after a merge of classes. */
  rebuild(): void {
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

  choosePrior(prior: ClassPrior): void {
    this.#project.settings.set('classPrior', prior)
    this.#prior = prior
    this.#predictions?.reweigh()
  }

  /** What the label log says, for the decoder. */
  #words(): LabelWords {
    const { labels: log } = this.#project
    return {
      wordOn: (ordinal) => {
        const { labels, audited } = log.current()
        return labels[ordinal] === 0 ? null : { classId: labels[ordinal], drawn: audited[ordinal] !== 0 }
      },
      shared: () => Array.from(log.shared(), (ordinal) => ({ ordinal, opinions: log.opinions(ordinal + 1) })),
      prior: (classIds) => {
        const drawn = classIds.map(() => 0)
        if (this.#prior.kind === 'estimated') {
          for (const { classId } of log.auditLabels()) drawn[classIds.indexOf(classId)]++
        }
        return priorOf(this.#prior, classIds, drawn)
      },
    }
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
    const { labels, skipped, audited } = this.#project.labels.current()
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
      labeled: labels,
      drawn: audited,
      skipped,
      oddness: this.#oddness(),
    }
  }
}

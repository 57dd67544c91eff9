import { type DecoderKind, decoderKindSchema } from '../contract/labeling.ts'
import type { Refinement } from '../decoder/refinement.ts'
import type { Project } from '../project/project.ts'
import type { QueryState } from '../query/query-state.ts'
import type { RefinementTarget } from './neighbourhood-service.ts'
import { PredictionState, type SortedSamples } from './prediction-state.ts'

/** What the program believes at the moment: the sorted samples in use, and the decoder with everybody's labels in it. */
export class LabelingModel {
  readonly #project: Project
  #sorted: SortedSamples | null = null
  #predictions: PredictionState | null = null
  #decoderKind: DecoderKind

  constructor(project: Project) {
    this.#project = project
    this.#decoderKind = project.settings.get('decoder', decoderKindSchema) ?? 'graph'
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
    const { labels } = this.#project.labels.current()
    this.#predictions = this.#sorted && new PredictionState(this.#decoderKind, this.#sorted, classIds, labels)
  }

  /** The decoder in use, for a refinement of its labels; null where it takes none. */
  refinementTarget(): RefinementTarget | null {
    const state = this.#predictions
    const request = state?.decoder.refinable()
    if (!state || !request) return null
    const adopt = (refinement: Refinement): boolean => {
      if (state !== this.#predictions) return false
      state.decoder.adoptRefinement(refinement)
      state.decoder.decodeAll(state.predictions)
      return true
    }
    return { decoder: state, request, adopt }
  }

  /** What questions are chosen by; null before the first training. */
  queryState(): QueryState | null {
    if (!this.#predictions || !this.#sorted) return null
    const { labels, skipped } = this.#project.labels.current()
    const { decoder, predictions, classIds } = this.#predictions
    const { posteriors, clusters, graph, survey } = this.#sorted
    const askable = skipped.map((isSkipped) => 1 - isSkipped)
    return { posteriors, clusters, graph, survey, decoder, predictions, classIds, labeled: labels, askable }
  }
}

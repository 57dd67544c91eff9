import type { DecoderKind } from '../contract/labeling.ts'
import type { AnchorGraph } from '../decoder/anchor-graph.ts'
import { createDecoder } from '../decoder/create-decoder.ts'
import { createPredictions, type LabelDecoder, type Predictions } from '../decoder/label-decoder.ts'
import type { SparsePosteriors } from '../decoder/sparse-posteriors.ts'
import type { ClusterIndex } from '../query/cluster-index.ts'
import type { SurveyMemory } from '../query/survey-memory.ts'

/** What training left behind for labeling. */
export interface SortedSamples {
  runId: number
  posteriors: SparsePosteriors
  graph: AnchorGraph
  clusters: ClusterIndex
  /** Latent means in shared memory [count · graph.dimensions]; null where there are too many to look for neighbours. */
  means: Float32Array | null
  /** What questions have made known of the graph. */
  survey: SurveyMemory
}

/**
 * The decoder with everybody's labels in it and what it says about every sorted sample. Speaks class ids; the decoder
 * itself counts classes from 0 in the order of `classIds`.
 */
export class PredictionState {
  readonly kind: DecoderKind
  readonly sorted: SortedSamples
  readonly decoder: LabelDecoder
  readonly predictions: Predictions
  /** Class id of each of the decoder's classes. */
  readonly classIds: number[]
  readonly #indexOf = new Map<number, number>()

  /** @param labels class id by ordinal, 0 for none; samples that are not sorted yet are passed over */
  constructor(kind: DecoderKind, sorted: SortedSamples, classIds: readonly number[], labels: Int32Array) {
    const { count } = sorted.posteriors
    this.kind = kind
    this.sorted = sorted
    this.classIds = []
    this.decoder = createDecoder(kind, sorted)
    this.predictions = createPredictions(count)
    for (const id of classIds) this.addClass(id)
    this.decoder.setLabels(
      Int32Array.from(labels.subarray(0, count), (id) => (id === 0 ? -1 : this.#index(id))),
    )
    this.decoder.decodeAll(this.predictions)
  }

  get count(): number {
    return this.sorted.posteriors.count
  }

  addClass(id: number): void {
    this.#indexOf.set(id, this.classIds.length)
    this.classIds.push(id)
    this.decoder.setClassCount(this.classIds.length)
  }

  /**
   * Takes labels that changed into account.
   * @returns how many samples *other than those* have another most probable class now
   */
  update(samples: ArrayLike<number>, before: ArrayLike<number>, after: ArrayLike<number>): number {
    const { best } = this.predictions
    const guesses = new Int16Array(samples.length)
    for (let i = 0; i < samples.length; i++) {
      const ordinal = samples[i] - 1
      if (ordinal >= this.count) continue
      guesses[i] = best[ordinal]
      if (before[i] !== 0) this.decoder.removeLabel(ordinal, this.#index(before[i]))
      if (after[i] !== 0) this.decoder.addLabel(ordinal, this.#index(after[i]))
    }
    let changed = this.decoder.decodeAll(this.predictions)
    for (let i = 0; i < samples.length; i++) {
      if (samples[i] <= this.count && best[samples[i] - 1] !== guesses[i]) changed--
    }
    return changed
  }

  /** The decoder's opinion of a sample (by ordinal); null while it has none. */
  guess(ordinal: number): { classId: number; confidence: number } | null {
    if (ordinal >= this.count) return null
    const { best, confidence } = this.predictions
    return best[ordinal] < 0
      ? null
      : { classId: this.classIds[best[ordinal]], confidence: confidence[ordinal] }
  }

  #index(classId: number): number {
    const index = this.#indexOf.get(classId)
    if (index === undefined) throw new Error(`class ${classId} is unknown to the decoder`)
    return index
  }
}

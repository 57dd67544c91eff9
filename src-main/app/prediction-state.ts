import type { DecoderKind } from '../contract/labeling.ts'
import type { AnchorGraph } from '../decoder/anchor-graph.ts'
import { createDecoder } from '../decoder/create-decoder.ts'
import { createPredictions, type LabelDecoder, type Predictions } from '../decoder/label-decoder.ts'
import type { LabelTraits } from '../decoder/label-set.ts'
import type { SparsePosteriors } from '../decoder/sparse-posteriors.ts'
import { type Verdict, verdictsOf } from '../quality/consensus.ts'
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

/** What people say of a sample, as far as the decoder is concerned. */
export interface SampleWord {
  classId: number
  /** How much the label is to be trusted, in (0, 1]; 1 where absent. */
  weight?: number
  /** Drawn at random for the audit. */
  drawn: boolean
}

/** Who knows what people say. */
export interface LabelWords {
  /** By ordinal; null where nobody has labeled the sample. */
  wordOn(ordinal: number): SampleWord | null
  /** Samples that several people labeled, with what each said; class ids. */
  shared(): { ordinal: number; opinions: { annotator: string; classId: number }[] }[]
  /** How frequent each class is taken to be, in the order of `classIds`; null: all alike. */
  prior(classIds: readonly number[]): Float64Array | null
}

/**
 * The decoder with everybody's labels in it and what it says about every sorted sample. Speaks class ids; the decoder
 * itself counts classes from 0 in the order of `classIds`. What it says depends on the labels alone, so that it is the
 * same again, bit for bit, when they are read from the log.
 */
export class PredictionState {
  readonly kind: DecoderKind
  readonly decoder: LabelDecoder
  readonly predictions: Predictions
  /** Class id of each of the decoder's classes. */
  readonly classIds: number[]
  #sorted: SortedSamples
  readonly #words: LabelWords
  readonly #indexOf = new Map<number, number>()
  /** The class the decoder holds for each sample, −1 for none [count]. */
  readonly #held: Int16Array
  /** Samples for which a verdict stands in place of the last word. */
  #judged: ReadonlyMap<number, Verdict> = new Map()

  constructor(kind: DecoderKind, sorted: SortedSamples, classIds: readonly number[], words: LabelWords) {
    const { count } = sorted.posteriors
    this.kind = kind
    this.#sorted = sorted
    this.classIds = []
    this.decoder = createDecoder(kind, sorted)
    this.predictions = createPredictions(count)
    this.#words = words
    this.#held = new Int16Array(count).fill(-1)
    this.addClasses(classIds)
    for (let ordinal = 0; ordinal < count; ordinal++) this.#follow(ordinal)
    this.#settle()
    this.decoder.decodeAll(this.predictions)
  }

  get count(): number {
    return this.#sorted.posteriors.count
  }

  get sorted(): SortedSamples {
    return this.#sorted
  }

  /**
   * The same samples are in other clusters now. False where the decoder goes by clusters: then it has to be made anew.
   */
  resort(sorted: SortedSamples): boolean {
    if (this.kind !== 'graph') return false
    this.#sorted = sorted
    return true
  }

  addClasses(ids: readonly number[]): void {
    for (const id of ids) {
      this.#indexOf.set(id, this.classIds.length)
      this.classIds.push(id)
    }
    this.decoder.setClassCount(this.classIds.length)
    this.decoder.setPrior(this.#words.prior(this.classIds))
  }

  /**
   * Takes labels that changed into account.
   *
   * @param samples ids of those whose labels changed
   */
  update(samples: ArrayLike<number>): void {
    for (let i = 0; i < samples.length; i++) {
      if (samples[i] <= this.count) this.#follow(samples[i] - 1)
    }
    this.#settle()
    this.decoder.decodeAll(this.predictions)
  }

  /** Takes another prior into account. */
  reweigh(): void {
    this.#settle()
    this.decoder.decodeAll(this.predictions)
  }

  /** The decoder's opinion of a sample (by ordinal); null while it has none. */
  guess(ordinal: number): { classId: number; confidence: number } | null {
    if (ordinal >= this.count) return null
    const { best, confidence } = this.predictions
    return best[ordinal] < 0
      ? null
      : { classId: this.classIds[best[ordinal]], confidence: confidence[ordinal] }
  }

  /** What a sample that several people labeled is taken for, by the decoder's count of classes; null of others. */
  verdictOn(ordinal: number): Verdict | null {
    return this.#judged.get(ordinal) ?? null
  }

  /** Has the decoder hold what people say of a sample. */
  #follow(ordinal: number): void {
    const word = this.#words.wordOn(ordinal)
    this.#hold(ordinal, word && this.#index(word.classId), word ?? {})
  }

  #hold(ordinal: number, classIndex: number | null, traits: LabelTraits): void {
    if (this.#held[ordinal] >= 0) this.decoder.removeLabel(ordinal, this.#held[ordinal])
    this.#held[ordinal] = classIndex ?? -1
    if (classIndex !== null) this.decoder.addLabel(ordinal, classIndex, traits)
  }

  /** Puts verdicts in place of the last word where several people labeled a sample, and sets the prior. */
  #settle(): void {
    this.decoder.setPrior(this.#words.prior(this.classIds))
    for (const ordinal of this.#judged.keys()) this.#follow(ordinal)
    const shared = this.#words
      .shared()
      .filter(({ ordinal }) => ordinal < this.count && this.#held[ordinal] >= 0)
      .map(({ ordinal, opinions }) => ({
        sample: ordinal,
        opinions: opinions.map(({ annotator, classId }) => ({
          annotator,
          classIndex: this.#index(classId),
        })),
      }))
    this.#judged = new Map()
    if (shared.length === 0) return
    const words = shared.map(({ sample }) => this.#words.wordOn(sample))
    for (const { sample } of shared) this.#hold(sample, null, {})
    const verdicts = verdictsOf(shared, this.decoder)
    verdicts.forEach(({ sample, classIndex, weight }, i) => {
      this.#hold(sample, classIndex, { weight, drawn: words[i]?.drawn })
    })
    this.#judged = new Map(verdicts.map((verdict) => [verdict.sample, verdict]))
  }

  #index(classId: number): number {
    const index = this.#indexOf.get(classId)
    if (index === undefined) throw new Error(`class ${classId} is unknown to the decoder`)
    return index
  }
}

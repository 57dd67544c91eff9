import type { DecoderKind } from '../contract/labeling.ts'
import { calibrationSamples, fitSharpness, type HeldOutScores, raised } from './calibrate.ts'
import { ClassRanking } from './class-ranking.ts'
import { ClassScores, type ResponseKernel } from './class-scores.ts'
import { sumGroup } from './class-sums.ts'
import type { DecoderHead } from './decoder-head.ts'
import { type EvidenceSample, readEvidenceSample } from './evidence-sample.ts'
import type { LabelDecoder, Predictions } from './label-decoder.ts'
import { LabelSet, type LabelTraits } from './label-set.ts'
import { PowerTable } from './power-table.ts'
import type { Refinement } from './refinement.ts'
import type { RefinementRequest } from './refiner.ts'

/** What makes one decoder differ from another; the rest is {@link LinearDecoder}. */
export interface LinearRule extends ResponseKernel {
  readonly kind: DecoderKind
  /** See {@link DecoderHead}. */
  readonly nodesAre: DecoderHead['nodesAre']
  /** Added to a score before anything else is done with it. */
  readonly offset: number
  /** Power to which score + offset is taken; `fitted` from this starting point by the labels themselves, or `fixed`. */
  readonly sharpness: { usual: number; from: 'fixed' | 'fitted' }
  /** Score a class would have that nobody has labeled yet; see {@link Predictions.uncertainty}. */
  readonly unseenScore: number
  /** Who shares the probability where no class has any evidence: classes with labels, or all classes. */
  readonly withoutEvidence: 'labeled' | 'all'
}

/** Samples by which the effect of a label is told. */
const effectSamples = 2000
/** A class less probable than this is not weighed when the effect of a label is told. */
const leastLikely = 0.05

/**
 * The decoders have one shape: a class l with labeled samples S_l has a score s_l(x) at every sample (see
 * {@link ClassScores}), its evidence is (s_l + offset)^β, and probabilities are evidence times prior, normalised
 * over the classes. The scores of all samples are kept per class, so an edit costs one column, count · neighbours
 * multiplications, and one pass over the columns, in which they are raised to β: another β changes no column.
 *
 * Sums run over the labels in the order of the samples, not in the order of the edits: taking a label back
 * gives exactly the numbers from before, and there is no drift to repair.
 */
export class LinearDecoder implements LabelDecoder {
  readonly #rule: LinearRule
  readonly #labels: LabelSet
  readonly #scores: ClassScores
  /** Score + offset for each class [count]; null while a class has no label. */
  readonly #columns: (Float32Array | null)[] = []
  /** Classes whose columns have to be filled again. */
  readonly #stale = new Set<number>()
  readonly #powers = new PowerTable()
  readonly #ranking: ClassRanking
  /** Classes whose columns were filled since they were ranked, or all, as after another prior. */
  #unranked: Set<number> | 'all' = new Set()
  /** Kept until labels, prior or refinement change: until the calibration is looked at again. */
  #evidenceSample: EvidenceSample | null = null
  /** Whether the sharpness fits the labels and the refinement. */
  #isCalibrated = false
  #prior: Float64Array | null = null
  /** Of one sample for each class, while it is normalised [≥ classes]. */
  #evidence = new Float64Array(0)

  constructor(rule: LinearRule) {
    this.#rule = rule
    this.#labels = new LabelSet(rule.rows.count)
    this.#scores = new ClassScores(rule)
    this.#ranking = new ClassRanking(rule.rows)
    this.#powers.setPower(rule.sharpness.usual)
  }

  get kind(): DecoderKind {
    return this.#rule.kind
  }

  get classCount(): number {
    return this.#labels.classCount
  }

  get sharpness(): number {
    this.#refreshScores()
    return this.#powers.power
  }

  setClassCount(count: number): void {
    this.#labels.setClassCount(count)
    this.#scores.setClassCount(count)
    while (this.#columns.length < count) this.#columns.push(null)
    if (this.#columns.length > count) this.#unranked = 'all'
    this.#columns.length = count
  }

  addLabel(sample: number, classIndex: number, traits?: LabelTraits): void {
    this.#labels.add(sample, classIndex, traits)
  }

  removeLabel(sample: number, classIndex: number): void {
    this.#labels.remove(sample, classIndex)
  }

  setLabels(labels: ArrayLike<number>, traitsOf?: (sample: number) => LabelTraits): void {
    this.#labels.replace(labels, traitsOf)
  }

  clear(): void {
    this.#labels.clear()
  }

  setPrior(prior: ArrayLike<number> | null): void {
    const isSame = prior === null ? this.#prior === null : this.#prior?.join() === Array.from(prior).join()
    if (isSame) return
    this.#prior = prior && Float64Array.from(prior)
    this.#isCalibrated = false
    this.#unranked = 'all'
  }

  adoptRefinement(refinement: Refinement | null): void {
    for (const l of this.#scores.adopt(refinement)) this.#stale.add(l)
    this.#isCalibrated = false
  }

  refinable(): RefinementRequest | null {
    if (this.#rule.refined === 0) return null
    const { labels, weights, drawn } = this.#labels
    return {
      classCount: this.classCount,
      labels: labels.slice(),
      weights: weights.slice(),
      drawn: drawn.slice(),
    }
  }

  probabilities(sample: number, out: Float32Array = new Float32Array(this.classCount)): Float32Array {
    this.#refresh()
    return this.#normalised(sample, out, (l) => this.#columns[l]?.[sample] ?? null)
  }

  leaveOneOut(sample: number, out: Float32Array = new Float32Array(this.classCount)): Float32Array {
    // Told from the nodes alone: columns may wait until somebody asks for them.
    this.#refreshScores()
    const given = this.#labels.labels[sample]
    const scores = this.#scoresWithout(sample)
    if (!scores.some((score) => score >= 0)) return out.fill(0)
    // A class without any other label can be said to have no evidence, but not to be impossible.
    return this.#normalised(sample, out, (l) => (scores[l] >= 0 ? scores[l] : l === given ? 0 : null))
  }

  head(): DecoderHead | null {
    this.#refreshScores()
    if (this.#sharing() === 0) return null
    const { kind, rows, nodesAre, offset, withoutEvidence } = this.#rule
    const { classCount } = this
    const labeled = Array.from({ length: classCount }, (_, l) => this.#scores.has(l))
    const table = new Float32Array(rows.nodes * classCount)
    for (let l = 0; l < classCount; l += 1) {
      if (!labeled[l]) continue
      this.#scores.atNodes(l).forEach((score, node) => {
        table[node * classCount + l] = score
      })
    }
    return {
      kind,
      nodesAre,
      nodes: rows.nodes,
      neighbours: rows.neighbours,
      classCount,
      table,
      offset,
      sharpness: this.#powers.power,
      prior: Float64Array.from({ length: classCount }, (_, l) => this.#prior?.[l] ?? 1),
      labeled,
      withoutEvidence,
    }
  }

  expectedChanges(sample: number): number | null {
    const likely = this.probabilities(sample)
    if (likely.every((p) => p === 0)) return null
    const { count } = this.#rule.rows
    this.#evidenceSample ??= readEvidenceSample(this.#columns, this.#prior, this.#powers, {
      count,
      step: Math.max(1, Math.floor(count / effectSamples)),
      isOpen: (other) => this.#labels.labels[other] < 0 && this.#isSorted(other),
    })
    const response = this.#scores.responseTo(sample)
    let expected = 0
    for (let l = 0; l < likely.length; l += 1) {
      if (likely[l] >= leastLikely)
        expected += likely[l] * this.#changesAfter(l, response, this.#evidenceSample)
    }
    return Math.min(count, expected)
  }

  decodeAll(into: Predictions): number {
    this.#refresh()
    const { unseenScore, offset, withoutEvidence } = this.#rule
    const labeled = this.#columns.findIndex((column) => column !== null)
    const changed = this.#unranked
    this.#unranked = new Set()
    return this.#ranking.decode(
      {
        columns: this.#columns,
        changed,
        prior: this.#prior,
        powers: this.#powers,
        unseen: raised(unseenScore + offset, this.#powers.power),
        sharing: this.#sharing(),
        unsureClass: withoutEvidence === 'all' ? 0 : labeled,
      },
      into,
    )
  }

  /** How many samples one more label of a class, which says `response` at the nodes, would change the class of. */
  #changesAfter(classIndex: number, response: Float64Array, from: EvidenceSample): number {
    const { samples, best, most, runnerUp, weight } = from
    const { offset } = this.#rule
    const frequency = this.#prior?.[classIndex] ?? 1
    let changes = 0
    for (let i = 0; i < samples.length; i += 1) {
      const score = this.#scores.withLabel(samples[i], classIndex, response) + offset
      const after = frequency * this.#powers.of(score)
      const isBest = best[i] === classIndex
      if (after > (isBest ? runnerUp[i] : most[i]) !== isBest) changes += weight
    }
    return changes
  }

  /**
   * Evidence times prior over its sum; where no class has any, those who share it share alike. Added up as in
   * {@link decodeAll}: the largest of these is its confidence, bit for bit.
   *
   * @param scoreOf score + offset; 0 is no evidence, null no label
   */
  #normalised(sample: number, out: Float32Array, scoreOf: (l: number) => number | null): Float32Array {
    out.fill(0)
    const { classCount } = this
    const sharing = this.#sharing()
    if (!this.#isSorted(sample) || sharing === 0) return out
    if (this.#evidence.length < classCount) this.#evidence = new Float64Array(classCount)
    const evidence = this.#evidence.fill(0)
    const labeled = this.#labeledClasses()
    let sum = 0
    let inGroup = 0
    for (let l = 0; l < classCount; l += 1) {
      const score = scoreOf(l) ?? 0
      if (score > 0) evidence[l] = (this.#prior?.[l] ?? 1) * this.#powers.of(score)
      if (l > 0 && sumGroup(l, labeled) !== sumGroup(l - 1, labeled)) {
        sum += inGroup
        inGroup = 0
      }
      inGroup += evidence[l]
    }
    sum += inGroup
    for (let l = 0; l < classCount; l += 1) {
      if (sum > 0) out[l] = evidence[l] / sum
      else if (scoreOf(l) !== null || this.#rule.withoutEvidence === 'all') out[l] = 1 / sharing
    }
    return out
  }

  /** Number of classes that share the probability where there is no evidence; 0 without any label. */
  #sharing(): number {
    const labeled = this.#labeledClasses()
    return labeled > 0 && this.#rule.withoutEvidence === 'all' ? this.classCount : labeled
  }

  #labeledClasses(): number {
    let labeled = 0
    for (let l = 0; l < this.classCount; l += 1) if (this.#scores.has(l)) labeled += 1
    return labeled
  }

  /** Rows list their largest entry first, so a zero there means a row of zeros. */
  #isSorted(sample: number): boolean {
    return this.#rule.rows.weight[sample * this.#rule.rows.neighbours] > 0
  }

  /** Brings up to date what changed labels say at the nodes, and the calibration with it; which columns are stale is noted. */
  #refreshScores(): void {
    const changed = this.#labels.takeChanged()
    if (changed.length === 0 && this.#isCalibrated) return
    for (const l of changed) {
      this.#scores.compute(l, this.#labels.labels, this.#labels.weights)
      this.#stale.add(l)
    }
    this.#isCalibrated = true
    this.#evidenceSample = null
    const sharpness = this.#fittedSharpness()
    // Among classes that are not alike in frequency, β changes who is first.
    if (sharpness !== this.#powers.power && this.#prior) this.#unranked = 'all'
    this.#powers.setPower(sharpness)
  }

  /** The same for the scores at every sample. */
  #refresh(): void {
    this.#refreshScores()
    for (const l of this.#stale) {
      if (l >= this.classCount) continue
      if (this.#unranked !== 'all') this.#unranked.add(l)
      if (!this.#scores.has(l)) this.#columns[l] = null
      else {
        const column = this.#columns[l] ?? new Float32Array(this.#rule.rows.count)
        this.#columns[l] = column
        this.#scores.fill(l, this.#rule.offset, column)
      }
    }
    this.#stale.clear()
  }

  #fittedSharpness(): number {
    const { usual, from } = this.#rule.sharpness
    if (from === 'fixed') return usual
    const heldOut: HeldOutScores[] = []
    for (const { sample, counts } of calibrationSamples(this.#labels)) {
      const given = this.#labels.labels[sample]
      const scores = this.#scoresWithout(sample)
      // Without another label of its class nothing could have named it.
      if (scores[given] < 0 || !this.#isSorted(sample)) continue
      heldOut.push({ scores: scores.map((score) => Math.max(0, score)), given, weight: counts })
    }
    return fitSharpness(heldOut, this.#prior, usual)
  }

  /** Score of every class at a sample, offset included and its own label left out [classes]; −1: no label to go by. */
  #scoresWithout(sample: number): Float64Array {
    const { labels, weights } = this.#labels
    return this.#scores
      .without(sample, labels[sample], weights[sample])
      .map((score) => (score < 0 ? score : score + this.#rule.offset))
  }
}

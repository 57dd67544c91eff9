import type { DecoderKind } from '../contract/labeling.ts'
import { fitSharpness, type HeldOutScores, raised } from './calibrate.ts'
import { ClassResponses, type ResponseKernel } from './class-responses.ts'
import { decodeColumns } from './decode-columns.ts'
import type { LabelDecoder, Predictions } from './label-decoder.ts'
import { LabelSet, type LabelTraits } from './label-set.ts'
import type { Refinement } from './refinement.ts'
import type { RefinementRequest } from './refiner.ts'

/** What makes one decoder differ from another; the rest is {@link LinearDecoder}. */
export interface LinearRule extends ResponseKernel {
  readonly kind: DecoderKind
  /** Added to a score before anything else is done with it. */
  readonly offset: number
  /** Power to which score + offset is taken; `fitted` from this starting point by the labels themselves, or `fixed`. */
  readonly sharpness: { usual: number; from: 'fixed' | 'fitted' }
  /** Score a class would have that nobody has labeled yet; see {@link Predictions.uncertainty}. */
  readonly unseenScore: number
  /** Who shares the probability where no class has any evidence: classes with labels, or all classes. */
  readonly withoutEvidence: 'labeled' | 'all'
  /** Weight of the refinement's score beside the rule's own; 0 takes none. */
  readonly refined: number
}

/** Samples by which the effect of a label is told. */
const effectSamples = 2000
/** A class less probable than this is not weighed when the effect of a label is told. */
const leastLikely = 0.05

/**
 * What a chosen sample counts in the calibration, where one drawn at random counts 1: questions are asked where nothing
 * is known yet, so what others say about them is worse than what they say about the rest.
 */
const chosenCounts = 0.1

/** Labels at most that the calibration looks at: beyond that it would cost more than decoding. */
const calibrationLabels = 400

/**
 * The decoders have one shape: a class l with labeled samples S_l has a score s_l(x) at every sample (see
 * {@link ClassResponses}), its evidence is (s_l + offset)^β, and probabilities are evidence times prior, normalised
 * over the classes. The evidence of all samples is kept per class, so an edit costs one column, count · neighbours
 * multiplications, and one pass over the columns.
 *
 * Sums run over the labels in the order of the samples, not in the order of the edits: taking a label back
 * gives exactly the numbers from before, and there is no drift to repair.
 */
export class LinearDecoder implements LabelDecoder {
  readonly #rule: LinearRule
  readonly #labels: LabelSet
  readonly #responses: ClassResponses
  /** Evidence for each class [count]; null while a class has no label. */
  readonly #columns: (Float32Array | null)[] = []
  /** Classes whose columns have to be filled again. */
  readonly #stale = new Set<number>()
  #sharpness: number
  /** Whether the sharpness fits the labels and the refinement. */
  #isCalibrated = false
  #prior: Float64Array | null = null
  #refinement: (Refinement & { responses: (Float64Array | null)[] }) | null = null

  constructor(rule: LinearRule) {
    this.#rule = rule
    this.#labels = new LabelSet(rule.rows.count)
    this.#responses = new ClassResponses(rule)
    this.#sharpness = rule.sharpness.usual
  }

  get kind(): DecoderKind {
    return this.#rule.kind
  }

  get classCount(): number {
    return this.#labels.classCount
  }

  get sharpness(): number {
    this.#refreshResponses()
    return this.#sharpness
  }

  setClassCount(count: number): void {
    this.#labels.setClassCount(count)
    this.#responses.setClassCount(count)
    while (this.#columns.length < count) this.#columns.push(null)
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
  }

  adoptRefinement(refinement: Refinement | null): void {
    if (this.#rule.refined === 0) return
    const { count } = this.#rule.rows
    const weights = refinement?.weights ?? new Float32Array(refinement ? count : 0).fill(1)
    const before = this.#refinement
    const isKept = (l: number) => (refinement?.columns[l] ?? null) === (before?.columns[l] ?? null)
    this.#refinement = refinement && {
      ...refinement,
      // What the labels of then say by the rule's own kernel: labels given or taken back since act by the difference.
      responses: refinement.columns.map((column, l) => {
        if (!column) return null
        if (isKept(l)) return before?.responses[l] ?? null
        return this.#responses.respond(this.#responses.massOf(l, refinement.labels, weights).mass)
      }),
    }
    for (let l = 0; l < this.classCount; l += 1) if (!isKept(l)) this.#stale.add(l)
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
    this.#refreshResponses()
    const given = this.#labels.labels[sample]
    const scores = this.#scoresWithout(sample)
    if (!scores.some((score) => score >= 0)) return out.fill(0)
    // A class without any other label can be said to have no evidence, but not to be impossible.
    return this.#normalised(sample, out, (l) =>
      scores[l] >= 0 ? raised(scores[l], this.#sharpness) : l === given ? 0 : null,
    )
  }

  expectedChanges(sample: number): number | null {
    const likely = this.probabilities(sample)
    if (likely.every((p) => p === 0)) return null
    const response = this.#responses.responseTo(sample)
    const { count } = this.#rule.rows
    const step = Math.max(1, Math.floor(count / effectSamples))
    let expected = 0
    for (let l = 0; l < likely.length; l += 1) {
      if (likely[l] < leastLikely) continue
      let changes = 0
      for (let other = 0; other < count; other += step) {
        if (this.#labels.labels[other] >= 0 || !this.#isSorted(other)) continue
        if (this.#wouldChange(other, l, response)) changes += step
      }
      expected += likely[l] * changes
    }
    return Math.min(count, expected)
  }

  decodeAll(into: Predictions): number {
    this.#refresh()
    const { unseenScore, offset, withoutEvidence } = this.#rule
    const labeled = this.#columns.findIndex((column) => column !== null)
    return decodeColumns(
      {
        columns: this.#columns,
        prior: this.#prior,
        unseen: raised(unseenScore + offset, this.#sharpness),
        sharing: this.#sharing(),
        unsureClass: withoutEvidence === 'all' ? 0 : labeled,
        isSorted: (sample) => this.#isSorted(sample),
      },
      into,
    )
  }

  /** Whether one more label of a class, which says `response` at the nodes, would change what is said of a sample. */
  #wouldChange(sample: number, classIndex: number, response: Float64Array): boolean {
    let best = -1
    let most = 0
    let mostOfOthers = 0
    for (let l = 0; l < this.#columns.length; l += 1) {
      const evidence = (this.#prior?.[l] ?? 1) * (this.#columns[l]?.[sample] ?? 0)
      if (evidence > most) {
        best = l
        most = evidence
      }
      if (l !== classIndex) mostOfOthers = Math.max(mostOfOthers, evidence)
    }
    const score = this.#responses.scoreWith(sample, classIndex, response) + this.#rule.offset
    const after = (this.#prior?.[classIndex] ?? 1) * raised(score, this.#sharpness)
    return after > mostOfOthers !== (best === classIndex)
  }

  /** Evidence times prior over its sum; where no class has any, those who share it share alike. */
  #normalised(sample: number, out: Float32Array, evidenceOf: (l: number) => number | null): Float32Array {
    out.fill(0)
    const { classCount } = this
    if (!this.#isSorted(sample) || this.#sharing() === 0) return out
    // In single precision, as decodeAll does: the largest of these is its confidence, bit for bit.
    let sum = 0
    for (let l = 0; l < classCount; l += 1) {
      out[l] = (this.#prior?.[l] ?? 1) * Math.fround(evidenceOf(l) ?? 0)
      sum += (this.#prior?.[l] ?? 1) * Math.fround(evidenceOf(l) ?? 0)
    }
    for (let l = 0; l < classCount; l += 1) {
      if (sum > 0) out[l] /= sum
      else if (evidenceOf(l) !== null || this.#rule.withoutEvidence === 'all') out[l] = 1 / this.#sharing()
    }
    return out
  }

  /** Number of classes that share the probability where there is no evidence; 0 without any label. */
  #sharing(): number {
    let labeled = 0
    for (let l = 0; l < this.classCount; l += 1) if (this.#responses.has(l)) labeled += 1
    return labeled > 0 && this.#rule.withoutEvidence === 'all' ? this.classCount : labeled
  }

  /** Rows list their largest entry first, so a zero there means a row of zeros. */
  #isSorted(sample: number): boolean {
    return this.#rule.rows.weight[sample * this.#rule.rows.neighbours] > 0
  }

  /** Brings up to date what changed labels say at the nodes, and the calibration with it; which columns are stale is noted. */
  #refreshResponses(): void {
    const changed = this.#labels.takeChanged()
    if (changed.length === 0 && this.#isCalibrated) return
    for (const l of changed) {
      this.#responses.compute(l, this.#labels.labels, this.#labels.weights)
      this.#stale.add(l)
    }
    this.#isCalibrated = true
    const sharpness = this.#fittedSharpness()
    if (sharpness !== this.#sharpness) for (let l = 0; l < this.classCount; l += 1) this.#stale.add(l)
    this.#sharpness = sharpness
  }

  /** The same for the evidence at every sample. */
  #refresh(): void {
    this.#refreshResponses()
    for (const l of this.#stale) {
      if (l >= this.classCount) continue
      if (!this.#responses.has(l)) this.#columns[l] = null
      else {
        const column = this.#columns[l] ?? new Float32Array(this.#rule.rows.count)
        this.#columns[l] = column
        this.#fillColumn(l, column)
      }
    }
    this.#stale.clear()
  }

  #fittedSharpness(): number {
    const { usual, from } = this.#rule.sharpness
    if (from === 'fixed') return usual
    const { labels, weights, drawn } = this.#labels
    const labeled: number[] = []
    for (let sample = 0; sample < labels.length; sample += 1) if (labels[sample] >= 0) labeled.push(sample)
    const step = Math.max(1, Math.ceil(labeled.length / calibrationLabels))
    const heldOut: HeldOutScores[] = []
    for (let at = 0; at < labeled.length; at += step) {
      const sample = labeled[at]
      const given = labels[sample]
      const scores = this.#scoresWithout(sample)
      // Without another label of its class nothing could have named it.
      if (scores[given] < 0 || !this.#isSorted(sample)) continue
      heldOut.push({
        scores: scores.map((score) => Math.max(0, score)),
        given,
        weight: step * weights[sample] * (drawn[sample] ? 1 : chosenCounts),
      })
    }
    return fitSharpness(heldOut, this.#prior, usual)
  }

  /** Score of every class at a sample, offset included and its own label left out [classes]; −1: no label to go by. */
  #scoresWithout(sample: number): Float64Array {
    const { offset, refined } = this.#rule
    const given = this.#labels.labels[sample]
    const refinement = this.#refinement
    // Where it is not known what the label says at its own sample on the fine graph, the rule's own scores have to do.
    const own = refinement?.own.get(sample)
    const fine = given < 0 || own !== undefined ? refinement : null
    const scores = new Float64Array(this.classCount).fill(-1)
    for (let l = 0; l < scores.length; l += 1) {
      if (!this.#responses.has(l)) continue
      const { response, total } = this.#responses.of(l)
      const weight = l === given ? this.#labels.weights[sample] : 0
      // The sum of weights is rounded; a label that is left weighs more than that.
      if (total - weight <= 1e-6 * total) continue
      const coarse = this.#responses.ownResponse(sample)
      let sum = this.#responses.at(sample, response) - weight * coarse
      const then = fine?.responses[l]
      if (fine && then) {
        const before = fine.labels[sample] === l ? (fine.weights?.[sample] ?? 1) : 0
        sum -= refined * (this.#responses.at(sample, then) - before * coarse)
        sum += refined * ((fine.columns[l]?.[sample] ?? 0) - before * (own ?? 0))
      }
      scores[l] = Math.max(0, sum) / this.#responses.divisor(total - weight) + offset
    }
    return scores
  }

  #fillColumn(classIndex: number, column: Float32Array): void {
    const { rows, offset, refined } = this.#rule
    const { count, neighbours, index, weight } = rows
    const { response: own, total } = this.#responses.of(classIndex)
    const divisor = this.#responses.divisor(total)
    const fine = this.#refinement?.columns[classIndex] ?? null
    const then = this.#refinement?.responses[classIndex] ?? null
    const response = own.map((value, j) => (value - (then ? refined * then[j] : 0)) / divisor)
    const share = refined / divisor
    const sharpness = this.#sharpness
    for (let sample = 0, at = 0; sample < count; sample += 1) {
      let score = fine ? share * fine[sample] : 0
      for (let k = 0; k < neighbours; k += 1, at += 1) score += weight[at] * response[index[at]]
      // Where a label was taken back since the refinement, the difference can fall below nothing.
      column[sample] = raised((score > 0 ? score : 0) + offset, sharpness)
    }
  }
}

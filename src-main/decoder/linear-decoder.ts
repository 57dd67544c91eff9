import type { DecoderKind } from '../contract/labeling.ts'
import type { LabelDecoder, Predictions } from './label-decoder.ts'
import { LabelSet } from './label-set.ts'
import type { SparseRows } from './sparse-rows.ts'

/** What makes one decoder differ from another; the rest is {@link LinearDecoder}. */
export interface LinearRule {
  readonly kind: DecoderKind
  /** How much of each sample belongs to which node, Z. */
  readonly rows: SparseRows
  /**
   * What a class's labels say at each node.
   * @param mass [nodes] the rows of its labeled samples, added up
   * @param into [nodes] the answer; zeros when handed over
   */
  respond(mass: Float64Array, into: Float64Array): void
  /** Added to a score z·u before anything else is done with it. */
  readonly offset: number
  /** How often (score + offset) is squared: 0 leaves it alone, 2 takes its fourth power. */
  readonly squarings: number
  /** Score a class would have that nobody has labeled yet; see {@link Predictions.uncertainty}. */
  readonly unseenScore: number
  /** Who shares the probability where no class has any evidence: classes with labels, or all classes. */
  readonly withoutEvidence: 'labeled' | 'all'
}

/** Samples looked at together in a pass over all classes, so that the running results stay in the first-level cache. */
const blockSize = 2048

/**
 * The decoders have one shape: a class l with labeled samples S_l answers with a vector u_l = respond(Σ_{i∈S_l} z_i)
 * over the nodes, a sample's evidence for l is (z·u_l + offset)^(2^squarings), and probabilities are evidence
 * normalised over the classes. The evidence of all samples is kept per class, so an edit costs one column,
 * count · neighbours multiplications, and one pass over the columns.
 *
 * Sums run over the labels in the order of the samples, not in the order of the edits: taking a label back
 * gives exactly the numbers from before, and there is no drift to repair.
 */
export class LinearDecoder implements LabelDecoder {
  readonly #rule: LinearRule
  readonly #labels: LabelSet
  /** Evidence for each class [count]; null while a class has no label. */
  readonly #columns: (Float32Array | null)[] = []
  readonly #unseen: number

  constructor(rule: LinearRule) {
    this.#rule = rule
    this.#labels = new LabelSet(rule.rows.count)
    this.#unseen = (rule.unseenScore + rule.offset) ** (2 ** rule.squarings)
  }

  get kind(): DecoderKind {
    return this.#rule.kind
  }

  get classCount(): number {
    return this.#labels.classCount
  }

  setClassCount(count: number): void {
    this.#labels.setClassCount(count)
    while (this.#columns.length < count) this.#columns.push(null)
    this.#columns.length = count
  }

  addLabel(sample: number, classIndex: number): void {
    this.#labels.add(sample, classIndex)
  }

  removeLabel(sample: number, classIndex: number): void {
    this.#labels.remove(sample, classIndex)
  }

  setLabels(labels: ArrayLike<number>): void {
    this.#labels.replace(labels)
  }

  clear(): void {
    this.#labels.clear()
  }

  probabilities(sample: number, out: Float32Array = new Float32Array(this.classCount)): Float32Array {
    this.#refresh()
    out.fill(0)
    const columns = this.#columns
    if (!this.#isSorted(sample) || columns.every((column) => column === null)) return out
    let sum = 0
    for (const column of columns) sum += column?.[sample] ?? 0
    const sharing = this.#sharing()
    for (let l = 0; l < columns.length; l += 1) {
      const column = columns[l]
      if (sum > 0) out[l] = column ? column[sample] / sum : 0
      else if (column || this.#rule.withoutEvidence === 'all') out[l] = 1 / sharing
    }
    return out
  }

  decodeAll(into: Predictions): number {
    this.#refresh()
    const { count } = this.#rule.rows
    const classes = [...this.#columns.keys()].filter((l) => this.#columns[l] !== null)
    const sharing = this.#sharing()
    const unsureClass = this.#rule.withoutEvidence === 'all' ? 0 : classes[0]
    const best = new Int16Array(blockSize)
    const largest = new Float32Array(blockSize)
    const second = new Float32Array(blockSize)
    const sum = new Float64Array(blockSize)
    let changed = 0
    for (let start = 0; start < count; start += blockSize) {
      const length = Math.min(blockSize, count - start)
      largest.fill(0)
      second.fill(0)
      sum.fill(0)
      best.fill(-1)
      for (const l of classes) {
        const column = this.#columns[l] as Float32Array
        for (let i = 0; i < length; i += 1) {
          const value = column[start + i]
          sum[i] += value
          if (value <= second[i]) continue
          // Strictly larger: of classes with the same evidence the lowest stays, as with numpy's argmax.
          if (value > largest[i]) {
            second[i] = largest[i]
            largest[i] = value
            best[i] = l
          } else second[i] = value
        }
      }
      for (let i = 0; i < length; i += 1) {
        const sample = start + i
        let winner = best[i]
        let confidence = largest[i] / sum[i]
        let uncertainty = 1 - (largest[i] - second[i]) / (sum[i] + this.#unseen)
        if (classes.length === 0 || !this.#isSorted(sample)) {
          winner = -1
          confidence = 0
          uncertainty = 1
        } else if (winner === -1) {
          winner = unsureClass
          confidence = 1 / sharing
          uncertainty = 1
        }
        if (into.best[sample] !== winner) {
          into.best[sample] = winner
          changed += 1
        }
        into.confidence[sample] = confidence
        into.uncertainty[sample] = uncertainty
      }
    }
    return changed
  }

  /** Number of classes that share the probability where there is no evidence. */
  #sharing(): number {
    if (this.#rule.withoutEvidence === 'all') return this.classCount
    return this.#columns.reduce((total, column) => total + (column ? 1 : 0), 0)
  }

  /** Rows list their largest entry first, so a zero there means a row of zeros. */
  #isSorted(sample: number): boolean {
    return this.#rule.rows.weight[sample * this.#rule.rows.neighbours] > 0
  }

  /** Computes the columns again whose labels changed. */
  #refresh(): void {
    for (const l of this.#labels.takeChanged()) {
      if (this.#labels.countOf(l) === 0) this.#columns[l] = null
      else {
        const column = this.#columns[l] ?? new Float32Array(this.#rule.rows.count)
        this.#columns[l] = column
        this.#fillColumn(l, column)
      }
    }
  }

  #fillColumn(classIndex: number, column: Float32Array): void {
    const { rows, offset, squarings } = this.#rule
    const { count, neighbours, index, weight } = rows
    const { labels } = this.#labels
    const mass = new Float64Array(rows.nodes)
    for (let sample = 0; sample < count; sample += 1) {
      if (labels[sample] !== classIndex) continue
      for (let at = sample * neighbours; at < (sample + 1) * neighbours; at += 1)
        mass[index[at]] += weight[at]
    }
    const response = new Float64Array(rows.nodes)
    this.#rule.respond(mass, response)
    for (let sample = 0, at = 0; sample < count; sample += 1) {
      let evidence = offset
      for (let k = 0; k < neighbours; k += 1, at += 1) evidence += weight[at] * response[index[at]]
      for (let k = 0; k < squarings; k += 1) evidence *= evidence
      column[sample] = evidence
    }
  }
}

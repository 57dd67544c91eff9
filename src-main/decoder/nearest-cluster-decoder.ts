import type { DecoderHead } from './decoder-head.ts'
import type { LabelDecoder, Predictions } from './label-decoder.ts'
import { LabelSet, type LabelTraits } from './label-set.ts'
import { argmaxComponents, noComponent, posteriorRows, type SparsePosteriors } from './sparse-posteriors.ts'
import { overlap } from './sparse-rows.ts'

/**
 * Hard label decoding that is fair to clusters without a label: they take what the nearest labeled cluster says, the one
 * whose posteriors overlap theirs most. So it differs from the published baseline only where that one answers class 0
 * for want of any label. Probabilities are the shares of the labels in the cluster that answers.
 */
export class NearestClusterDecoder implements LabelDecoder {
  readonly kind = 'hard-nearest'
  /** Shares of labels are read as they are. */
  readonly sharpness = 1
  readonly #home: Uint16Array
  readonly #componentCount: number
  /** Shared mass of two clusters [K · K]. */
  readonly #overlap: Float64Array
  readonly #labels: LabelSet
  #prior: Float64Array | null = null
  #state: { counts: Float64Array; answering: Int32Array } | null = null

  constructor(posteriors: SparsePosteriors) {
    this.#home = argmaxComponents(posteriors)
    this.#componentCount = posteriors.componentCount
    this.#overlap = overlap(posteriorRows(posteriors))
    this.#labels = new LabelSet(posteriors.count)
  }

  get classCount(): number {
    return this.#labels.classCount
  }

  setClassCount(count: number): void {
    this.#labels.setClassCount(count)
    this.#state = null
  }

  addLabel(sample: number, classIndex: number, traits?: LabelTraits): void {
    this.#labels.add(sample, classIndex, traits)
    this.#state = null
  }

  removeLabel(sample: number, classIndex: number): void {
    this.#labels.remove(sample, classIndex)
    this.#state = null
  }

  setLabels(labels: ArrayLike<number>, traitsOf?: (sample: number) => LabelTraits): void {
    this.#labels.replace(labels, traitsOf)
    this.#state = null
  }

  clear(): void {
    this.#labels.clear()
    this.#state = null
  }

  setPrior(prior: ArrayLike<number> | null): void {
    this.#prior = prior && Float64Array.from(prior)
    this.#state = null
  }

  adoptRefinement(): void {
    // A baseline stays what it is.
  }

  refinable(): null {
    return null
  }

  probabilities(sample: number, out: Float32Array = new Float32Array(this.classCount)): Float32Array {
    const { counts, answering } = this.#current()
    return this.#shares(sample, counts, answering, out)
  }

  leaveOneOut(sample: number, out: Float32Array = new Float32Array(this.classCount)): Float32Array {
    const { labels, weights } = this.#labels
    const given = labels[sample]
    if (given < 0 || this.#home[sample] === noComponent) return this.probabilities(sample, out)
    const counts = this.#current().counts.slice()
    const at = this.#home[sample] * this.classCount + given
    // Sums of weights are rounded; what is left of a single label is nothing.
    counts[at] = counts[at] - weights[sample] > 1e-6 ? counts[at] - weights[sample] : 0
    return this.#shares(sample, counts, this.#answering(counts), out)
  }

  head(): DecoderHead | null {
    const { counts, answering } = this.#current()
    const { classCount } = this
    const labeled = Array.from({ length: classCount }, (_, l) =>
      answering.some((from) => from >= 0 && counts[from * classCount + l] > 0),
    )
    if (!labeled.includes(true)) return null
    const table = new Float32Array(this.#componentCount * classCount)
    answering.forEach((from, c) => {
      table.set(counts.subarray(from * classCount, (from + 1) * classCount), c * classCount)
    })
    return {
      kind: this.kind,
      nodesAre: 'components',
      nodes: this.#componentCount,
      neighbours: 1,
      classCount,
      table,
      offset: 0,
      sharpness: 1,
      prior: Float64Array.from({ length: classCount }, (_, l) => this.#prior?.[l] ?? 1),
      labeled,
      withoutEvidence: 'labeled',
    }
  }

  expectedChanges(): null {
    return null
  }

  decodeAll(into: Predictions): number {
    const { counts, answering } = this.#current()
    const { classCount } = this
    const byCluster = Array.from(answering, (from) => {
      const row = from < 0 ? [] : [...counts.subarray(from * classCount, (from + 1) * classCount)]
      const shares = this.#weighted(row)
      const [largest = 0, second = 0] = shares.toSorted((a, b) => b - a)
      // One more label of a class not met yet would weigh as much as each of these.
      const total = row.reduce((sum, value) => sum + value, 0)
      const margin = ((largest - second) * total) / (total + 1)
      return {
        best: largest > 0 ? shares.indexOf(largest) : -1,
        confidence: largest,
        uncertainty: 1 - margin,
      }
    })
    let changed = 0
    for (let sample = 0; sample < this.#home.length; sample += 1) {
      const said = byCluster[this.#home[sample]] ?? { best: -1, confidence: 0, uncertainty: 1 }
      if (into.best[sample] !== said.best) changed += 1
      into.best[sample] = said.best
      into.confidence[sample] = Math.fround(said.confidence)
      into.uncertainty[sample] = said.uncertainty
    }
    return changed
  }

  #shares(sample: number, counts: Float64Array, answering: Int32Array, out: Float32Array): Float32Array {
    out.fill(0)
    const from = this.#home[sample] === noComponent ? -1 : answering[this.#home[sample]]
    if (from < 0) return out
    out.set(this.#weighted([...counts.subarray(from * this.classCount, (from + 1) * this.classCount)]))
    return out
  }

  #weighted(counts: readonly number[]): number[] {
    const evidence = counts.map((value, l) => value * (this.#prior?.[l] ?? 1))
    const sum = evidence.reduce((total, value) => total + value, 0)
    return sum > 0 ? evidence.map((value) => value / sum) : evidence.fill(0)
  }

  #current(): { counts: Float64Array; answering: Int32Array } {
    if (!this.#state) {
      const { labels, weights } = this.#labels
      const counts = new Float64Array(this.#componentCount * this.classCount)
      for (let sample = 0; sample < labels.length; sample += 1) {
        if (labels[sample] < 0 || this.#home[sample] === noComponent) continue
        counts[this.#home[sample] * this.classCount + labels[sample]] += weights[sample]
      }
      this.#state = { counts, answering: this.#answering(counts) }
    }
    return this.#state
  }

  /** For each cluster the one whose labels speak for it [K]; −1 without any label. */
  #answering(counts: Float64Array): Int32Array {
    const k = this.#componentCount
    const { classCount } = this
    const labeled = Array.from({ length: k }, (_, c) =>
      counts.subarray(c * classCount, (c + 1) * classCount).some((value) => value > 0),
    )
    return Int32Array.from({ length: k }, (_, c) => {
      if (labeled[c]) return c
      let nearest = -1
      for (let other = 0; other < k; other += 1) {
        if (!labeled[other]) continue
        if (nearest < 0 || this.#overlap[c * k + other] > this.#overlap[c * k + nearest]) nearest = other
      }
      return nearest
    })
  }
}

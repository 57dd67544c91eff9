/** What is known of a label beside its class. */
export interface LabelTraits {
  /** How much it is to be trusted, in (0, 1]; 1 where absent. */
  weight?: number
  /** Whether its sample was drawn at random; false where absent. */
  drawn?: boolean
}

/** Which sample has which label and how much it weighs, how many each class has, and which classes changed since somebody last looked. */
export class LabelSet {
  /** Class of each sample [count], −1 for none. */
  readonly labels: Int16Array
  /** Weight of each label in (0, 1] [count]; 0 where there is none. */
  readonly weights: Float32Array
  /** 1 where the labeled sample was drawn at random, 0 where somebody chose it [count]. */
  readonly drawn: Uint8Array
  readonly #counts: number[] = []
  readonly #changed = new Set<number>()

  constructor(count: number) {
    this.labels = new Int16Array(count).fill(-1)
    this.weights = new Float32Array(count)
    this.drawn = new Uint8Array(count)
  }

  get classCount(): number {
    return this.#counts.length
  }

  /** Labels of one class. */
  countOf(classIndex: number): number {
    return this.#counts[classIndex]
  }

  setClassCount(count: number): void {
    if (!Number.isInteger(count) || count < 0 || count > 0x7fff) throw new RangeError(`class count ${count}`)
    while (this.#counts.length < count) this.#counts.push(0)
    if (this.#counts.slice(count).some((labels) => labels > 0)) {
      throw new RangeError(`classes from ${count} on still have labels`)
    }
    this.#counts.length = count
    for (const classIndex of this.#changed) if (classIndex >= count) this.#changed.delete(classIndex)
  }

  add(sample: number, classIndex: number, { weight = 1, drawn = false }: LabelTraits = {}): void {
    this.#check(sample, classIndex, weight)
    if (this.labels[sample] !== -1) throw new RangeError(`sample ${sample} has label ${this.labels[sample]}`)
    this.labels[sample] = classIndex
    this.weights[sample] = weight
    this.drawn[sample] = drawn ? 1 : 0
    this.#counts[classIndex] += 1
    this.#changed.add(classIndex)
  }

  remove(sample: number, classIndex: number): void {
    this.#check(sample, classIndex)
    if (this.labels[sample] !== classIndex) {
      throw new RangeError(`sample ${sample} has label ${this.labels[sample]}, not ${classIndex}`)
    }
    this.labels[sample] = -1
    this.weights[sample] = 0
    this.drawn[sample] = 0
    this.#counts[classIndex] -= 1
    this.#changed.add(classIndex)
  }

  /** Makes the labels equal to `labels` [count], −1 is none. */
  replace(labels: ArrayLike<number>, traitsOf: (sample: number) => LabelTraits = () => ({})): void {
    if (labels.length !== this.labels.length) throw new RangeError(`${labels.length} labels`)
    for (let sample = 0; sample < labels.length; sample += 1) {
      if (labels[sample] !== -1) this.#check(sample, labels[sample], traitsOf(sample).weight)
    }
    for (let sample = 0; sample < labels.length; sample += 1) {
      const before = this.labels[sample]
      if (before === -1 && labels[sample] === -1) continue
      const traits = labels[sample] === -1 ? {} : traitsOf(sample)
      if (before === labels[sample] && this.#hasTraits(sample, traits)) continue
      if (before !== -1) this.remove(sample, before)
      if (labels[sample] !== -1) this.add(sample, labels[sample], traits)
    }
  }

  clear(): void {
    for (let classIndex = 0; classIndex < this.#counts.length; classIndex += 1) {
      if (this.#counts[classIndex] > 0) this.#changed.add(classIndex)
    }
    this.#counts.fill(0)
    this.labels.fill(-1)
    this.weights.fill(0)
    this.drawn.fill(0)
  }

  /** Classes whose labels changed since the last call. */
  takeChanged(): number[] {
    const changed = [...this.#changed]
    this.#changed.clear()
    return changed
  }

  #hasTraits(sample: number, { weight = 1, drawn = false }: LabelTraits): boolean {
    return this.weights[sample] === Math.fround(weight) && this.drawn[sample] === (drawn ? 1 : 0)
  }

  #check(sample: number, classIndex: number, weight = 1): void {
    if (!(sample >= 0 && sample < this.labels.length)) throw new RangeError(`there is no sample ${sample}`)
    if (!(classIndex >= 0 && classIndex < this.classCount)) {
      throw new RangeError(`there is no class ${classIndex}`)
    }
    if (!(weight > 0 && weight <= 1)) throw new RangeError(`a label's weight is in (0, 1], not ${weight}`)
  }
}

/** accuracy(n) = ceiling − gap · n^−rate */
export interface PowerLaw {
  ceiling: number
  gap: number
  rate: number
}

/** Rates tried: from hardly any progress (a label in ten times as many gains 1.2-fold) to one that is over at once. */
const rates = Array.from({ length: 16 }, (_, i) => 0.08 * 1.3 ** i)

/** Sums over the points that do not depend on the accuracies, for one rate. */
interface Design {
  rate: number
  /** n^−rate at each point */
  decay: Float64Array
  /** Σ w · decay and Σ w · decay² */
  sum: number
  squares: number
}

/**
 * Fits power laws to accuracies at the same numbers of labels again and again: for each of a few rates, a line in n^−rate
 * by weighted least squares, of which the best is taken. Never falling (gap ≥ 0) and never above the highest ceiling.
 */
export class PowerLawFitter {
  readonly #weight: Float64Array
  readonly #total: number
  readonly #designs: Design[]
  readonly #highest: number

  /**
   * @param labels numbers of labels [points], above 0
   * @param weight [points], above 0
   * @param highest the ceiling's largest value
   */
  constructor(labels: ArrayLike<number>, weight: ArrayLike<number>, highest = 1) {
    this.#weight = Float64Array.from(weight)
    this.#total = this.#weight.reduce((sum, value) => sum + value, 0)
    this.#highest = highest
    this.#designs = rates.map((rate) => {
      const decay = Float64Array.from(labels, (n) => n ** -rate)
      let sum = 0
      let squares = 0
      for (let i = 0; i < decay.length; i += 1) {
        sum += this.#weight[i] * decay[i]
        squares += this.#weight[i] * decay[i] ** 2
      }
      return { rate, decay, sum, squares }
    })
  }

  /** @param accuracy [points] */
  fit(accuracy: ArrayLike<number>): PowerLaw {
    let mean = 0
    for (let i = 0; i < accuracy.length; i += 1) mean += this.#weight[i] * accuracy[i]
    mean /= this.#total
    let best: PowerLaw = { ceiling: Math.min(mean, this.#highest), gap: 0, rate: rates[0] }
    let bestReduction = this.#reduction(best, mean, 0, {
      rate: 1,
      decay: new Float64Array(),
      sum: 0,
      squares: 0,
    })
    for (const design of this.#designs) {
      let products = 0
      for (let i = 0; i < accuracy.length; i += 1) {
        products += this.#weight[i] * design.decay[i] * accuracy[i]
      }
      const law = this.#line(mean, products, design)
      const reduction = this.#reduction(law, mean, products, design)
      if (reduction > bestReduction) {
        best = law
        bestReduction = reduction
      }
    }
    return best
  }

  #line(mean: number, products: number, { rate, sum, squares }: Design): PowerLaw {
    const variance = squares - sum ** 2 / this.#total
    const gap = variance > 1e-15 * squares ? Math.max(0, (sum * mean - products) / variance) : 0
    const ceiling = mean + (gap * sum) / this.#total
    if (ceiling <= this.#highest) return { ceiling, gap, rate }
    // Along the bound, the gap alone is free.
    const bound = Math.max(0, (this.#highest * sum - products) / squares)
    return { ceiling: this.#highest, gap: bound, rate }
  }

  /** Σ w y² − Σ w (y − law)²: how much of the accuracies the law explains. */
  #reduction({ ceiling, gap }: PowerLaw, mean: number, products: number, { sum, squares }: Design): number {
    return (
      2 * (ceiling * mean * this.#total - gap * products) -
      (ceiling ** 2 * this.#total - 2 * ceiling * gap * sum + gap ** 2 * squares)
    )
  }
}

/** Number of labels at which the law reaches an accuracy; infinite if never. */
export function labelsToReach({ ceiling, gap, rate }: PowerLaw, accuracy: number): number {
  if (gap === 0) return ceiling >= accuracy ? 0 : Number.POSITIVE_INFINITY
  if (ceiling <= accuracy) return Number.POSITIVE_INFINITY
  return (gap / (ceiling - accuracy)) ** (1 / rate)
}

/** Of every column [columns]; zeros where no row was added. */
export interface Moments {
  mean: Float64Array
  /** Standard deviation of these rows (division by their number). */
  deviation: Float64Array
  low: Float64Array
  high: Float64Array
}

/** Mean, spread and range of columns, row by row (Welford 1962: no cancellation far from zero). */
export class ColumnMoments {
  readonly #columns: number
  readonly #mean: Float64Array
  readonly #squares: Float64Array
  readonly #low: Float64Array
  readonly #high: Float64Array
  #rows = 0

  constructor(columns: number) {
    this.#columns = columns
    this.#mean = new Float64Array(columns)
    this.#squares = new Float64Array(columns)
    this.#low = new Float64Array(columns).fill(Number.POSITIVE_INFINITY)
    this.#high = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY)
  }

  /** @param values whole rows [rows · columns] */
  add(values: ArrayLike<number>): void {
    for (let at = 0; at < values.length; at += this.#columns) {
      this.#rows++
      for (let column = 0; column < this.#columns; column++) {
        const value = values[at + column]
        const off = value - this.#mean[column]
        this.#mean[column] += off / this.#rows
        this.#squares[column] += off * (value - this.#mean[column])
        if (value < this.#low[column]) this.#low[column] = value
        if (value > this.#high[column]) this.#high[column] = value
      }
    }
  }

  result(): Moments {
    const none = this.#rows === 0
    return {
      mean: this.#mean.slice(),
      deviation: this.#squares.map((square) => Math.sqrt(square / Math.max(1, this.#rows))),
      low: none ? new Float64Array(this.#columns) : this.#low.slice(),
      high: none ? new Float64Array(this.#columns) : this.#high.slice(),
    }
  }
}

/**
 * Powers of two between which the table reaches. Scores that are raised have an offset, so they are not small, and the lift
 * of a node that hardly belongs to the graph is not larger.
 */
const lowest = -6
const octaves = 32
/** Cells per octave, as bits of the mantissa. */
const cellBits = 10

const shift = 23 - cellBits
const cellMask = (1 << shift) - 1
const cellShare = 1 / (1 << shift)
/** Bits of the single-precision number 2^lowest. */
const firstBits = (127 + lowest) << 23
/** So that no number whatever is looked for outside the table. */
const placeMask = octaves * (1 << 23) - 1

/**
 * x^β of many single-precision numbers: the upper bits of a number are its place in a table of 1,024 cells per octave,
 * the lower ones where it lies between that cell and the next. Off by less than 10⁻⁵ of the value for β ≤ 8, and several
 * times faster than computing it; another β costs a new table instead of a pass over all samples and classes.
 * For numbers from 2⁻⁶ (below they count as 0) to 2²⁶; β = 1 is exact for all.
 */
export class PowerTable {
  readonly #values = new Float64Array((octaves << cellBits) + 1)
  readonly #one = new Float32Array(1)
  readonly #oneBits = new Int32Array(this.#one.buffer)
  #power = 1

  get power(): number {
    return this.#power
  }

  setPower(power: number): void {
    if (power === this.#power) return
    this.#power = power
    const cells = 1 << cellBits
    for (let i = 1; i < this.#values.length; i += 1) {
      this.#values[i] = (2 ** (lowest + Math.floor(i / cells)) * (1 + (i % cells) / cells)) ** power
    }
  }

  /** x^β, the very number that {@link addTo} adds. */
  of(x: number): number {
    if (this.#power === 1) return Math.fround(x)
    this.#one[0] = x
    return lookUp(this.#values, this.#oneBits[0])
  }

  /**
   * sums[i] += factor · column[start + i]^β for up to four columns, one after the other: four at a time, as the sums are
   * what is read and written most.
   */
  addTo(
    sums: Float64Array,
    columns: readonly Float32Array[],
    factors: readonly number[],
    start: number,
    length: number,
  ): void {
    if (this.#power === 1) addColumns(sums, columns, factors, start, length)
    else addPowers(this.#values, sums, columns, factors, start, length)
  }
}

function addColumns(
  sums: Float64Array,
  [a, b = a, c = a, d = a]: readonly Float32Array[],
  [f0, f1 = 0, f2 = 0, f3 = 0]: readonly number[],
  start: number,
  length: number,
): void {
  for (let i = 0; i < length; i += 1) {
    const at = start + i
    sums[i] = sums[i] + f0 * a[at] + f1 * b[at] + f2 * c[at] + f3 * d[at]
  }
}

function addPowers(
  values: Float64Array,
  sums: Float64Array,
  columns: readonly Float32Array[],
  [f0, f1 = 0, f2 = 0, f3 = 0]: readonly number[],
  start: number,
  length: number,
): void {
  const [a, b = a, c = a, d = a] = columns.map(
    (column) => new Int32Array(column.buffer, column.byteOffset, column.length),
  )
  for (let i = 0; i < length; i += 1) {
    const at = start + i
    sums[i] =
      sums[i] +
      f0 * lookUp(values, a[at]) +
      f1 * lookUp(values, b[at]) +
      f2 * lookUp(values, c[at]) +
      f3 * lookUp(values, d[at])
  }
}

function lookUp(values: Float64Array, bits: number): number {
  const place = (Math.max(bits, firstBits) - firstBits) & placeMask
  const cell = place >> shift
  const low = values[cell]
  return low + (place & cellMask) * cellShare * (values[cell + 1] - low)
}

import type { Random } from './random.ts'

/** Control points per axis. The spline's first and last ones lie on the image's border and are repeated beyond it. */
const grid = 5
const controls = grid * grid
/** A cubic B-spline rests on four neighbouring control points. */
const taps = 4

/**
 * A smooth random field of displacements over a square image: independent normal numbers on a coarse grid, joined by a
 * cubic B-spline in both directions.
 */
export class ElasticField {
  readonly #side: number
  /** First of the four control points of each pixel along an axis, counted from the one before the border: [side]. */
  readonly #first: Uint8Array
  /** Weights of the four: [side · 4]. */
  readonly #weights: Float64Array
  /** What control points of deviation 1 are multiplied with to give a field of deviation 1. */
  readonly #gain: number
  /** Control points with the repeated ones at the left and right: [2 · 5 · 7], x displacements first. */
  readonly #control = new Float64Array(2 * grid * (grid + 2))
  /** Control points spread along x: [2 · 5 · side]. */
  readonly #spread: Float64Array

  constructor(side: number) {
    this.#side = side
    this.#first = new Uint8Array(side)
    this.#weights = new Float64Array(side * taps)
    this.#spread = new Float64Array(2 * grid * side)
    let power = 0
    for (let pixel = 0; pixel < side; pixel++) {
      const place = (pixel * (grid - 1)) / (side - 1)
      const cell = Math.min(Math.floor(place), grid - 2)
      const weights = splineWeights(place - cell)
      this.#first[pixel] = cell
      this.#weights.set(weights, pixel * taps)
      // Taps that fall on the same control point add up before they are squared.
      const joined = new Float64Array(grid)
      for (let tap = 0; tap < taps; tap++) joined[inside(cell + tap - 1)] += weights[tap]
      power += joined.reduce((sum, weight) => sum + weight * weight, 0) / side
    }
    // Variances along x and y multiply, so that the field's mean variance is that of the controls times power².
    this.#gain = 1 / power
  }

  /**
   * Makes the field anew; always 50 normal numbers.
   * @param deviation root mean square of each displacement, in pixels
   */
  draw(deviation: number, random: Random): void {
    const size = deviation * this.#gain
    const width = grid + 2
    for (let control = 0; control < 2 * controls; control++) {
      const row = Math.floor(control / grid)
      const column = control % grid
      const value = size * random.normal()
      const at = row * width + column + 1
      this.#control[at] = value
      if (column === 0) this.#control[at - 1] = value
      if (column === grid - 1) this.#control[at + 1] = value
    }
    this.#spreadAlongX()
  }

  /** Displacements of row y: writes [side] numbers each, in pixels. */
  fillRow(y: number, acrossX: Float64Array, acrossY: Float64Array): void {
    const side = this.#side
    const spread = this.#spread
    const first = this.#first[y] - 1
    const a = inside(first) * side
    const b = inside(first + 1) * side
    const c = inside(first + 2) * side
    const d = inside(first + 3) * side
    const wa = this.#weights[y * taps]
    const wb = this.#weights[y * taps + 1]
    const wc = this.#weights[y * taps + 2]
    const wd = this.#weights[y * taps + 3]
    const half = grid * side
    for (let x = 0; x < side; x++) {
      acrossX[x] = wa * spread[a + x] + wb * spread[b + x] + wc * spread[c + x] + wd * spread[d + x]
      const at = half + x
      acrossY[x] = wa * spread[a + at] + wb * spread[b + at] + wc * spread[c + at] + wd * spread[d + at]
    }
  }

  #spreadAlongX(): void {
    const side = this.#side
    const control = this.#control
    const weights = this.#weights
    let out = 0
    for (let row = 0; row < 2 * grid; row++) {
      const from = row * (grid + 2)
      for (let x = 0; x < side; x++) {
        const at = from + this.#first[x]
        const weight = x * taps
        this.#spread[out++] =
          weights[weight] * control[at] +
          weights[weight + 1] * control[at + 1] +
          weights[weight + 2] * control[at + 2] +
          weights[weight + 3] * control[at + 3]
      }
    }
  }
}

/** The control point that stands in for one beyond the border. */
function inside(control: number): number {
  return Math.max(0, Math.min(control, grid - 1))
}

/** Weights of the four control points about a place `t` ∈ [0, 1] between the second and the third. */
function splineWeights(t: number): number[] {
  const rest = 1 - t
  return [
    (rest * rest * rest) / 6,
    (3 * t * t * t - 6 * t * t + 4) / 6,
    (3 * rest * rest * rest - 6 * rest * rest + 4) / 6,
    (t * t * t) / 6,
  ]
}

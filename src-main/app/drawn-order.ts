import { createRandom } from '../decoder/random.ts'

/**
 * A random order of 0 … count−1 (Fisher–Yates), of which only as much is drawn as somebody asks for: with a million
 * samples and a few hundred questions nearly all of it never is. The same seed gives the same order.
 */
export class DrawnOrder {
  readonly #order: Uint32Array
  readonly #random: () => number
  #drawn = 0

  constructor(count: number, seed: number) {
    this.#order = new Uint32Array(count)
    for (let i = 0; i < count; i++) this.#order[i] = i
    this.#random = createRandom(seed)
  }

  get count(): number {
    return this.#order.length
  }

  /** The number at a place [0, count). */
  at(place: number): number {
    const order = this.#order
    for (; this.#drawn <= place; this.#drawn++) {
      const from = this.#drawn + Math.floor(this.#random() * (order.length - this.#drawn))
      const number = order[from]
      order[from] = order[this.#drawn]
      order[this.#drawn] = number
    }
    return order[place]
  }
}

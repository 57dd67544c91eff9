/**
 * Seeded random numbers. Everything stochastic in the learning core draws from here, never from Math.random or
 * TensorFlow's own generators, so that a run can be repeated and resumed.
 */

/** What a generator is for: the first number of its seed, so that no two uses share a sequence. */
export const stream = {
  weights: 1,
  order: 2,
  jitter: 3,
  noise: 4,
  mixture: 5,
  restart: 6,
  subset: 7,
  heldOut: 8,
} as const

/** A finaliser with full avalanche (Mueller's 32-bit integer hash, "lowbias32"). */
function mix(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return (x ^ (x >>> 15)) >>> 0
}

/** xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021). */
export class Random {
  #a: number
  #b: number
  #c: number
  #d: number
  #spareNormal = Number.NaN

  /**
   * @param seed any number of non-negative integers below 2^53, for instance (seed, stream, epoch, batch);
   *   different lists give unrelated sequences.
   */
  constructor(...seed: number[]) {
    let state = 0x9e3779b9
    for (const part of seed) {
      state = mix(state ^ mix(part >>> 0))
      state = mix((state + 0x9e3779b9) ^ Math.floor(part / 2 ** 32))
    }
    this.#a = mix(state + 0x9e3779b9)
    this.#b = mix(state + 0x3c6ef372)
    this.#c = mix(state + 0xdaa66d2b)
    this.#d = mix(state + 0x78dde6e4) | 1
  }

  /** Uniform over the integers 0 … 2^32 − 1. */
  uint32(): number {
    const product = Math.imul(this.#b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9)
    const shifted = this.#b << 9
    this.#c ^= this.#a
    this.#d ^= this.#b
    this.#b ^= this.#c
    this.#a ^= this.#d
    this.#c ^= shifted
    this.#d = (this.#d << 11) | (this.#d >>> 21)
    return result >>> 0
  }

  /** Uniform in [0, 1), in steps of 2^-32. */
  uniform(): number {
    return this.uint32() / 0x1_0000_0000
  }

  /** Uniform in [−range, range). */
  symmetric(range: number): number {
    return (this.uniform() * 2 - 1) * range
  }

  /** Uniform over the integers 0 … limit − 1; the bias is below limit / 2^32. */
  below(limit: number): number {
    return Math.floor(this.uniform() * limit)
  }

  /** Standard normal, by Marsaglia's polar method. */
  normal(): number {
    if (!Number.isNaN(this.#spareNormal)) {
      const spare = this.#spareNormal
      this.#spareNormal = Number.NaN
      return spare
    }
    for (;;) {
      const u = this.symmetric(1)
      const v = this.symmetric(1)
      const square = u * u + v * v
      if (square >= 1 || square === 0) continue
      const factor = Math.sqrt((-2 * Math.log(square)) / square)
      this.#spareNormal = v * factor
      return u * factor
    }
  }
}

/** `length` independent standard normal numbers. */
export function normals(random: Random, length: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(length)
  for (let i = 0; i < length; i++) values[i] = random.normal()
  return values
}

/** The integers 0 … count − 1 in random order (Fisher–Yates). */
export function shuffled(random: Random, count: number): Uint32Array {
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const j = random.below(i + 1)
    order[i] = order[j]
    order[j] = i
  }
  return order
}

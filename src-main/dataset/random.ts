/** A seeded stream of random numbers: the same seed and stream give the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number
  /** Uniform integer in [0, n). */
  below(n: number): number
}

/** Finaliser of MurmurHash3: spreads neighbouring seeds over all 32 bits. */
function scramble(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, passes BigCrush, integer operations only.
 *
 * @param seed any integer up to 2^53
 * @param stream different streams of one seed are independent of each other
 */
export function createRandom(seed: number, stream = 0): Random {
  let a = scramble(seed)
  let b = scramble(Math.floor(seed / 0x1_0000_0000) ^ 0x9e3779b9)
  let c = scramble(stream ^ 0x243f6a88)
  let counter = 1

  function next(): number {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 0x1_0000_0000
  }
  for (let round = 0; round < 15; round++) next()

  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    // Irwin–Hall with 12 terms: no logarithm or cosine, whose last bits differ between machines.
    normal() {
      let sum = -6
      for (let term = 0; term < 12; term++) sum += next()
      return sum
    },
    below: (n) => Math.floor(next() * n),
  }
}

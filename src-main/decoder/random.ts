/**
 * A seeded generator of uniform numbers in [0, 1): mulberry32 (Tommy Ettinger, public domain).
 * 32 bits of state are plenty for shuffles and starting points, and the same seed gives the same numbers everywhere.
 */
export function createRandom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296
  }
}

/** A random order of 0 … count−1 (Fisher–Yates); the same seed gives the same order. */
export function permutation(count: number, seed: number): Uint32Array {
  const random = createRandom(seed)
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i += 1) {
    const j = Math.floor(random() * (i + 1))
    order[i] = order[j]
    order[j] = i
  }
  return order
}

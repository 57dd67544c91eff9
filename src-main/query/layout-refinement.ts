import type { NeighbourLists } from '../decoder/nearest-neighbours.ts'

/** The curve 1 / (1 + a d^2b) that says how alike two places are: as umap-js fits it to a spread of 1 … */
const curves = {
  /** … and a least distance of 0.5: little hides anything else, and what belongs together is still told apart. */
  airy: { a: 0.617, b: 1.285 },
  /** … and one of 0.2: among very many, neighbours stay neighbours only where they may come close. */
  tight: { a: 1.26, b: 0.998 },
}
/** Places pushed away from for each one that is pulled at, and how far one step may go, as in umap-learn. */
const negatives = 5
const longestStep = 4
/** Bisections for the width of a neighbourhood; each halves the error. */
const bisections = 24

/**
 * Probability that a sample and each of its neighbours belong together, in 255ths [count · k]: e^(−(d − ρ)/σ), ρ being the
 * distance to the nearest and σ such that they sum to log₂ k (McInnes et al. 2018, algorithm 3).
 */
export function membershipStrengths({ count, neighbours, squaredDistance }: NeighbourLists): Uint8Array {
  const strengths = new Uint8Array(count * neighbours)
  const distance = new Float64Array(neighbours)
  const wanted = Math.log2(Math.max(2, neighbours))
  for (let i = 0; i < count; i += 1) {
    let nearest = Number.POSITIVE_INFINITY
    for (let k = 0; k < neighbours; k += 1) {
      distance[k] = Math.sqrt(squaredDistance[i * neighbours + k])
      if (distance[k] > 0 && distance[k] < nearest) nearest = distance[k]
    }
    const sigma = widthOf(distance, nearest, wanted)
    for (let k = 0; k < neighbours; k += 1) {
      const beyond = distance[k] - nearest
      strengths[i * neighbours + k] =
        beyond <= 0 || sigma === 0 ? 255 : Math.round(255 * Math.exp(-beyond / sigma))
    }
  }
  return strengths
}

function widthOf(distance: Float64Array, nearest: number, wanted: number): number {
  const farthest = distance[distance.length - 1]
  if (!(farthest > nearest)) return 0
  let low = 0
  let high = 4 * (farthest - nearest)
  for (let step = 0; step < bisections; step += 1) {
    const middle = (low + high) / 2
    let sum = 0
    for (const d of distance) sum += d <= nearest ? 1 : Math.exp((nearest - d) / middle)
    if (sum > wanted) high = middle
    else low = middle
  }
  return (low + high) / 2
}

export interface RefinementOptions {
  curve: keyof typeof curves
  epochs: number
  /** Length of the first steps; they shorten to nothing. */
  learningRate: number
  seed: number
  /** Called after each epoch with the share of the work done. */
  onProgress?: (fraction: number) => void
}

/**
 * UMAP's optimisation of where samples lie in the plane, by sampled edges (McInnes et al. 2018, algorithm 5), in place.
 * Every sample and its neighbour are drawn together as often as their strength says, and the sample is pushed away from
 * others drawn at random. Two samples that name each other count twice instead of once by the union of their strengths.
 *
 * @param places [count · 2]
 */
export function refineLayout(
  places: Float32Array,
  lists: NeighbourLists,
  strengths: Uint8Array,
  { curve, epochs, learningRate, seed, onProgress }: RefinementOptions,
): void {
  const { count, neighbours, index } = lists
  const { a, b } = curves[curve]
  let state = Math.imul(seed, 0x9e3779b1) | 1
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = learningRate * (1 - epoch / epochs)
    const most = longestStep * rate
    for (let i = 0; i < count; i += 1) {
      let x = places[2 * i]
      let y = places[2 * i + 1]
      for (let at = i * neighbours; at < (i + 1) * neighbours; at += 1) {
        // xorshift32 (Marsaglia 2003), written out: a call for each of the draws takes longer than all the rest.
        state ^= state << 13
        state ^= state >>> 17
        state ^= state << 5
        if ((state & 0xff) > strengths[at]) continue
        const j = index[at]
        let dx = x - places[2 * j]
        let dy = y - places[2 * j + 1]
        let squared = dx * dx + dy * dy
        if (squared > 0) {
          const power = squared ** b
          const pull = (-2 * rate * a * b * power) / (squared * (1 + a * power))
          dx = clip(pull * dx, most)
          dy = clip(pull * dy, most)
          x += dx
          y += dy
          places[2 * j] -= dx
          places[2 * j + 1] -= dy
        }
        for (let n = 0; n < negatives; n += 1) {
          state ^= state << 13
          state ^= state >>> 17
          state ^= state << 5
          const other = (state >>> 0) % count
          if (other === i) continue
          dx = x - places[2 * other]
          dy = y - places[2 * other + 1]
          squared = dx * dx + dy * dy
          // Far away it is nothing; most of what is drawn is far away.
          if (squared > 400) continue
          const push = (2 * rate * b) / ((0.001 + squared) * (1 + a * squared ** b))
          x += squared > 0 ? clip(push * dx, most) : most
          y += squared > 0 ? clip(push * dy, most) : most
        }
      }
      places[2 * i] = x
      places[2 * i + 1] = y
    }
    onProgress?.((epoch + 1) / epochs)
  }
}

function clip(value: number, most: number): number {
  return value > most ? most : value < -most ? -most : value
}

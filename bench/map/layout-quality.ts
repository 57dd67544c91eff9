import { permutation } from '../../src-main/decoder/random.ts'

/** How much of what is alike in latent space lies side by side on the map. */
export interface LayoutQuality {
  /** Share of a sample's ten nearest in latent space that are among its thirty nearest in the plane. */
  neighboursKept: number
  /** Share of samples whose ten nearest are mostly of their own class, in the plane and in latent space; null without classes. */
  accuracy: { plane: number; latent: number } | null
}

interface MappedSamples {
  count: number
  dimensions: number
  /** [count · dimensions] */
  means: Float32Array
  /** [count · 2] */
  places: Float32Array
  /** Class of each sample from 0; null where it is not known. */
  truth: ArrayLike<number> | null
}

const queries = 1000
const inLatent = 10
const inPlane = 30

/** Measured on some samples drawn at random, each compared with all others. */
export function layoutQuality({ count, dimensions, means, places, truth }: MappedSamples): LayoutQuality {
  const drawn = permutation(count, 1).subarray(0, Math.min(queries, count))
  let kept = 0
  const right = { plane: 0, latent: 0 }
  for (const query of drawn) {
    const latent = nearest(means, dimensions, count, query, inLatent)
    const plane = nearest(places, 2, count, query, inPlane)
    const near = new Set(plane)
    kept += latent.filter((sample) => near.has(sample)).length / latent.length
    if (!truth) continue
    if (majority(latent, truth) === truth[query]) right.latent += 1
    if (majority(plane.slice(0, inLatent), truth) === truth[query]) right.plane += 1
  }
  return {
    neighboursKept: kept / drawn.length,
    accuracy: truth && { plane: right.plane / drawn.length, latent: right.latent / drawn.length },
  }
}

/** The k nearest to a point, itself left out, nearest first. */
function nearest(
  points: Float32Array,
  dimensions: number,
  count: number,
  query: number,
  k: number,
): number[] {
  const best: number[] = []
  const distances: number[] = []
  const at = query * dimensions
  for (let i = 0; i < count; i += 1) {
    if (i === query) continue
    let squared = 0
    for (let d = 0; d < dimensions; d += 1) squared += (points[i * dimensions + d] - points[at + d]) ** 2
    if (best.length === k && squared >= distances[k - 1]) continue
    let place = Math.min(best.length, k - 1)
    while (place > 0 && distances[place - 1] > squared) {
      best[place] = best[place - 1]
      distances[place] = distances[place - 1]
      place -= 1
    }
    best[place] = i
    distances[place] = squared
  }
  return best
}

function majority(samples: readonly number[], truth: ArrayLike<number>): number {
  const votes = new Map<number, number>()
  for (const sample of samples) votes.set(truth[sample], (votes.get(truth[sample]) ?? 0) + 1)
  return [...votes].reduce((most, vote) => (vote[1] > most[1] ? vote : most))[0]
}

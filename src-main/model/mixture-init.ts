import type { DiagonalMixture } from './diagonal-mixture.ts'
import { emPass, type Points, proportions, slice, varianceFloor } from './expectation-maximisation.ts'
import { Random, shuffled, stream } from './random.ts'

export interface MixtureFitOptions {
  clusters: number
  seed: number
  /** Points on which the fit iterates; a last pass takes all. */
  subset?: number
  kMeansIterations?: number
  emIterations?: number
}

const defaults = { subset: 20_000, kMeansIterations: 15, emIterations: 20 } as const

/** An upper estimate of the multiply-adds that {@link fitMixture} takes with its default options. */
export function mixtureFitOperations(count: number, dimensions: number, clusters: number): number {
  const { subset, kMeansIterations, emIterations } = defaults
  const passes = 1 + kMeansIterations + 3 * emIterations
  return (passes * Math.min(count, subset) + 3 * count) * dimensions * clusters
}

/**
 * Fits a mixture of diagonal Gaussians: k-means++ seeding (Arthur and Vassilvitskii 2007), Lloyd's iterations, then
 * expectation-maximisation, on a random subset; one last EM pass takes all points. Every variance is kept above a
 * thousandth of the points' overall variance in that dimension, so that no component collapses onto a point.
 *
 * @param points [n · dimensions], n ≥ 1
 * @yields the fraction done, every few milliseconds of work, so that a caller can let others run in between
 */
export function* fitMixture(
  points: Float32Array,
  dimensions: number,
  options: MixtureFitOptions,
): Generator<number, DiagonalMixture> {
  const { clusters, seed, subset, kMeansIterations, emIterations } = { ...defaults, ...options }
  const random = new Random(seed, stream.mixture)
  const all = { values: points, count: points.length / dimensions, dimensions }
  const chosen = choose(all, subset, random)
  const floor = varianceFloor(chosen)
  // An EM pass costs about three k-means passes, seeding about one.
  const lastPass = (3 * all.count) / chosen.count
  const budget = { spent: 0, total: 1 + kMeansIterations + 3 * emIterations + lastPass }
  const spend = (work: number) => Math.min(1, (budget.spent + work) / budget.total)

  const centres = new Float64Array(clusters * dimensions)
  for (const fraction of seedCentres(chosen, centres, clusters, random)) yield spend(fraction)
  budget.spent = 1

  const assigned = new Int32Array(chosen.count).fill(-1)
  for (let i = 0; i < kMeansIterations; i++) {
    const moved = yield* assignToNearest(chosen, centres, clusters, assigned, spend)
    moveCentres(chosen, centres, clusters, assigned)
    budget.spent++
    if (moved < chosen.count / 1000) break
  }
  budget.spent = 1 + kMeansIterations

  let mixture = mixtureOfAssignment(chosen, centres, clusters, assigned, floor)
  let previous = Number.NEGATIVE_INFINITY
  for (let i = 0; i < emIterations; i++) {
    const { next, logDensity } = yield* emPass(chosen, mixture, floor, (part) => spend(3 * part))
    mixture = next
    budget.spent += 3
    if (logDensity - previous < 1e-3) break
    previous = logDensity
  }
  budget.spent = budget.total - lastPass
  const { next } = yield* emPass(all, mixture, floor, (part) => spend(lastPass * part))
  return next
}

function choose(all: Points, limit: number, random: Random): Points {
  if (all.count <= limit) return all
  const { dimensions } = all
  const order = shuffled(random, all.count)
  const values = new Float32Array(limit * dimensions)
  for (let i = 0; i < limit; i++) {
    const from = order[i] * dimensions
    values.set(all.values.subarray(from, from + dimensions), i * dimensions)
  }
  return { values, count: limit, dimensions }
}

function squaredDistance(points: Points, i: number, centres: Float64Array, c: number): number {
  const { values, dimensions } = points
  let distance = 0
  for (let j = 0, p = i * dimensions, q = c * dimensions; j < dimensions; j++, p++, q++) {
    const difference = values[p] - centres[q]
    distance += difference * difference
  }
  return distance
}

function copyPoint(points: Points, i: number, centres: Float64Array, c: number): void {
  const { values, dimensions } = points
  for (let j = 0; j < dimensions; j++) centres[c * dimensions + j] = values[i * dimensions + j]
}

/** k-means++: each next centre is a point drawn with probability proportional to its squared distance. */
function* seedCentres(points: Points, centres: Float64Array, clusters: number, random: Random) {
  const nearest = new Float64Array(points.count).fill(Number.POSITIVE_INFINITY)
  let next = random.below(points.count)
  for (let c = 0; c < clusters; c++) {
    copyPoint(points, next, centres, c)
    let total = 0
    for (let i = 0; i < points.count; i++) {
      nearest[i] = Math.min(nearest[i], squaredDistance(points, i, centres, c))
      total += nearest[i]
    }
    let left = random.uniform() * total
    next = random.below(points.count)
    for (let i = 0; total > 0 && i < points.count; i++) {
      left -= nearest[i]
      if (left < 0) {
        next = i
        break
      }
    }
    if (c % 10 === 9) yield c / clusters
  }
}

/** @returns how many points changed their centre */
function* assignToNearest(
  points: Points,
  centres: Float64Array,
  clusters: number,
  assigned: Int32Array,
  spend: (part: number) => number,
): Generator<number, number> {
  let moved = 0
  for (let i = 0; i < points.count; i++) {
    let best = 0
    let bestDistance = Number.POSITIVE_INFINITY
    for (let c = 0; c < clusters; c++) {
      const distance = squaredDistance(points, i, centres, c)
      if (distance < bestDistance) {
        bestDistance = distance
        best = c
      }
    }
    if (assigned[i] !== best) moved++
    assigned[i] = best
    if (i % slice === slice - 1) yield spend(i / points.count)
  }
  return moved
}

/** Centres become the means of their points; one without points stays where it is. */
function moveCentres(points: Points, centres: Float64Array, clusters: number, assigned: Int32Array): void {
  const { values, dimensions } = points
  const counts = new Float64Array(clusters)
  for (const c of assigned) counts[c]++
  for (let c = 0; c < clusters; c++) {
    if (counts[c] > 0) centres.fill(0, c * dimensions, (c + 1) * dimensions)
  }
  for (let i = 0; i < points.count; i++) {
    const c = assigned[i]
    for (let j = 0; j < dimensions; j++) centres[c * dimensions + j] += values[i * dimensions + j] / counts[c]
  }
}

/** The mixture whose components are the k-means cells. */
function mixtureOfAssignment(
  points: Points,
  centres: Float64Array,
  clusters: number,
  assigned: Int32Array,
  floor: Float64Array,
): DiagonalMixture {
  const { values, dimensions } = points
  const sums = new Float64Array(clusters * dimensions)
  const masses = new Float64Array(clusters)
  for (let i = 0; i < points.count; i++) {
    const c = assigned[i]
    masses[c]++
    for (let j = 0; j < dimensions; j++) {
      sums[c * dimensions + j] += (values[i * dimensions + j] - centres[c * dimensions + j]) ** 2
    }
  }
  const variances = sums.map((sum, k) => {
    const mass = masses[Math.floor(k / dimensions)]
    return Math.max(mass > 1 ? sum / mass : 0, 10 * floor[k % dimensions])
  })
  return {
    clusters,
    dimensions,
    weights: proportions(masses, points.count),
    means: centres.slice(),
    variances,
  }
}

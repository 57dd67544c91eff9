import { miniBatchKMeans } from './mini-batch-k-means.ts'

/** Rounds of expectation-maximisation at most; a split of one cluster settles long before. */
const mostRounds = 60
/** It has settled when a round gains less than this per point, in nats. */
const settledBelow = 1e-4
/** No part is thinner than this share of the whole cluster's variance, so that copies of one sample make no part of their own. */
const leastVariance = 1e-2
/** Points the parts are fitted to at most, evenly chosen: more would only take longer. */
const mostFitted = 20_000

/**
 * Parts of a cluster: a Gaussian mixture with diagonal covariances is fitted to where its samples lie, from a k-means
 * start (Dempster, Laird & Rubin 1977; Arthur & Vassilvitskii 2007), and each sample goes to the part that is most
 * probable for it. The same points, in the same order, are always parted the same way.
 *
 * @param points [count, dimensions], finite
 * @param fitted the mixture is fitted to the first so many; the others only go to their parts
 * @param parts ≥ 2
 * @returns part of each point [count], numbered by size among the fitted ones, largest first; with fewer than `parts`
 *   places to tell apart some numbers stay unused
 */
export function mixtureParts(
  points: Float32Array,
  { count, dimensions, fitted, parts }: { count: number; dimensions: number; fitted: number; parts: number },
): Uint8Array {
  const sample = evenRows(points, fitted, dimensions)
  const rows = sample.length / dimensions
  const mixture = startAt(sample, dimensions, parts)
  const responsibilities = new Float64Array(rows * parts)
  let before = Number.NEGATIVE_INFINITY
  for (let round = 0; round < mostRounds; round += 1) {
    const likelihood = expect(mixture, sample, responsibilities) / rows
    if (likelihood - before < settledBelow) break
    before = likelihood
    maximise(mixture, sample, responsibilities)
  }
  const all = new Float64Array(count * parts)
  expect(mixture, points.subarray(0, count * dimensions), all)
  const part = new Uint8Array(count)
  for (let i = 0; i < count; i += 1) {
    for (let c = 1; c < parts; c += 1) {
      if (all[i * parts + c] > all[i * parts + part[i]]) part[i] = c
    }
  }
  return largestFirst(part, parts, fitted)
}

interface Mixture {
  parts: number
  dimensions: number
  logShare: Float64Array
  /** [parts · dimensions] */
  mean: Float64Array
  variance: Float64Array
  /** Least variance by dimension. */
  floor: Float64Array
}

function evenRows(points: Float32Array, count: number, dimensions: number): Float32Array {
  if (count <= mostFitted) return points.subarray(0, count * dimensions)
  const rows = new Float32Array(mostFitted * dimensions)
  for (let i = 0; i < mostFitted; i += 1) {
    const from = Math.floor((i * count) / mostFitted) * dimensions
    rows.set(points.subarray(from, from + dimensions), i * dimensions)
  }
  return rows
}

function startAt(points: Float32Array, dimensions: number, parts: number): Mixture {
  const rows = points.length / dimensions
  const mean = miniBatchKMeans(points, rows, dimensions, parts, { seed: 1 })
  const whole = variances(points, dimensions)
  const variance = new Float64Array(parts * dimensions)
  for (let c = 0; c < parts; c += 1) variance.set(whole, c * dimensions)
  return {
    parts,
    dimensions,
    logShare: new Float64Array(parts).fill(-Math.log(parts)),
    mean,
    variance,
    floor: whole.map((value) => value * leastVariance || Number.MIN_VALUE),
  }
}

function variances(points: Float32Array, dimensions: number): Float64Array {
  const rows = points.length / dimensions
  const mean = new Float64Array(dimensions)
  const squares = new Float64Array(dimensions)
  for (let at = 0; at < points.length; at += 1) mean[at % dimensions] += points[at] / rows
  for (let at = 0; at < points.length; at += 1)
    squares[at % dimensions] += (points[at] - mean[at % dimensions]) ** 2 / rows
  return squares
}

/** Fills in the responsibilities [rows · parts]. @returns the logarithm of the likelihood, up to a constant */
function expect(
  { parts, dimensions, logShare, mean, variance }: Mixture,
  points: Float32Array,
  into: Float64Array,
): number {
  const constant = new Float64Array(parts)
  for (let c = 0; c < parts; c += 1) {
    constant[c] = logShare[c]
    for (let d = c * dimensions; d < (c + 1) * dimensions; d += 1) constant[c] -= Math.log(variance[d]) / 2
  }
  let sum = 0
  for (let i = 0; i * dimensions < points.length; i += 1) {
    const row = into.subarray(i * parts, (i + 1) * parts)
    let largest = Number.NEGATIVE_INFINITY
    for (let c = 0; c < parts; c += 1) {
      let log = constant[c]
      for (let d = 0; d < dimensions; d += 1) {
        const at = c * dimensions + d
        log -= (points[i * dimensions + d] - mean[at]) ** 2 / (2 * variance[at])
      }
      row[c] = log
      if (log > largest) largest = log
    }
    let total = 0
    for (let c = 0; c < parts; c += 1) total += Math.exp(row[c] - largest)
    const log = largest + Math.log(total)
    for (let c = 0; c < parts; c += 1) row[c] = Math.exp(row[c] - log)
    sum += log
  }
  return sum
}

function maximise(mixture: Mixture, points: Float32Array, responsibilities: Float64Array): void {
  const { parts, dimensions, logShare, mean, variance, floor } = mixture
  const rows = points.length / dimensions
  for (let c = 0; c < parts; c += 1) {
    let mass = 0
    for (let i = 0; i < rows; i += 1) mass += responsibilities[i * parts + c]
    logShare[c] = Math.log(mass / rows)
    // A part that nothing belongs to any more stays where it was.
    if (mass < 1e-9) continue
    const from = c * dimensions
    for (let d = 0; d < dimensions; d += 1) {
      let sum = 0
      for (let i = 0; i < rows; i += 1) sum += responsibilities[i * parts + c] * points[i * dimensions + d]
      mean[from + d] = sum / mass
      let squares = 0
      for (let i = 0; i < rows; i += 1)
        squares += responsibilities[i * parts + c] * (points[i * dimensions + d] - mean[from + d]) ** 2
      variance[from + d] = Math.max(squares / mass, floor[d])
    }
  }
}

/** By the fitted ones alone: later steps name parts by their number, which those that come later must not change. */
function largestFirst(part: Uint8Array, parts: number, fitted: number): Uint8Array {
  const sizes = new Uint32Array(parts)
  for (const c of part.subarray(0, fitted)) sizes[c] += 1
  const order = Array.from(sizes.keys()).sort((a, b) => sizes[b] - sizes[a] || a - b)
  const number = new Uint8Array(parts)
  order.forEach((c, place) => {
    number[c] = place
  })
  return part.map((c) => number[c])
}

import { UMAP } from 'umap-js'
import { createRandom } from '../decoder/random.ts'

/** Neighbours per point: UMAP's usual, which shows the whole rather than its parts. */
const neighbours = 15
const epochs = 400
/** Room enough that the samples between the points do not hide each other. */
const leastDistance = 0.4
/** Half the width of the square that UMAP begins in. */
const startWidth = 10
const powerSteps = 50

/**
 * The shape of the whole: UMAP (McInnes, Healy and Melville 2018) of at most a few thousand points. It begins with their
 * two principal axes instead of at random, which keeps what is far apart apart (Kobak and Linderman 2021).
 *
 * @param points [m, dimensions] @param seed the same one gives the same shape
 * @returns [m · 2], in UMAP's own scale, in which neighbours are about 0.1 to 1 apart
 */
export function layOutSkeleton(
  points: Float32Array,
  dimensions: number,
  seed: number,
  onProgress?: (fraction: number) => void,
): Float32Array {
  const m = points.length / dimensions
  const start = principalPlane(points, dimensions, seed)
  // Too few for neighbours of neighbours: what the axes show is all there is.
  if (m <= neighbours + 1) return start
  const rows = Array.from({ length: m }, (_, i) =>
    Array.from(points.subarray(i * dimensions, (i + 1) * dimensions)),
  )
  const umap = new UMAP({
    nNeighbors: neighbours,
    nEpochs: epochs,
    minDist: leastDistance,
    random: createRandom(seed),
  })
  umap.initializeFit(rows)
  // UMAP moves these very arrays.
  const places = umap.getEmbedding()
  for (let i = 0; i < m; i += 1) {
    places[i][0] = start[2 * i]
    places[i][1] = start[2 * i + 1]
  }
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    umap.step()
    onProgress?.((epoch + 1) / epochs)
  }
  return Float32Array.from(places.flat())
}

/** The points on their two principal axes [m · 2], found by power iteration; as wide as UMAP begins. */
function principalPlane(points: Float32Array, dimensions: number, seed: number): Float32Array {
  const m = points.length / dimensions
  const mean = new Float64Array(dimensions)
  for (let at = 0; at < points.length; at += 1) mean[at % dimensions] += points[at] / m
  const random = createRandom(seed)
  const axes: Float64Array[] = []
  const plane = new Float32Array(2 * m)
  for (let a = 0; a < 2; a += 1) {
    let axis = Float64Array.from({ length: dimensions }, () => random() - 0.5)
    for (let step = 0; step < powerSteps; step += 1) {
      const next = new Float64Array(dimensions)
      for (let i = 0; i < m; i += 1) {
        const along = project(points, mean, axis, i)
        for (let d = 0; d < dimensions; d += 1) next[d] += along * (points[i * dimensions + d] - mean[d])
      }
      for (const other of axes) {
        const shared = next.reduce((sum, value, d) => sum + value * other[d], 0)
        for (let d = 0; d < dimensions; d += 1) next[d] -= shared * other[d]
      }
      const norm = Math.hypot(...next)
      // In no direction do they differ any more.
      axis = norm > 1e-12 ? next.map((value) => value / norm) : new Float64Array(dimensions)
    }
    axes.push(axis)
    for (let i = 0; i < m; i += 1) plane[2 * i + a] = project(points, mean, axis, i)
  }
  const widest = plane.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (widest === 0) return plane
  return plane.map((value) => (value * startWidth) / widest)
}

function project(points: Float32Array, mean: Float64Array, axis: Float64Array, i: number): number {
  let along = 0
  for (let d = 0; d < axis.length; d += 1) along += axis[d] * (points[i * axis.length + d] - mean[d])
  return along
}

import { rowProducts } from './row-products.ts'

/** Samples compared with all centres at once; their products stay in the second-level cache. */
const blockRows = 64

/** The centres nearest to each point, nearest first, with squared distances. */
export interface Nearest {
  /** [count · neighbours] */
  index: Uint16Array
  /** [count · neighbours] */
  squaredDistance: Float32Array
}

/**
 * The `neighbours` nearest of `centres` for every point, by |x − c|² = |x|² − 2 (x·c − |c|²/2).
 *
 * @param points [count, dimensions] @param centres [m, dimensions] @param order which points to take, all if absent
 */
export function nearestCentres(
  points: Float32Array,
  count: number,
  dimensions: number,
  centres: Float64Array,
  neighbours: number,
  options: { order?: Uint32Array; onProgress?: (fraction: number) => void } = {},
): Nearest {
  const m = centres.length / dimensions
  const halfNorms = new Float64Array(m)
  for (let at = 0; at < centres.length; at += 1)
    halfNorms[Math.floor(at / dimensions)] += centres[at] ** 2 / 2
  const block = new Float64Array(blockRows * dimensions)
  const products = new Float64Array(blockRows * m)
  const index = new Uint16Array(count * neighbours)
  const squaredDistance = new Float32Array(count * neighbours)
  const best = new Float64Array(neighbours)
  const bestIndex = new Int32Array(neighbours)
  for (let start = 0; start < count; start += blockRows) {
    const rows = Math.min(blockRows, count - start)
    for (let r = 0; r < rows; r += 1) {
      const from = (options.order ? options.order[start + r] : start + r) * dimensions
      for (let d = 0; d < dimensions; d += 1) block[r * dimensions + d] = points[from + d]
    }
    rowProducts(block, rows, centres, m, dimensions, products)
    for (let r = 0; r < rows; r += 1) {
      best.fill(Number.NEGATIVE_INFINITY)
      let threshold = Number.NEGATIVE_INFINITY
      for (let j = 0; j < m; j += 1) {
        const closeness = products[r * m + j] - halfNorms[j]
        if (closeness <= threshold) continue
        let place = neighbours - 1
        while (place > 0 && best[place - 1] < closeness) {
          best[place] = best[place - 1]
          bestIndex[place] = bestIndex[place - 1]
          place -= 1
        }
        best[place] = closeness
        bestIndex[place] = j
        threshold = best[neighbours - 1]
      }
      let norm = 0
      for (let d = 0; d < dimensions; d += 1) norm += block[r * dimensions + d] ** 2
      for (let k = 0; k < neighbours; k += 1) {
        index[(start + r) * neighbours + k] = bestIndex[k]
        squaredDistance[(start + r) * neighbours + k] = Math.max(0, norm - 2 * best[k])
      }
    }
    options.onProgress?.((start + rows) / count)
  }
  return { index, squaredDistance }
}

import { nearestCentres } from './nearest-anchors.ts'
import { rowProducts } from './row-products.ts'

/** The samples most alike to each sample, nearest first; a sample is not its own neighbour. */
export interface NeighbourLists {
  count: number
  /** k: less than asked for where there are fewer other samples. */
  neighbours: number
  /** [count · neighbours] */
  index: Uint32Array
  /** [count · neighbours], squared Euclidean */
  squaredDistance: Float32Array
}

/** Points spread through the data, and which of them is nearest to each sample: an anchor graph has both. */
export interface Cells {
  /** m */
  nodes: number
  /** [m · dimensions] */
  anchors: ArrayLike<number>
  /** Anchors listed per sample, nearest first. */
  neighbours: number
  /** [count · neighbours] */
  index: Uint16Array
}

/** Samples whose products with all candidates are taken at once, so that they stay in the second-level cache. */
const blockRows = 32

/**
 * How far a search goes: so many cells, and further ones until there are so many candidates. With 16 dimensions a cell
 * touches dozens of others, but few of them hold any of the ten nearest (recall: bench/neighbours.ts).
 */
const fewestCells = 16
const fewestCandidates = 1600
/** However full cells are (thousands of copies of one sample), a search looks at no more than this. */
const mostCandidates = 8192

/**
 * The nearest neighbours of all samples, approximately: anchors serve as an inverted index (Sivic and Zisserman 2003;
 * Jégou et al. 2011, without quantisation). All samples of a cell are compared with all samples of the cells around,
 * which makes the comparison a product of two small matrices.
 *
 * @param means [count, dimensions], finite
 * @param wanted k, at most count − 1 are given
 */
export function nearestNeighbours(
  means: Float32Array,
  count: number,
  dimensions: number,
  cells: Cells,
  wanted: number,
  onProgress?: (fraction: number) => void,
): NeighbourLists {
  const neighbours = Math.max(0, Math.min(wanted, count - 1))
  const lists: NeighbourLists = {
    count,
    neighbours,
    index: new Uint32Array(count * neighbours),
    squaredDistance: new Float32Array(count * neighbours),
  }
  if (neighbours === 0) return lists
  const { starts, members } = membersByCell(cells, count)
  const around = cellsAround(cells, dimensions, count)
  const search = new CellSearch(means, dimensions, lists)
  let done = 0
  for (let cell = 0; cell < cells.nodes; cell += 1) {
    const size = starts[cell + 1] - starts[cell]
    // A cell of very many is searched in pieces, each with the members that follow it as candidates.
    for (let from = 0; from < size; from += mostCandidates / 2) {
      const queries = Math.min(mostCandidates / 2, size - from)
      search.begin()
      for (let i = 0; i < size && search.hasRoom; i += 1)
        search.addCandidate(members[starts[cell] + ((from + i) % size)])
      let searched = 1
      for (let a = 0; a < around.neighbours && search.hasRoom; a += 1) {
        const other = around.index[cell * around.neighbours + a]
        if (other === cell) continue
        if (searched >= fewestCells && search.candidates >= fewestCandidates) break
        for (let at = starts[other]; at < starts[other + 1] && search.hasRoom; at += 1)
          search.addCandidate(members[at])
        searched += 1
      }
      search.run(queries)
      done += queries
      onProgress?.(done / count)
    }
  }
  return lists
}

/** The samples in the order of their cells; those of cell c are members[starts[c]] … members[starts[c + 1] − 1]. */
function membersByCell(cells: Cells, count: number): { starts: Uint32Array; members: Uint32Array } {
  const starts = new Uint32Array(cells.nodes + 1)
  for (let sample = 0; sample < count; sample += 1) starts[cells.index[sample * cells.neighbours] + 1] += 1
  for (let cell = 0; cell < cells.nodes; cell += 1) starts[cell + 1] += starts[cell]
  const next = starts.slice(0, cells.nodes)
  const members = new Uint32Array(count)
  for (let sample = 0; sample < count; sample += 1) {
    const cell = cells.index[sample * cells.neighbours]
    members[next[cell]] = sample
    next[cell] += 1
  }
  return { starts, members }
}

/** For every cell the cells around it, nearest first, as many as searches may need. */
function cellsAround(
  cells: Cells,
  dimensions: number,
  count: number,
): { neighbours: number; index: Uint16Array } {
  const { nodes, anchors } = cells
  // Three times what cells of equal size would take: some are small, or empty.
  const likely = Math.ceil((3 * fewestCandidates * nodes) / count)
  const neighbours = Math.min(nodes, Math.max(2 * fewestCells, likely))
  const points = Float32Array.from(anchors)
  const { index } = nearestCentres(points, nodes, dimensions, Float64Array.from(anchors), neighbours)
  return { neighbours, index }
}

/** Compares samples of one cell with the candidates around it; keeps its arrays from cell to cell. */
class CellSearch {
  candidates = 0
  readonly #means: Float32Array
  readonly #dimensions: number
  readonly #lists: NeighbourLists
  readonly #samples = new Uint32Array(mostCandidates)
  readonly #points: Float64Array
  readonly #norms = new Float64Array(mostCandidates)
  readonly #products = new Float64Array(blockRows * mostCandidates)
  readonly #best: Float64Array
  readonly #bestSample: Uint32Array

  constructor(means: Float32Array, dimensions: number, lists: NeighbourLists) {
    this.#means = means
    this.#dimensions = dimensions
    this.#lists = lists
    this.#points = new Float64Array(mostCandidates * dimensions)
    this.#best = new Float64Array(lists.neighbours)
    this.#bestSample = new Uint32Array(lists.neighbours)
  }

  get hasRoom(): boolean {
    return this.candidates < mostCandidates
  }

  begin(): void {
    this.candidates = 0
  }

  addCandidate(sample: number): void {
    const at = this.candidates
    const dimensions = this.#dimensions
    let norm = 0
    for (let d = 0; d < dimensions; d += 1) {
      const value = this.#means[sample * dimensions + d]
      this.#points[at * dimensions + d] = value
      norm += value * value
    }
    this.#samples[at] = sample
    this.#norms[at] = norm
    this.candidates = at + 1
  }

  /** Finds the neighbours of the first `queries` candidates among all. */
  run(queries: number): void {
    const { candidates } = this
    const dimensions = this.#dimensions
    const points = this.#points.subarray(0, candidates * dimensions)
    for (let start = 0; start < queries; start += blockRows) {
      const rows = Math.min(blockRows, queries - start)
      const block = points.subarray(start * dimensions, (start + rows) * dimensions)
      rowProducts(block, rows, points, candidates, dimensions, this.#products)
      for (let r = 0; r < rows; r += 1) this.#keepNearest(start + r, r * candidates)
    }
  }

  /** @param query its place among the candidates @param row where its products begin */
  #keepNearest(query: number, row: number): void {
    const { neighbours, index, squaredDistance } = this.#lists
    const best = this.#best.fill(Number.POSITIVE_INFINITY)
    const bestSample = this.#bestSample
    const norms = this.#norms
    const products = this.#products
    const samples = this.#samples
    const norm = norms[query]
    let threshold = Number.POSITIVE_INFINITY
    for (let j = 0; j < this.candidates; j += 1) {
      const squared = norm + norms[j] - 2 * products[row + j]
      if (squared >= threshold || j === query) continue
      let place = neighbours - 1
      while (place > 0 && best[place - 1] > squared) {
        best[place] = best[place - 1]
        bestSample[place] = bestSample[place - 1]
        place -= 1
      }
      best[place] = squared
      bestSample[place] = samples[j]
      threshold = best[neighbours - 1]
    }
    const start = samples[query] * neighbours
    for (let k = 0; k < neighbours; k += 1) {
      index[start + k] = bestSample[k]
      squaredDistance[start + k] = Math.max(0, best[k])
    }
  }
}

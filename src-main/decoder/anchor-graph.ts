import { FewlabelError } from '../contract/errors.ts'
import { greensFunction, type NodeGraph } from './greens-function.ts'
import { miniBatchKMeans } from './mini-batch-k-means.ts'
import { nearestCentres } from './nearest-anchors.ts'

/** The graph over anchors: points spread through the latent space, each sample belonging to the nearest few. */
export interface AnchorGraph extends NodeGraph {
  dimensions: number
  /** Where the anchors are [nodes · dimensions], so that later samples can be attached to them. */
  anchors: Float32Array
}

export interface AnchorGraphOptions {
  /** m; by default 1,500 above 20,000 samples and 1,200 below, but never more than a quarter of the samples. */
  anchors?: number
  /** Anchors each sample belongs to, 4 by default. */
  neighbours?: number
  /** α, how far labels spread; by default 0.96 above 20,000 samples and 0.92 below. */
  alpha?: number
  /** α by which questions are chosen, 0.99 by default. */
  farAlpha?: number
  seed?: number
  /** Called with the share of the work done, rising to 1. */
  onProgress?: (fraction: number) => void
}

/**
 * Few samples leave each anchor few neighbours to average over: more anchors per sample and a shorter reach keep
 * classes apart. Chosen on the latents of 60,000 digits and of 60,000 pieces of clothing (many), 5,791 handwritten and
 * 5,000 drawn letters (few), 20 draws of random labels each (bench/representation): with α = 0.99 and 1,000 anchors,
 * clothing loses 2 to 3 points at 100 labels and more, and digits gain none; five neighbours lose half a point or
 * less everywhere.
 */
const manySamples = 20_000
const forMany = { anchors: 1500, alpha: 0.96 }
const forFew = { anchors: 1200, alpha: 0.92 }

const defaultNeighbours = 4

/**
 * For questions: the decoder's short reach would have them chosen as if an answer said little about
 * the rest. On 60,000 digits ten questions gave 79 % with the decoder's α of 0.96, 88 % with 0.98 and 97 % with 0.99
 * (bench/representation/score.ts --strategy uncertainty --far-alpha).
 */
const defaultFarAlpha = 0.99

/**
 * Builds the anchor graph of latent means: m centres by mini-batch k-means, each sample tied to its nearest few by
 * Gaussian weights, and the Green's function of what they share. Seconds of work for 60,000 samples, none of it
 * incremental: meant for a worker thread.
 *
 * @param means [count, dimensions]
 * @throws FewlabelError `training-diverged` when a mean is not a finite number
 * @throws RangeError when there is no sample
 */
export function buildAnchorGraph(
  means: Float32Array,
  count: number,
  dimensions: number,
  options: AnchorGraphOptions = {},
): AnchorGraph {
  if (count < 1 || means.length < count * dimensions) throw new RangeError(`${count} samples`)
  requireFinite(means.subarray(0, count * dimensions), dimensions)
  const { seed = 1, farAlpha = defaultFarAlpha, onProgress } = options
  const defaults = count > manySamples ? forMany : forFew
  const { alpha = defaults.alpha, anchors: wanted = defaults.anchors } = options
  const nodes = Math.max(1, Math.min(wanted, Math.floor(count / 4), 0xffff))
  const centres = miniBatchKMeans(means, count, dimensions, nodes, {
    seed,
    onProgress: (fraction) => onProgress?.(0.5 * fraction),
  })
  const neighbours = Math.min(options.neighbours ?? defaultNeighbours, nodes)
  const ties = tieToAnchors(means, count, dimensions, centres, neighbours, (fraction) =>
    onProgress?.(0.5 + 0.3 * fraction),
  )
  const rows = { count, nodes, neighbours, ...ties }
  const green = greensFunction(rows, alpha, (fraction) => onProgress?.(0.8 + 0.1 * fraction))
  const farGreen = greensFunction(rows, farAlpha, (fraction) => onProgress?.(0.9 + 0.1 * fraction))
  return { ...rows, alpha, green, farGreen, dimensions, anchors: Float32Array.from(centres) }
}

/**
 * The graph with further samples tied to its anchors. Anchors and Green's function stay as they are, so nothing
 * that is known about the samples before changes.
 *
 * @param means of the new samples [count, dimensions]
 * @throws FewlabelError `training-diverged` when a mean is not a finite number
 * @throws RangeError when the dimensions differ
 */
export function attachSamples(
  graph: AnchorGraph,
  means: Float32Array,
  count: number,
  dimensions: number,
): AnchorGraph {
  if (dimensions !== graph.dimensions)
    throw new RangeError(`${dimensions} dimensions, not ${graph.dimensions}`)
  requireFinite(means.subarray(0, count * dimensions), dimensions)
  const anchors = Float64Array.from(graph.anchors)
  const ties = tieToAnchors(means, count, dimensions, anchors, graph.neighbours)
  const index = new Uint16Array(graph.index.length + ties.index.length)
  const weight = new Float32Array(index.length)
  index.set(graph.index)
  index.set(ties.index, graph.index.length)
  weight.set(graph.weight)
  weight.set(ties.weight, graph.weight.length)
  return { ...graph, count: graph.count + count, index, weight }
}

/** Gaussian weights to the nearest anchors, as wide as 0.7 of the distance to the last of them; rows sum to 1. */
function tieToAnchors(
  means: Float32Array,
  count: number,
  dimensions: number,
  anchors: Float64Array,
  neighbours: number,
  onProgress?: (fraction: number) => void,
): { index: Uint16Array; weight: Float32Array } {
  const { index, squaredDistance } = nearestCentres(means, count, dimensions, anchors, neighbours, {
    onProgress,
  })
  const weight = squaredDistance
  for (let start = 0; start < weight.length; start += neighbours) {
    const end = start + neighbours
    const spread = 2 * 0.49 * squaredDistance[end - 1] + 1e-9
    let sum = 0
    for (let at = start; at < end; at += 1) {
      weight[at] = Math.exp(-squaredDistance[at] / spread)
      sum += weight[at]
    }
    for (let at = start; at < end; at += 1) weight[at] /= sum
  }
  return { index, weight }
}

/** @throws FewlabelError `training-diverged` when a mean is not a finite number */
export function requireFinite(means: Float32Array, dimensions: number): void {
  const at = means.findIndex((value) => !Number.isFinite(value))
  if (at < 0) return
  throw new FewlabelError('training-diverged', 'The model places a sample nowhere.', {
    expected: 'finite latent means',
    found: String(means[at]),
    place: `sample ${Math.floor(at / dimensions) + 1}`,
    remedy: 'Train again, with a lower learning rate.',
  })
}

const format = 'fewlabel-anchor-graph'
const arrayNames = ['index', 'weight', 'green', 'farGreen', 'anchors'] as const

/** The graph as a JSON header and its arrays in the machine's byte order (little-endian wherever this runs). */
export function serializeAnchorGraph(graph: AnchorGraph): {
  header: object
  parts: { name: string; bytes: Uint8Array }[]
} {
  const { count, nodes, neighbours, alpha, dimensions } = graph
  return {
    header: { format, count, nodes, neighbours, alpha, dimensions },
    parts: arrayNames.flatMap((name) => {
      const array = graph[name]
      return array ? [{ name, bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength) }] : []
    }),
  }
}

/**
 * Reads what {@link serializeAnchorGraph} wrote; the arrays are laid over `parts` where their place in memory allows it.
 * @throws FewlabelError `project-damaged` when header and arrays do not fit together
 */
export function deserializeAnchorGraph(header: unknown, parts: ReadonlyMap<string, Uint8Array>): AnchorGraph {
  const { count, nodes, neighbours, alpha, dimensions } = readHeader(header)
  const bytesOf = (
    name: (typeof arrayNames)[number],
    length: number,
    bytesPerNumber: number,
  ): ArrayBuffer => {
    const bytes = parts.get(name)
    if (bytes?.byteLength !== length * bytesPerNumber) {
      throw damaged(`${length * bytesPerNumber} bytes of "${name}"`, `${bytes?.byteLength ?? 'no'} bytes`)
    }
    const isWhole = bytes.byteOffset === 0 && bytes.buffer.byteLength === bytes.byteLength
    return (isWhole ? bytes.buffer : bytes.slice().buffer) as ArrayBuffer
  }
  const index = new Uint16Array(bytesOf('index', count * neighbours, 2))
  const outside = index.find((node) => node >= nodes)
  if (outside !== undefined) throw damaged(`nodes below ${nodes}`, `node ${outside}`)
  return {
    count,
    nodes,
    neighbours,
    alpha,
    dimensions,
    index,
    weight: new Float32Array(bytesOf('weight', count * neighbours, 4)),
    green: new Float32Array(bytesOf('green', nodes * nodes, 4)),
    // Graphs of before have none.
    ...(parts.has('farGreen') ? { farGreen: new Float32Array(bytesOf('farGreen', nodes * nodes, 4)) } : {}),
    anchors: new Float32Array(bytesOf('anchors', nodes * dimensions, 4)),
  }
}

type GraphHeader = Pick<AnchorGraph, 'count' | 'nodes' | 'neighbours' | 'alpha' | 'dimensions'>

function readHeader(header: unknown): GraphHeader {
  const read = (header ?? {}) as Partial<GraphHeader & { format: string }>
  const sizes = [read.count, read.nodes, read.neighbours, read.dimensions]
  const isWhole = sizes.every((size) => Number.isInteger(size) && (size as number) > 0)
  if (read.format !== format || !isWhole || !Number.isFinite(read.alpha)) {
    throw damaged('the header of an anchor graph', JSON.stringify(header)?.slice(0, 200) ?? 'nothing')
  }
  return read as GraphHeader
}

function damaged(expected: string, found: string): FewlabelError {
  return new FewlabelError('project-damaged', 'The prepared decoder in the project cannot be read.', {
    expected,
    found,
    remedy: 'Train again; labels are kept apart and are not affected.',
  })
}

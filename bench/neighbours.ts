// `node bench/neighbours.ts`: what the graph of most-alike samples costs to build and labels to refine on it, and how many
// of the true neighbours are found, on generated data (seeded), beside the plain ways of doing it.
//
// `node bench/neighbours.ts PREFIX… [--labels 30,100,200] [--seeds 5]`: what refining gains on latent means that
// `npm run bench -- model --dump PREFIX` wrote, by how far labels spread.
//
// Milliseconds are processor time of this process (all its threads), not the clock: other programs on the machine
// make the clock run on. Ratios are taken in the same process.
import { parseArgs } from 'node:util'
import { buildAnchorGraph } from '../src-main/decoder/anchor-graph.ts'
import { createDecoder } from '../src-main/decoder/create-decoder.ts'
import { generateMixture } from '../src-main/decoder/generated-mixture.ts'
import { LabelPropagation } from '../src-main/decoder/label-propagation.ts'
import { type NeighbourLists, nearestNeighbours } from '../src-main/decoder/nearest-neighbours.ts'
import { buildNeighbourGraph, type NeighbourGraph } from '../src-main/decoder/neighbour-graph.ts'
import { permutation } from '../src-main/decoder/random.ts'
import { Refiner } from '../src-main/decoder/refiner.ts'
import { simulate } from '../src-main/quality/simulate.ts'
import { indexClusters } from '../src-main/query/cluster-index.ts'
import { anchorPosteriors } from './anchor-posteriors.ts'
import { readMeans } from './questions/stored-latents.ts'
import { markdownTable } from './record/markdown-table.ts'
import { type Measure, percentile, printTable } from './report.ts'

const dimensions = 16
const neighbours = 10
const alpha = 0.99
/** Samples whose neighbours are also looked for among all others. */
const checked = 200
const classLabels = 20
/** Components overlap: where every one stands alone, neighbours are found easily. */
const spread = 0.65

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    labels: { type: 'string', default: '10,30,60,100,200' },
    seeds: { type: 'string', default: '5' },
  },
})
if (positionals.length > 0) for (const prefix of positionals) compare(prefix)
else {
  const measures: Measure[] = []
  measureSize(60_000, measures)
  measureSize(150_000, measures)
  printTable(measures)
}

function measureSize(count: number, measures: Measure[]): void {
  const size = `${count / 1000}k`
  const { means } = generateMixture({ count, components: 100, classes: 26, dimensions, seed: 1, spread })
  const [anchorTime, cells] = timed(() => buildAnchorGraph(means, count, dimensions))
  const [searchTime, lists] = timed(() => nearestNeighbours(means, count, dimensions, cells, neighbours))
  const [plainSearch, recall] = timed(() => shareFound(means, count, lists))
  const [graphTime, graph] = timed(() => buildNeighbourGraph(lists))
  measures.push(
    { what: `anchor graph, ${size}, for comparison`, value: anchorTime, unit: 'ms' },
    {
      what: `${neighbours} nearest neighbours, ${size}`,
      value: searchTime,
      unit: 'ms',
      note: `comparing all with all: ${((plainSearch * count) / checked / searchTime).toFixed(0)} times as long`,
    },
    {
      what: `neighbours found that are the true ones, ${size}`,
      value: recall,
      unit: '',
      target: { atLeast: 0.95 },
    },
    { what: `graph of them, ${size}`, value: graphTime, unit: 'ms' },
  )
  const propagation = new LabelPropagation(graph, alpha)
  const column = new Float32Array(count)
  let steps = 0
  const times = Array.from({ length: 10 }, (_, seed) => {
    const samples = permutation(count, seed + 1).subarray(0, classLabels)
    const [milliseconds, taken] = timed(() => propagation.spread({ samples }, column))
    steps += taken / 10
    return milliseconds
  })
  const last = permutation(count, 10).subarray(0, classLabels)
  const [plain, plainSteps] = timed(() => stepsOfPlainPropagation(graph, last, column))
  const median = percentile(times, 0.5)
  measures.push({
    what: `one class refined, ${size}, ${steps.toFixed(0)} steps, median`,
    value: median,
    unit: 'ms',
    note: `U ← αSU + Y comes as near in ${plainSteps} steps: ${(plain / median).toFixed(1)} times as long`,
  })
}

/** Share of the true nearest neighbours that the lists name, for some samples, by comparing them with all others. */
function shareFound(means: Float32Array, count: number, lists: NeighbourLists): number {
  let found = 0
  const width = means.length / count
  for (let i = 0; i < checked; i += 1) {
    const sample = Math.floor((i * count) / checked)
    const nearest: { other: number; squared: number }[] = []
    let farthest = Number.POSITIVE_INFINITY
    for (let other = 0; other < count; other += 1) {
      let squared = 0
      for (let d = 0; d < width; d += 1)
        squared += (means[sample * width + d] - means[other * width + d]) ** 2
      if (other === sample || squared >= farthest) continue
      nearest.push({ other, squared })
      nearest.sort((a, b) => a.squared - b.squared)
      nearest.splice(neighbours)
      if (nearest.length === neighbours) farthest = nearest[neighbours - 1].squared
    }
    const named = lists.index.subarray(sample * neighbours, (sample + 1) * neighbours)
    for (const { other } of nearest) if (named.includes(other)) found += 1
  }
  return found / (checked * neighbours)
}

/** Steps that the textbook iteration takes until it is a thousandth away from the solution. */
function stepsOfPlainPropagation(
  graph: NeighbourGraph,
  samples: Uint32Array,
  solution: Float32Array,
): number {
  const { count, starts, index, spread, scale, volume } = graph
  const given = new Float64Array(count)
  for (const sample of samples) given[sample] = scale[sample]
  let current = given.slice()
  const norm = Math.sqrt(solution.reduce((sum, value) => sum + value * value, 0))
  for (let steps = 1; steps < 5000; steps += 1) {
    const next = new Float64Array(count)
    let away = 0
    for (let i = 0; i < count; i += 1) {
      let sum = 0
      for (let at = starts[i]; at < starts[i + 1]; at += 1) sum += spread[at] * current[index[at]]
      next[i] = alpha * sum + given[i]
      away += ((1 - alpha) * volume * scale[i] * next[i] - solution[i]) ** 2
    }
    current = next
    if (Math.sqrt(away) < 1e-3 * norm) return steps
  }
  return Number.POSITIVE_INFINITY
}

/** Accuracy with and without refinement, random labels and asked ones. */
function compare(prefix: string): void {
  const { count, means, dimensions: width, truth, classCount } = readMeans(prefix)
  const graph = buildAnchorGraph(means, count, width)
  const lists = nearestNeighbours(means, count, width, graph, neighbours)
  const fine = buildNeighbourGraph(lists)
  const posteriors = anchorPosteriors(graph)
  const common = {
    posteriors,
    clusters: indexClusters(posteriors),
    graph,
    createDecoder: () => createDecoder('graph', { posteriors, graph }),
    truth,
    classCount,
    labelCounts: values.labels.split(',').map(Number),
    seeds: Array.from({ length: Number(values.seeds) }, (_, i) => i + 1),
  }
  const rows = (['random', 'sigma'] as const).flatMap((strategy) =>
    [null, 0.9, 0.96, 0.99].map((reach) => {
      const createRefiner = reach === null ? undefined : () => new Refiner(fine, reach)
      const seeds = strategy === 'random' ? common.seeds : [1]
      const { results } = simulate({ ...common, strategy, createRefiner, seeds })
      const accuracies = results.map(({ mean }) => (100 * mean).toFixed(1))
      return [strategy, reach === null ? 'anchors alone' : `refined, α ${reach}`, ...accuracies]
    }),
  )
  console.log(
    `${prefix.split(/[/\\]/).at(-1)}: ${(100 * shareFound(means, count, lists)).toFixed(1)} % of neighbours found; accuracy in % by number of labels\n`,
  )
  console.log(markdownTable(['labels', '', ...common.labelCounts.map(String)], rows, 2))
}

function timed<T>(work: () => T): [milliseconds: number, result: T] {
  const start = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(start)
  return [(user + system) / 1000, result]
}

// `node bench/decoder.ts`: what a label costs the host, on generated data (seeded), beside the plain way of doing it.
//
// Milliseconds are processor time of this process (all its threads), not the clock: other programs on the machine
// make the clock run on. Ratios are taken in the same process.
import { buildAnchorGraph } from '../src-main/decoder/anchor-graph.ts'
import { generateMixture } from '../src-main/decoder/generated-mixture.ts'
import { createGraphDecoder } from '../src-main/decoder/graph-decoder.ts'
import type { NodeGraph } from '../src-main/decoder/greens-function.ts'
import { createPredictions } from '../src-main/decoder/label-decoder.ts'
import { permutation } from '../src-main/decoder/random.ts'
import { clusterBoard } from '../src-main/query/cluster-board.ts'
import { indexClusters } from '../src-main/query/cluster-index.ts'
import { nextSamples } from '../src-main/query/queue.ts'
import { SurveyMemory } from '../src-main/query/survey-memory.ts'
import { type Measure, percentile, printTable } from './report.ts'

const classCount = 26
const labelCount = 150
const dimensions = 16

const measures: Measure[] = []
measure(60_000, { build: 8000, label: 12 })
measure(150_000, { label: 30 })
printTable(measures)

function measure(count: number, targets: { build?: number; label: number }): void {
  const size = `${count / 1000}k`
  const data = generateMixture({ count, components: 100, classes: classCount, dimensions, seed: 1 })
  const { means, posteriors, truth } = data
  const [build, graph] = timed(() => buildAnchorGraph(means, count, dimensions))
  measures.push({
    what: `anchor graph, ${size}, ${graph.nodes} anchors`,
    value: build,
    unit: 'ms',
    target: targets.build ? { atMost: targets.build } : undefined,
  })
  if (targets.build) {
    const [plain] = timed(() => plainAssignment(means, graph.anchors, count))
    const note = `graph built in ${(build / plain).toFixed(2)} of this time`
    measures.push({ what: `plain nearest anchors alone, ${size}`, value: plain, unit: 'ms', note })
  }

  const decoder = createGraphDecoder(graph)
  decoder.setClassCount(classCount)
  const predictions = createPredictions(count)
  const order = permutation(count, 1).subarray(0, labelCount)
  const times = Array.from(order, (sample) => {
    const [milliseconds] = timed(() => {
      decoder.addLabel(sample, truth[sample])
      decoder.decodeAll(predictions)
    })
    return milliseconds
  }).slice(-100)
  const median = percentile(times, 0.5)
  const what = `label + decode all, ${size}, ${classCount} classes`
  measures.push({ what: `${what}, median`, value: median, unit: 'ms', target: { atMost: targets.label } })
  measures.push({ what: `${what}, 95th percentile`, value: percentile(times, 0.95), unit: 'ms' })
  const [plain, best] = timed(() => plainDecode(graph, order, truth))
  const differing = best.reduce((sum, l, sample) => sum + (l === predictions.best[sample] ? 0 : 1), 0)
  const note = `${(plain / median).toFixed(0)} times as long; ${differing} of ${count} predictions differ`
  measures.push({ what: `plain decoding from all labels, ${size}`, value: plain, unit: 'ms', note })

  const [index, clusters] = timed(() => indexClusters(posteriors, { means, dimensions }))
  const labeled = new Uint8Array(count)
  for (const sample of order) labeled[sample] = 1 + truth[sample]
  const classIds = Array.from({ length: classCount }, (_, l) => l + 1)
  const survey = new SurveyMemory(graph)
  const state = { posteriors, clusters, graph, survey, decoder, predictions, labeled, classIds }
  measures.push({ what: `cluster index, ${size}`, value: index, unit: 'ms' })
  measures.push({
    what: `cluster board, ${size}`,
    value: medianOf(20, () => clusterBoard(state)),
    unit: 'ms',
    target: { atMost: count > 60_000 ? 25 : 10 },
  })
  measures.push({
    what: `next 10 questions, ${size}, ${labelCount} labels`,
    value: medianOf(5, () => nextSamples(state, 'default', 10, new Set(), 1)),
    unit: 'ms',
  })
}

function timed<T>(work: () => T): [milliseconds: number, result: T] {
  const start = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(start)
  return [(user + system) / 1000, result]
}

function medianOf(times: number, work: () => unknown): number {
  return percentile(
    Array.from({ length: times }, () => timed(work)[0]),
    0.5,
  )
}

/** Nearest anchor of every sample, distance by distance. */
function plainAssignment(means: Float32Array, anchors: Float32Array, count: number): Uint16Array {
  const nearest = new Uint16Array(count)
  for (let sample = 0; sample < count; sample += 1) {
    let smallest = Number.POSITIVE_INFINITY
    for (let j = 0; j * dimensions < anchors.length; j += 1) {
      let squared = 0
      for (let d = 0; d < dimensions; d += 1) {
        squared += (means[sample * dimensions + d] - anchors[j * dimensions + d]) ** 2
      }
      if (squared < smallest) {
        smallest = squared
        nearest[sample] = j
      }
    }
  }
  return nearest
}

/** Every class score of every sample from all labels, nothing kept from before. */
function plainDecode(graph: NodeGraph, labeled: Uint32Array, truth: Int16Array): Int16Array {
  const { count, nodes, neighbours, index, weight, green } = graph
  const counts = new Float64Array(classCount)
  for (const sample of labeled) counts[truth[sample]] += 1
  const responses = Array.from({ length: classCount }, () => new Float64Array(nodes))
  for (const sample of labeled) {
    const l = truth[sample]
    for (let a = sample * neighbours; a < (sample + 1) * neighbours; a += 1) {
      for (let k = 0; k < nodes; k += 1) {
        responses[l][k] += (weight[a] * green[index[a] * nodes + k]) / counts[l]
      }
    }
  }
  const best = new Int16Array(count)
  for (let sample = 0; sample < count; sample += 1) {
    let largest = Number.NEGATIVE_INFINITY
    for (let l = 0; l < classCount; l += 1) {
      if (counts[l] === 0) continue
      let score = 0
      for (let a = sample * neighbours; a < (sample + 1) * neighbours; a += 1) {
        score += weight[a] * responses[l][index[a]]
      }
      if (score > largest) {
        largest = score
        best[sample] = l
      }
    }
  }
  return best
}

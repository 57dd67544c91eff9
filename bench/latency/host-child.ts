import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { countSamples } from '../../src-main/app/sample-counts.ts'
import { createDecoder } from '../../src-main/decoder/create-decoder.ts'
import { createPredictions } from '../../src-main/decoder/label-decoder.ts'
import { permutation } from '../../src-main/decoder/random.ts'
import { clusterBoard } from '../../src-main/query/cluster-board.ts'
import { indexClusters } from '../../src-main/query/cluster-index.ts'
import type { QueryState } from '../../src-main/query/query-state.ts'
import { explain, pickSamples } from '../../src-main/query/queue.ts'
import { SurveyMemory } from '../../src-main/query/survey-memory.ts'
import { answerTask, peakMegabytes } from '../fork-child.ts'
import { percentile } from '../report.ts'
import { type ProjectFiles, readGraph, readMeans, readPosteriors, readTruth } from './generated-project.ts'
import { plainBoard, plainDecode, processorMilliseconds } from './plain.ts'

/*
 * A child of label-latency.ts: holds a sorted project as the host does, takes labels and follows them.
 */

export interface HostTask {
  files: ProjectFiles
  /** Labels before any is measured, so that every class has some, and those measured. */
  warmUp: number
  labels: number
}

/** What follows a label; ms, of the clock for all of it and of the processor for the parts. */
export interface HostMeasures {
  labels: number
  classes: number
  clock: { median: number; p95: number }
  processor: { median: number; p95: number }
  /** 95th percentiles of processor time. */
  parts: { decode: number; counts: number; board: number; questions: number }
  /** All probabilities from all labels and a board from them, once, the plain way, and the median of the product's. */
  plain: number
  decodeAndBoard: number
  /** Samples to which the plain way gives another class. */
  differing: number
  /** Resident memory as the state grows, MB, without what is garbage. */
  memory: { what: string; megabytes: number }[]
  peakMegabytes: number
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** As many as the window asks for. */
const questionsAtOnce = 8

answerTask(async ({ files, warmUp, labels }: HostTask): Promise<HostMeasures> => {
  const { count, classCount, dimensions } = files
  const memory: HostMeasures['memory'] = []
  const remember = (what: string) => {
    collectGarbage()
    memory.push({ what, megabytes: process.memoryUsage.rss() / 2 ** 20 })
  }
  remember('nothing yet')
  const posteriors = readPosteriors(files)
  remember('posteriors, the eight largest of each')
  const clusters = indexClusters(posteriors, { means: readMeans(files), dimensions })
  remember('cluster index')
  const graph = readGraph(files)
  remember('anchor graph')
  // As the project keeps labels: class ids, skips and flags of all samples.
  const current = {
    labels: new Int32Array(count),
    skipped: new Uint8Array(count),
    flagged: new Uint8Array(count),
    excluded: new Uint8Array(count),
  }
  const decoder = createDecoder('graph', { posteriors, graph })
  decoder.setClassCount(classCount)
  const predictions = createPredictions(count)
  const classIds = Array.from({ length: classCount }, (_, l) => l + 1)
  const state: QueryState = {
    posteriors,
    clusters,
    graph,
    survey: new SurveyMemory(graph),
    decoder,
    predictions,
    labeled: current.labels,
    classIds,
  }
  const truth = readTruth(files)
  remember('labels, predictions, truth')

  const given = new Map<number, number>()
  const times = { decode: [], counts: [], board: [], questions: [], both: [], all: [] } as Record<
    string,
    number[]
  >
  const clock: number[] = []
  const take = (sample: number, isMeasured: boolean): number => {
    const started = performance.now()
    const [decode] = processorMilliseconds(() => {
      current.labels[sample] = classIds[truth[sample]]
      given.set(sample, truth[sample])
      decoder.addLabel(sample, truth[sample], { drawn: given.size % 5 === 0 })
      decoder.decodeAll(predictions)
    })
    const [counts] = processorMilliseconds(() =>
      countSamples({
        samples: count,
        labels: current.labels,
        current,
        idLimit: classCount + 1,
        decoded: { predictions, count, classCount },
        truth: () => truth,
      }),
    )
    const [board] = processorMilliseconds(() => clusterBoard(state))
    const [questions, queries] = processorMilliseconds(() =>
      explain(state, pickSamples(state, 'default', questionsAtOnce, new Set(), given.size)),
    )
    if (isMeasured) {
      clock.push(performance.now() - started)
      times.decode.push(decode)
      times.counts.push(counts)
      times.board.push(board)
      times.questions.push(questions)
      times.both.push(decode + board)
      times.all.push(decode + counts + board + questions)
    }
    return queries[0].sample
  }
  let next = 0
  for (const sample of permutation(count, 1).subarray(0, warmUp)) next = take(sample, false)
  for (let i = 0; i < labels; i += 1) next = take(next, true)
  remember(`scores of ${new Set(given.values()).size} classes, what querying remembers`)

  const [plain, best] = processorMilliseconds(() => {
    const found = plainDecode(graph, given, classCount, decoder.sharpness)
    plainBoard(posteriors, found)
    return found
  })
  const p95 = (values: number[]) => percentile(values, 0.95)
  return {
    labels,
    classes: new Set(given.values()).size,
    clock: { median: percentile(clock, 0.5), p95: p95(clock) },
    processor: { median: percentile(times.all, 0.5), p95: p95(times.all) },
    parts: {
      decode: p95(times.decode),
      counts: p95(times.counts),
      board: p95(times.board),
      questions: p95(times.questions),
    },
    plain,
    decodeAndBoard: percentile(times.both, 0.5),
    differing: best.reduce((sum, l, sample) => sum + (l === predictions.best[sample] ? 0 : 1), 0),
    memory,
    peakMegabytes: peakMegabytes(),
  }
})

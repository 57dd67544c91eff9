import { FewlabelError } from '../contract/errors.ts'
import type { QueryStrategy } from '../contract/labeling.ts'
import type { NodeGraph } from '../decoder/greens-function.ts'
import { createPredictions, type LabelDecoder } from '../decoder/label-decoder.ts'
import type { SparsePosteriors } from '../decoder/sparse-posteriors.ts'
import type { ClusterIndex } from '../query/cluster-index.ts'
import type { QueryState } from '../query/query-state.ts'
import { nextSamples } from '../query/queue.ts'
import { accuracyAgainstTruth } from './accuracy.ts'

export interface SimulationOptions {
  posteriors: SparsePosteriors
  clusters: ClusterIndex
  /** Along which `uncertainty` chooses its questions. */
  graph: NodeGraph
  /** A fresh decoder without classes; called once per seed. */
  createDecoder: () => LabelDecoder
  /** True class of each sample [count], below 0 where it is unknown: such samples are neither asked nor judged. */
  truth: Int16Array
  classCount: number
  strategy: QueryStrategy
  /** Numbers of labels at which accuracy is taken, in any order. */
  labelCounts: readonly number[]
  seeds: readonly number[]
  /** Called with the share of the work done, rising to 1. */
  onProgress?: (fraction: number) => void
}

export interface SimulationResult {
  labels: number
  /** Accuracy on the samples without a label, mean over the seeds. */
  mean: number
  /** Standard deviation over the seeds (n − 1); 0 for a single seed. */
  sd: number
}

/** Questions asked at a time once there are some labels: one in this many of the labels there are. */
const questionsPerLabel = 20

/**
 * Plays an annotator who always gives the true label, and takes the accuracy on everything unlabeled as labels grow in
 * number. `random` reveals the labels along one random order per seed; `uncertainty` asks the queue and decodes
 * again after every few answers, as in the window.
 *
 * @throws FewlabelError `no-truth` when fewer than two samples have a known class, `bad-request` when a number of
 *   labels leaves nothing to judge
 */
export function simulate(options: SimulationOptions): SimulationResult[] {
  const labelCounts = [...new Set(options.labelCounts)].sort((a, b) => a - b)
  checkCounts(labelCounts, options.truth)
  const accuracies: number[][] = labelCounts.map(() => [])
  options.seeds.forEach((seed, turn) => {
    playOnce(options, labelCounts, seed).forEach((accuracy, i) => {
      accuracies[i].push(accuracy)
    })
    options.onProgress?.((turn + 1) / options.seeds.length)
  })
  return labelCounts.map((labels, i) => ({ labels, ...meanAndDeviation(accuracies[i]) }))
}

/** Accuracy at each of the ascending label counts. */
function playOnce(options: SimulationOptions, labelCounts: readonly number[], seed: number): number[] {
  const { posteriors, clusters, graph, truth, classCount, strategy } = options
  const decoder = options.createDecoder()
  decoder.setClassCount(classCount)
  const state: QueryState & { labeled: Uint8Array } = {
    posteriors,
    clusters,
    graph,
    decoder,
    predictions: createPredictions(posteriors.count),
    labeled: new Uint8Array(posteriors.count),
    answerable: Uint8Array.from(truth, (trueClass) => (trueClass < 0 ? 0 : 1)),
    classIds: Array.from({ length: classCount }, (_, index) => index),
  }
  let labels = 0
  return labelCounts.map((wanted) => {
    while (labels < wanted) {
      const patience = strategy === 'random' ? wanted : Math.ceil((labels + 1) / questionsPerLabel)
      const asked = nextSamples(state, strategy, Math.min(patience, wanted - labels), new Set(), seed)
      for (const { sample } of asked) {
        decoder.addLabel(sample, truth[sample])
        state.labeled[sample] = 1
      }
      labels += asked.length
      decoder.decodeAll(state.predictions)
    }
    return accuracyAgainstTruth(state.predictions.best, state.labeled, truth) as number
  })
}

function checkCounts(labelCounts: readonly number[], truth: Int16Array): void {
  const known = truth.reduce((total, trueClass) => total + (trueClass >= 0 ? 1 : 0), 0)
  if (known < 2) {
    throw new FewlabelError('no-truth', 'There is no imported truth to play the annotator with.', {
      expected: 'at least two samples with a true class',
      found: String(known),
      remedy: 'Import the samples together with their true classes.',
    })
  }
  const unfit = labelCounts.find((labels) => !Number.isInteger(labels) || labels < 1 || labels >= known)
  if (unfit !== undefined || labelCounts.length === 0) {
    throw new FewlabelError('bad-request', 'These numbers of labels cannot be simulated.', {
      expected: `whole numbers from 1 to ${known - 1}, one less than the samples with a true class`,
      found: unfit === undefined ? 'none' : String(unfit),
    })
  }
}

function meanAndDeviation(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length < 2) return { mean, sd: 0 }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) }
}

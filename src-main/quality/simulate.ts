import { FewlabelError } from '../contract/errors.ts'
import type { QueryStrategy } from '../contract/labeling.ts'
import type { NodeGraph } from '../decoder/greens-function.ts'
import type { LabelDecoder } from '../decoder/label-decoder.ts'
import type { Refiner } from '../decoder/refiner.ts'
import type { SparsePosteriors } from '../decoder/sparse-posteriors.ts'
import type { ClusterIndex } from '../query/cluster-index.ts'
import { type Reading, SimulatedProject } from './simulated-project.ts'

export interface SimulationOptions {
  posteriors: SparsePosteriors
  clusters: ClusterIndex
  /** Along which `default` and `sigma` choose their questions. */
  graph: NodeGraph
  /** A fresh decoder without classes; called once per seed. */
  createDecoder: () => LabelDecoder
  /** A fresh refiner for that decoder; without it nothing is refined. */
  createRefiner?: () => Refiner
  /** True class of each sample [count], below 0 where it is unknown: such samples are neither asked nor judged. */
  truth: Int16Array
  classCount: number
  strategy: QueryStrategy
  /** How many people label each sample, 1 by default. */
  annotators?: number
  /** How often a person errs, 0 by default. */
  noise?: number
  /** Numbers of labels at which accuracy is taken, in any order. */
  labelCounts: readonly number[]
  /** Accuracies of which to tell how many labels they take, none by default. */
  targets?: readonly number[]
  seeds: readonly number[]
  /** Called with the share of the work done, rising to 1. */
  onProgress?: (fraction: number) => void
}

/** What one seed gives: a reading at each of the rising label counts, and when each target was first reached. */
export interface SimulatedRun {
  readings: Reading[]
  /** Labels that the accuracy took, by target; null: not reached within the largest count. */
  labelsTo: (number | null)[]
}

export interface SimulationResult {
  labels: number
  /** Accuracy on the samples without a label, mean over the seeds. */
  mean: number
  /** Standard deviation over the seeds (n − 1); 0 for a single seed. */
  sd: number
  /** Expected calibration error there, mean over the seeds. */
  ece: number
  /**
   * What the project itself would say of its accuracy, means over the seeds in which it would say anything, and the share
   * of those in which the truth lies inside; null where it would say in none.
   */
  interval: { low: number; high: number; coverage: number } | null
}

export interface Simulation {
  results: SimulationResult[]
  /** Labels that each target took on average, by target as text; null where some seed never reached it. */
  labelsTo: Record<string, number | null>
}

/**
 * Plays annotators who give the true label, but for the noise, and takes the accuracy on everything unlabeled as labels
 * grow in number. `random` reveals the labels along one random order per seed; the others ask the queue and decode
 * again after every few answers, as in the window, `default` with its audit questions. The refinement is brought up to
 * date at the numbers where accuracy is taken, so it is behind in between, as it is in the window.
 *
 * @throws FewlabelError `no-truth` when fewer than two samples have a known class, `bad-request` when a number of
 *   labels leaves nothing to judge
 */
export function simulate(options: SimulationOptions): Simulation {
  const runs = options.seeds.map((seed, turn) => {
    const run = simulateOnce(options, seed)
    options.onProgress?.((turn + 1) / options.seeds.length)
    return run
  })
  return summarise(options, runs)
}

/** One seed of {@link simulate}, for those who have other things to do between two; put together by `summarise`. */
export function simulateOnce(options: SimulationOptions, seed: number): SimulatedRun {
  const labelCounts = rising(options.labelCounts)
  checkCounts(labelCounts, options.truth)
  const targets = options.targets ?? []
  const labelsTo: (number | null)[] = targets.map(() => null)
  const project = new SimulatedProject(options, seed)
  const readings = labelCounts.map((wanted) => {
    while (project.labels < wanted) {
      project.step(wanted)
      if (targets.length === 0 || labelsTo.every((labels) => labels !== null)) continue
      const accuracy = project.accuracy()
      targets.forEach((target, i) => {
        if (accuracy >= target) labelsTo[i] ??= project.labels
      })
    }
    project.refine()
    return project.read()
  })
  return { readings, labelsTo }
}

/** Means over the seeds. */
export function summarise(
  { labelCounts, targets = [] }: Pick<SimulationOptions, 'labelCounts' | 'targets'>,
  runs: readonly SimulatedRun[],
): Simulation {
  const results = rising(labelCounts).map((labels, i) => {
    const readings = runs.map((run) => run.readings[i])
    const { mean, sd } = meanAndDeviation(readings.map(({ accuracy }) => accuracy))
    const ece = meanAndDeviation(readings.map((reading) => reading.calibrationError)).mean
    return { labels, mean, sd, ece, interval: meanInterval(readings) }
  })
  const labelsTo = Object.fromEntries(
    targets.map((target, i) => {
      const counts = runs.map((run) => run.labelsTo[i])
      const reached = counts.filter((count) => count !== null)
      return [String(target), reached.length === counts.length ? meanAndDeviation(reached).mean : null]
    }),
  )
  return { results, labelsTo }
}

function rising(labelCounts: readonly number[]): number[] {
  return [...new Set(labelCounts)].sort((a, b) => a - b)
}

function meanInterval(readings: readonly Reading[]): SimulationResult['interval'] {
  const said = readings.flatMap(({ accuracy, interval }) => (interval ? [{ accuracy, ...interval }] : []))
  if (said.length === 0) return null
  return {
    low: meanAndDeviation(said.map(({ low }) => low)).mean,
    high: meanAndDeviation(said.map(({ high }) => high)).mean,
    coverage:
      said.filter(({ accuracy, low, high }) => low <= accuracy && accuracy <= high).length / said.length,
  }
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

/** The standard deviation is that of a sample (n − 1), 0 for a single value. */
function meanAndDeviation(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length < 2) return { mean, sd: 0 }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) }
}

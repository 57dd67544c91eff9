import { posteriorWidth, type TrainingEvent } from '../contract/training.ts'
import { addOverlap, emptyOverlap, numberLike, renumberComponents } from '../model/component-matching.ts'
import { PosteriorReader } from './posteriors.ts'
import type { RunContext } from './run-context.ts'
import type { RunReports } from './run-reports.ts'

/** What an earlier training said about the samples there were: see project/posterior-store.ts. */
export interface EarlierPosteriors {
  runId: number
  /** Samples 0 … count − 1 of the project. */
  count: number
  componentCount: number
  /** [count · posteriorWidth] */
  components: Uint16Array
  weights: Float32Array
}

/** Samples compared, in so many runs of neighbours spread over the project; the overlap of a few hundred tells two clusters apart. */
const comparedSamples = 20_480
const comparedPieces = 20

/**
 * Gives clusters the numbers they had in the training that this one replaces. One that goes on with the very mixture
 * in use has them already.
 */
export async function* keepClusterNumbers(
  run: RunContext,
  reports: RunReports,
): AsyncGenerator<TrainingEvent, void> {
  const { state, source, options } = run
  const { trainer, config } = state
  const earlier = options.earlierPosteriors?.() ?? null
  if (!earlier || [state.runId, config.continues?.runId].includes(earlier.runId)) return
  const overlap = emptyOverlap(earlier.componentCount, config.clusters)
  const reader = new PosteriorReader(state, source)
  for (const [from, to] of pieces(Math.min(earlier.count, source.count))) {
    const before = {
      components: earlier.components.subarray(from * posteriorWidth, to * posteriorWidth),
      weights: earlier.weights.subarray(from * posteriorWidth, to * posteriorWidth),
    }
    addOverlap(overlap, before, reader.read(from, to - from), to - from, posteriorWidth)
    await reports.pace.breathe()
    if (run.aborted) return
  }
  const { numbers, kept } = numberLike(overlap)
  renumberComponents(trainer.parameters, trainer.adam, [state.masses, state.lastMasses], numbers)
  yield { type: 'notice', message: numberNotice(kept, config.clusters) }
}

/** Ranges of samples to compare, evenly spread over `count`; all of them where they are few. */
function pieces(count: number): [from: number, to: number][] {
  const size = Math.ceil(Math.min(count, comparedSamples) / comparedPieces)
  const found: [number, number][] = []
  for (let i = 0; i < comparedPieces; i++) {
    const from = Math.max(found.at(-1)?.[1] ?? 0, Math.floor((i * count) / comparedPieces))
    const to = Math.min(count, Math.floor((i * count) / comparedPieces) + size)
    if (from < to) found.push([from, to])
  }
  return found
}

function numberNotice(kept: number, clusters: number): string {
  if (kept === clusters) return `All ${clusters} clusters kept the numbers they had before this training.`
  if (kept === 0) return 'No cluster is like one from before this training: all numbers stand for new ones.'
  const rest = clusters - kept === 1 ? 'the other one is new' : `the other ${clusters - kept} are new`
  return `${kept} of ${clusters} clusters kept the number they had before this training; ${rest}.`
}

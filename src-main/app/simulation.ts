import { setImmediate as turn } from 'node:timers/promises'
import { FewlabelError } from '../contract/errors.ts'
import type { DecoderKind, QueryStrategy } from '../contract/labeling.ts'
import { createDecoder } from '../decoder/create-decoder.ts'
import { buildNeighbourhood } from '../decoder/neighbourhood.ts'
import { Refiner } from '../decoder/refiner.ts'
import {
  type SimulatedRun,
  type Simulation,
  type SimulationOptions,
  simulateOnce,
  summarise,
} from '../quality/simulate.ts'
import type { OpenProject } from './open-project.ts'
import { latentSamples } from './sorted-samples.ts'

export interface SimulationRequest {
  decoder: DecoderKind
  strategy: QueryStrategy
  /** Numbers of labels at which accuracy is taken. */
  labelCounts: readonly number[]
  /** How many people label each sample, and how often one errs. */
  annotators: number
  noise: number
  /** Accuracies of which to tell how many labels they take. */
  targets: readonly number[]
  /** Repetitions, seeded 1, 2, … */
  seeds: number
}

/**
 * Plays the annotator from imported truth over the project's trained model, with a decoder of its own: neither the
 * project nor the decoder in use hears of it.
 *
 * @param onProgress called with the share of the work done
 * @throws FewlabelError `not-trained`, `no-truth`, `bad-request` (more labels than samples), `cancelled`
 */
export async function simulateLabeling(
  project: OpenProject,
  { decoder, seeds, ...request }: SimulationRequest,
  onProgress?: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<Simulation> {
  await project.ready()
  const sorted = project.labeling.model.sorted
  if (!sorted) {
    throw new FewlabelError('not-trained', 'The samples are not sorted into clusters yet.', {
      remedy: 'Train first.',
    })
  }
  const { samples } = project.store
  const { posteriors, graph, clusters } = sorted
  // As in the window, where labels are refined among neighbours a moment after they are given.
  const latent = decoder === 'graph' ? latentSamples(sorted) : null
  const fine = latent && buildNeighbourhood(latent).graph
  const options: SimulationOptions = {
    posteriors,
    graph,
    clusters,
    createDecoder: () => createDecoder(decoder, sorted),
    createRefiner: fine ? () => new Refiner(fine) : undefined,
    truth: samples.truth().subarray(0, posteriors.count),
    classCount: samples.truthNames().length,
    seeds: [],
    ...request,
  }
  const runs: SimulatedRun[] = []
  for (let seed = 1; seed <= seeds; seed++) {
    runs.push(simulateOnce(options, seed))
    onProgress?.(seed / seeds)
    // Each repetition is one long computation; between two there is time to hear Ctrl-C.
    await turn()
    if (signal?.aborted) throw new FewlabelError('cancelled', 'The simulation was stopped.')
  }
  return summarise(options, runs)
}

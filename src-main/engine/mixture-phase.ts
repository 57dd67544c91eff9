import type { TrainingEvent } from '../contract/training.ts'
import type { DiagonalMixture } from '../model/diagonal-mixture.ts'
import { setGivenEncoder } from '../model/given-encoder.ts'
import { mixtureLogVarianceLimits, prepareLogVariance } from '../model/gmvae.ts'
import { fitMixture } from '../model/mixture-init.ts'
import { principalAxes } from '../model/principal-axes.ts'
import { encodeAll } from './encode-all.ts'
import type { RunContext } from './run-context.ts'
import type { RunReports } from './run-reports.ts'
import type { TrainingState } from './training-state.ts'

/** Of expectation-maximisation on some of the samples, where passes over all of them follow. */
const roughIterations = 2

/**
 * Fits the mixture on the latent means and switches to the full loss. A given encoder is found before: the axes of the
 * embeddings.
 */
export async function* startElbo(run: RunContext, reports: RunReports): AsyncGenerator<TrainingEvent, void> {
  yield run.checkpoint()
  const { state } = run
  const { config, trainer } = state
  const phaseStart = performance.now()
  if (config.encoder === 'given') {
    const search = principalAxes(run.source, config.latentDimensions, config.seed)
    const axes = yield* finished(run, reports, search, phaseStart)
    if (!axes) return
    setGivenEncoder(trainer.parameters, axes)
  }
  const points = yield* encodeAll(run, reports, () => reports.phaseProgress('mixture', 0, phaseStart))
  if (!points) return
  const { clusters, seed, encoder } = config
  const fit = fitMixture(points, config.latentDimensions, {
    clusters,
    seed,
    ...(encoder === 'given' ? { emIterations: roughIterations } : {}),
  })
  const mixture = yield* finished(run, reports, fit, performance.now())
  if (!mixture) return
  adoptMixture(state, mixture)
  if (encoder === 'learned') prepareLogVariance(trainer.parameters)
  trainer.adam.reset()
  state.phase = 'elbo'
  state.step = 0
  yield run.checkpoint()
  yield* run.galleryIfDue()
}

/** Works something off; null when the run is stopped meanwhile. */
async function* finished<Result>(
  run: RunContext,
  reports: RunReports,
  work: Generator<number, Result>,
  since: number,
): AsyncGenerator<TrainingEvent, Result | null> {
  let next = work.next()
  while (!next.done) {
    await reports.pace.breathe()
    if (run.aborted) return null
    if (reports.pace.reportIsDue()) yield reports.phaseProgress('mixture', next.value, since)
    next = work.next()
  }
  return next.value
}

/** Makes a mixture the model's. */
export function adoptMixture(state: TrainingState, { weights, means, variances }: DiagonalMixture): void {
  const { low, high } = mixtureLogVarianceLimits
  const { parameters } = state.trainer
  parameters.view('mixture/means').set(means)
  parameters.view('mixture/logits').set(weights.map(Math.log))
  const logVariances = variances.map((variance) => Math.min(high, Math.max(low, Math.log(variance))))
  parameters.view('mixture/log-variances').set(logVariances)
  state.lastMasses.set(weights)
}

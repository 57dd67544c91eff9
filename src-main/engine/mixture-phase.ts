import type { TrainingEvent } from '../contract/training.ts'
import type { DiagonalMixture } from '../model/diagonal-mixture.ts'
import { mixtureLogVarianceLimits, prepareLogVariance } from '../model/gmvae.ts'
import { fitMixture } from '../model/mixture-init.ts'
import { latents } from './posteriors.ts'
import type { RunContext } from './run-context.ts'
import type { RunReports } from './run-reports.ts'

/** Samples encoded before the event loop gets its turn. */
const encodingSlice = 2048

/** Fits the mixture on the latent means and switches to the full loss. */
export async function* startElbo(run: RunContext, reports: RunReports): AsyncGenerator<TrainingEvent, void> {
  yield run.checkpoint()
  const { state, source } = run
  const { config, trainer } = state
  const { pace } = reports
  const phaseStart = performance.now()
  // Encoding all samples takes a small part of this phase; the fit reports the rest.
  const points = new Float32Array(source.count * config.latentDimensions)
  for (let first = 0; first < source.count; first += encodingSlice) {
    const size = Math.min(encodingSlice, source.count - first)
    points.set(latents(trainer, source, first, size).means, first * config.latentDimensions)
    await pace.breathe()
    if (run.aborted) return
    if (pace.reportIsDue()) yield reports.phaseProgress('mixture', 0, phaseStart)
  }
  const fit = fitMixture(points, config.latentDimensions, { clusters: config.clusters, seed: config.seed })
  const fitStart = performance.now()
  let next = fit.next()
  while (!next.done) {
    await pace.breathe()
    if (run.aborted) return
    if (pace.reportIsDue()) yield reports.phaseProgress('mixture', next.value, fitStart)
    next = fit.next()
  }
  adopt(run, next.value)
  yield run.checkpoint()
  yield* run.galleryIfDue()
}

function adopt({ state }: RunContext, { weights, means, variances }: DiagonalMixture): void {
  const { low, high } = mixtureLogVarianceLimits
  const { parameters, adam } = state.trainer
  parameters.view('mixture/means').set(means)
  parameters.view('mixture/logits').set(weights.map(Math.log))
  const logVariances = variances.map((variance) => Math.min(high, Math.max(low, Math.log(variance))))
  parameters.view('mixture/log-variances').set(logVariances)
  prepareLogVariance(parameters)
  adam.reset()
  state.lastMasses.set(weights)
  state.phase = 'elbo'
  state.step = 0
}

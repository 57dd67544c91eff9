import type { TrainingEvent } from '../contract/training.ts'
import { conclude } from './conclusion.ts'
import { refineMixture } from './mixture-passes.ts'
import { startElbo } from './mixture-phase.ts'
import { RunContext, type TrainOptions } from './run-context.ts'
import { RunReports } from './run-reports.ts'
import { assertTrainable, type TrainingData } from './training-data.ts'
import { trainEpoch } from './training-epoch.ts'

export { inferPosteriors } from './posteriors.ts'
export type { TrainOptions } from './run-context.ts'
export type { TrainingData } from './training-data.ts'

/**
 * Trains the model: auto-encoder warm-up, mixture fitted on the latent means, full ELBO, posteriors of all samples.
 * A run that continues another begins with the full ELBO. Where the encoder is given there is no net to train: axes,
 * mixture, passes of expectation-maximisation, posteriors.
 *
 * Events come in the order in which things happen. The last checkpoint comes before the posteriors, a last gallery
 * after them. Everything random follows from the seed and the place in the run, and everything decided on the way from
 * what a checkpoint holds, so a run resumed from a checkpoint gives what the uninterrupted one would have given, up to
 * rounding. After a divergence the run goes back to an earlier checkpoint, and epochs that were already reported are
 * reported again.
 *
 * @throws FewlabelError `nothing-to-train`, `training-diverged`; `source-mismatch` and `project-damaged` when a
 *   checkpoint does not fit; `not-trained` when the run to continue has none
 */
export async function* train(data: TrainingData, options: TrainOptions): AsyncGenerator<TrainingEvent, void> {
  assertTrainable(data)
  const run = new RunContext(data, options)
  try {
    yield* phases(run, new RunReports(run))
  } finally {
    run.close()
  }
}

async function* phases(run: RunContext, reports: RunReports): AsyncGenerator<TrainingEvent, void> {
  yield* opening(run)
  while (!run.aborted) {
    const { phase, epoch, config } = run.state
    if (phase === 'warmup' && epoch >= config.warmupEpochs) yield* startElbo(run, reports)
    else if (epoch >= run.plan.end) break
    else if (config.encoder === 'given') yield* refineMixture(run, reports)
    else yield* trainEpoch(run, reports)
  }
  yield* conclude(run, reports)
}

function* opening(run: RunContext): Generator<TrainingEvent> {
  const { resume, config } = run.options
  if (resume) return
  // It has clusters to show from the start.
  if (config.continues) yield* run.galleryIfDue()
  const { clusters } = run.state.config
  if (clusters < config.clusters) {
    const message = `${run.source.count} samples are few: the model uses ${clusters} clusters instead of ${config.clusters}.`
    yield { type: 'notice', message }
  }
}

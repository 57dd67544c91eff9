import type { EpochRecord, TrainingEvent } from '../contract/training.ts'
import { emPass, varianceFloor } from '../model/expectation-maximisation.ts'
import { encodeAll } from './encode-all.ts'
import { adoptMixture } from './mixture-phase.ts'
import { mixtureOf } from './posteriors.ts'
import type { RunContext } from './run-context.ts'
import type { RunReports } from './run-reports.ts'

/**
 * The epochs of a run whose encoder is given: passes of expectation-maximisation over the latents of all samples,
 * until the plan says that it is enough.
 */
export async function* refineMixture(
  run: RunContext,
  reports: RunReports,
): AsyncGenerator<TrainingEvent, void> {
  const { state, source } = run
  const dimensions = state.config.latentDimensions
  const values = yield* encodeAll(run, reports, () => reports.passProgress(0))
  if (!values) return
  const points = { values, count: source.count, dimensions }
  const floor = varianceFloor(points)
  while (state.epoch < run.plan.end) {
    const pass = emPass(points, mixtureOf(state.trainer), floor, (part) => part)
    let counted = 0
    let next = pass.next()
    while (!next.done) {
      const done = Math.round(next.value * source.count)
      reports.pace.trained(done - counted)
      counted = done
      await reports.pace.breathe()
      if (run.aborted) return
      if (reports.pace.reportIsDue()) yield reports.passProgress(next.value)
      next = pass.next()
    }
    reports.pace.trained(source.count - counted)
    adoptMixture(state, next.value.next)
    yield { type: 'epoch', record: closePass(run, reports, -next.value.logDensity) }
    if (run.plan.early) yield* tellAtRest(run, reports)
    else if (state.epoch < run.plan.end) yield* run.galleryIfDue()
    if (run.aborted) return
    if (run.checkpointIsDue()) yield run.checkpoint()
  }
}

function closePass({ state }: RunContext, reports: RunReports, loss: number): EpochRecord {
  state.epoch++
  const record: EpochRecord = {
    epoch: state.epoch,
    phase: 'elbo',
    loss,
    reconstruction: 0,
    kl: null,
    liveComponents: reports.live,
    heldOutLoss: null,
  }
  state.history.push(record)
  return record
}

function* tellAtRest({ state }: RunContext, reports: RunReports): Generator<TrainingEvent> {
  const message = `Pass ${state.epoch}: the clusters have come to rest. Further passes would not move them.`
  yield { type: 'notice', message }
  // The remaining time has just become another one.
  yield reports.passProgress(0)
}

import type { EpochRecord, TrainingEvent } from '../contract/training.ts'
import { rateShare } from '../model/learning-rate.ts'
import type { StepLosses } from '../model/loss-gradients.ts'
import { restartDeadComponents } from '../model/mixture-restart.ts'
import { Random, shuffled, stream } from '../model/random.ts'
import { negativeElbo } from './held-out.ts'
import type { RunContext } from './run-context.ts'
import { addLosses, type RunReports } from './run-reports.ts'
import type { TrainingPlan } from './training-plan.ts'
import { isHealthy } from './training-state.ts'

/** Weight of the KL term at the start of the full loss; it rises to 1 over the plan's ramp. */
const firstKlWeight = 0.2

/** Learning rates of the full loss, relative to the configured one. */
const netRate = 0.5
const mixtureRate = 2

/** One epoch, or the rest of it: of the auto-encoder's loss, or of the full one. */
export async function* trainEpoch(run: RunContext, reports: RunReports): AsyncGenerator<TrainingEvent, void> {
  const { state, plan, batches, batchSize, split } = run
  const order = shuffled(run.random(stream.order), split.trained.length).map((place) => split.trained[place])
  while (state.batch < batches) {
    const losses = await step(run, plan, order)
    reports.trained(batchSize, losses)
    if (!Number.isFinite(losses.loss)) {
      yield* rollBack(run, reports)
      return
    }
    addLosses(state.sums, losses.loss, losses.reconstruction, losses.kl)
    await reports.pace.breathe()
    if (reports.pace.reportIsDue()) yield reports.progress()
    if (run.aborted) return
    if (run.checkpointIsDue()) yield run.checkpoint()
  }
  const record = isHealthy(state) ? closeEpoch(run, reports) : null
  if (!record || !Number.isFinite(record.heldOutLoss ?? 0)) {
    yield* rollBack(run, reports)
    return
  }
  yield { type: 'epoch', record }
  if (state.phase === 'warmup') return
  yield* restartDead(run, plan)
  if (!plan.early && run.plan.early) yield* tellEarlyStop(run, reports, plan)
  if (state.epoch < run.plan.end) yield* run.galleryIfDue()
}

function* rollBack(run: RunContext, reports: RunReports): Generator<TrainingEvent> {
  yield run.rollBack()
  reports.startAfresh()
}

/** One step of the phase under way; moves the state on by one batch. */
async function step(run: RunContext, plan: TrainingPlan, order: Uint32Array): Promise<StepLosses> {
  const { state } = run
  const rate = state.config.learningRate * rateShareOf(run, plan)
  const inElbo = state.phase === 'elbo'
  const losses = await run.step(order, {
    step: state.step + 1,
    rates: inElbo ? { net: netRate * rate, mixture: mixtureRate * rate } : { net: rate, mixture: rate },
    klWeight: klWeightOf(run, plan),
    masses: inElbo ? state.masses : null,
  })
  state.batch++
  state.step++
  return losses
}

function rateShareOf({ state, batches }: RunContext, { start, decayFrom, end }: TrainingPlan): number {
  const { phase, epoch, batch, config } = state
  // Without a decay it is a run from before there was a schedule.
  if (config.decayShare === 0) return 1
  if (phase === 'warmup') {
    const steps = config.warmupEpochs * batches
    return rateShare(epoch * batches + batch, { steps, decayFrom: steps })
  }
  return rateShare((epoch - start) * batches + batch, {
    steps: (end - start) * batches,
    decayFrom: (decayFrom - start) * batches,
  })
}

function klWeightOf({ state, batches }: RunContext, { start, rampEnd }: TrainingPlan): number {
  if (rampEnd === start) return 1
  const ramp = Math.max(1, (rampEnd - start) * batches)
  const done = (state.epoch - start) * batches + state.batch + 1
  return Math.min(1, firstKlWeight + ((1 - firstKlWeight) * done) / ramp)
}

function closeEpoch({ state, source, split }: RunContext, reports: RunReports): EpochRecord {
  const { phase, trainer, config } = state
  const [loss, reconstruction, kl, batches] = state.sums
  if (phase === 'elbo') state.lastMasses.set(state.masses)
  const measured = phase === 'elbo' && split.heldOut.length > 0
  const record: EpochRecord = {
    epoch: state.epoch + 1,
    phase,
    loss: loss / batches,
    reconstruction: reconstruction / batches,
    kl: phase === 'elbo' ? kl / batches : null,
    liveComponents: reports.live,
    heldOutLoss: measured ? negativeElbo(trainer, source, split.heldOut, config.seed) : null,
  }
  state.history.push(record)
  state.epoch++
  state.batch = 0
  state.sums.fill(0)
  state.masses.fill(0)
  return record
}

function* restartDead({ state }: RunContext, { lastRestart }: TrainingPlan): Generator<TrainingEvent> {
  const { config, trainer, lastMasses, epoch } = state
  if (epoch > lastRestart) return
  const random = new Random(config.seed, stream.restart, epoch - 1)
  const restarted = restartDeadComponents(trainer.parameters, trainer.adam, lastMasses, random)
  if (restarted === 0) return
  const what = restarted === 1 ? 'a cluster' : `${restarted} clusters`
  const message = `Epoch ${epoch}: ${what} had lost all samples and began anew at others.`
  yield { type: 'notice', message }
}

function* tellEarlyStop(
  run: RunContext,
  reports: RunReports,
  planned: TrainingPlan,
): Generator<TrainingEvent> {
  const { heldOut } = run.split
  const { epoch } = run.state
  const message = `Epoch ${epoch}: training no longer helps with the ${heldOut.length} samples kept aside as a check. It goes on in smaller and smaller steps and ends after epoch ${run.plan.end} instead of ${planned.end}.`
  yield { type: 'notice', message }
  // The remaining time has just become another one.
  yield reports.progress()
}

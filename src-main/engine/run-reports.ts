import type { TrainingEvent, TrainingProgress } from '../contract/training.ts'
import type { StepLosses } from '../model/loss-gradients.ts'
import { mixtureFitOperations } from '../model/mixture-init.ts'
import { liveComponents } from '../model/mixture-restart.ts'
import type { RunContext } from './run-context.ts'
import { TrainingPace, type WorkAhead } from './training-pace.ts'

/** Tells how far a run is, how fast it goes and how long it will take. */
export class RunReports {
  readonly pace = new TrainingPace()
  readonly #run: RunContext
  /** Sums since the last report: loss, reconstruction, kl, steps. */
  readonly #recent = new Float64Array(4)

  constructor(run: RunContext) {
    this.#run = run
  }

  trained(samples: number, { loss, reconstruction, kl }: StepLosses): void {
    this.pace.trained(samples)
    addLosses(this.#recent, loss, reconstruction, kl)
  }

  /** Forgets losses that were not numbers. */
  startAfresh(): void {
    this.#recent.fill(0)
  }

  get live(): number | null {
    const { phase, lastMasses } = this.#run.state
    return phase === 'elbo' ? liveComponents(lastMasses) : null
  }

  progress(): TrainingEvent {
    const [loss, reconstruction, kl, steps] = this.#recent
    const { phase } = this.#run.state
    const means = steps > 0 ? { loss: loss / steps, reconstruction: reconstruction / steps } : {}
    const report = this.pace.report(phase, this.#workAhead())
    this.#recent.fill(0)
    return this.#event({ ...means, kl: phase === 'elbo' && steps > 0 ? kl / steps : null, ...report })
  }

  phaseProgress(phase: 'mixture' | 'posteriors', fraction: number, phaseStart: number): TrainingEvent {
    return this.#event(this.pace.report(phase, this.#workAhead(phase), { fraction, phaseStart }))
  }

  /** Of a pass of expectation-maximisation. */
  passProgress(fraction: number): TrainingEvent {
    const { state, plan, source } = this.#run
    const passes = plan.end - state.epoch - fraction
    const ahead = { samples: passes * source.count, posteriors: source.count, fitOperations: 0 }
    const loss = state.history.at(-1)?.loss ?? null
    return this.#event({ epoch: state.epoch + fraction, loss, ...this.pace.report('elbo', ahead) })
  }

  #event(part: Partial<TrainingProgress> & ReturnType<TrainingPace['report']>): TrainingEvent {
    const { runId, epoch, batch } = this.#run.state
    const progress = {
      runId,
      epoch: epoch + batch / this.#run.batches,
      epochs: this.#run.plan.end,
      reconstruction: null,
      kl: null,
      loss: null,
      liveComponents: this.live,
      ...part,
    }
    return { type: 'progress', progress }
  }

  #workAhead(measured?: 'mixture' | 'posteriors'): WorkAhead {
    const { state, plan, batches, batchSize, source } = this.#run
    const { epoch, batch, phase, config } = state
    const fitAhead = phase === 'warmup' && !measured
    return {
      samples: measured === 'posteriors' ? 0 : ((plan.end - epoch) * batches - batch) * batchSize,
      posteriors: measured === 'posteriors' ? 0 : source.count,
      fitOperations: fitAhead
        ? mixtureFitOperations(source.count, config.latentDimensions, config.clusters)
        : 0,
    }
  }
}

/** Adds a step to sums of loss, reconstruction, kl and steps. */
export function addLosses(sums: Float64Array, loss: number, reconstruction: number, kl: number): void {
  sums[0] += loss
  sums[1] += reconstruction
  sums[2] += kl
  sums[3] += 1
}

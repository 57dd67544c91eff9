import type { TrainingProgress } from '../contract/training.ts'

const reportMilliseconds = 250
const breathMilliseconds = 40

/** Seconds per multiply-add of the mixture's fit, for the estimate before it has run. */
const fitSecondsPerOperation = 2e-9

type PhaseProgress = Pick<TrainingProgress, 'phase' | 'samplesPerSecond' | 'elapsedSeconds' | 'secondsLeft'>

/** What is still to be done after the phase under way, in samples and operations. */
export interface WorkAhead {
  /** Samples still to be passed through the net and back, in both training phases. */
  samples: number
  /** Samples whose posteriors are still to be computed. */
  posteriors: number
  /** Multiply-adds of the mixture's fit, 0 once it is made. */
  fitOperations: number
}

/**
 * Clock of a training run: says when to report and when to let the event loop run, measures speed and estimates
 * the time left.
 */
export class TrainingPace {
  readonly #start = performance.now()
  #lastReport = this.#start
  #lastBreath = this.#start
  #samplesSinceReport = 0
  /** Exponential mean of the last reports, weighted by their duration. */
  #samplesPerSecond = 0

  /** Counts samples that were trained on. */
  trained(samples: number): void {
    this.#samplesSinceReport += samples
  }

  reportIsDue(): boolean {
    return performance.now() - this.#lastReport >= reportMilliseconds
  }

  /** Lets waiting messages and timers run, if the thread has been held for long enough. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#lastBreath < breathMilliseconds) return
    await new Promise<void>((resolve) => setImmediate(resolve))
    this.#lastBreath = performance.now()
  }

  /**
   * @param ahead work not yet done, the phase under way included
   * @param fraction done of the phase under way, for the phases that do not train; its own pace then tells its rest
   * @param phaseStart when that phase began
   */
  report(
    phase: TrainingProgress['phase'],
    ahead: WorkAhead,
    measured?: { fraction: number; phaseStart: number },
  ): PhaseProgress {
    const now = performance.now()
    const seconds = (now - this.#lastReport) / 1000
    if (this.#samplesSinceReport > 0 && seconds > 0) {
      const speed = this.#samplesSinceReport / seconds
      const weight = this.#samplesPerSecond === 0 ? 1 : 1 - Math.exp(-seconds / 3)
      this.#samplesPerSecond += weight * (speed - this.#samplesPerSecond)
    }
    this.#samplesSinceReport = 0
    this.#lastReport = now
    return {
      phase,
      samplesPerSecond: this.#samplesPerSecond,
      elapsedSeconds: (now - this.#start) / 1000,
      secondsLeft: this.#secondsLeft(ahead, now, measured),
    }
  }

  #secondsLeft(
    ahead: WorkAhead,
    now: number,
    measured: { fraction: number; phaseStart: number } | undefined,
  ): number | null {
    const speed = this.#samplesPerSecond
    const needsSpeed = ahead.samples > 0 || (ahead.posteriors > 0 && !measured)
    if (needsSpeed && speed === 0) return null
    if (measured && measured.fraction === 0) return null
    const phase = measured
      ? ((now - measured.phaseStart) / 1000) * (1 / measured.fraction - 1)
      : ahead.fitOperations * fitSecondsPerOperation
    // A forward pass of the encoder is about a sixth of a training step.
    const training = ahead.samples > 0 ? ahead.samples / speed : 0
    const posteriors = ahead.posteriors > 0 && speed > 0 ? ahead.posteriors / (6 * speed) : 0
    return phase + training + posteriors
  }
}

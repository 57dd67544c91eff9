import { type EpochRecord, posteriorWidth, type TrainingConfig } from '../../src-main/contract/training.ts'
import type { TrainingData } from '../../src-main/engine/training-data.ts'
import { train } from '../../src-main/engine/training-loop.ts'
import type { Sorted } from './score.ts'

/** Seconds of a training by what they went into. */
export interface PhaseSeconds {
  warmup: number
  /** Encoding all samples and fitting the mixture. */
  fit: number
  elbo: number
  /** Encoding all samples again, and their posteriors. */
  posteriors: number
}

export interface ObservedTraining {
  /** From the start to the last posterior. */
  seconds: number
  phases: PhaseSeconds
  epochs: { warmup: number; elbo: number }
  /** Cluster of each sample [count]. */
  component: Uint16Array
  /** Only where everything is kept. */
  sorted: Sorted | null
}

/**
 * Trains as the engine does and looks at the clock.
 *
 * @param keepAll also the posteriors' lesser entries and the latent means, for decoders
 * @param say hears what a person would see: epochs and notices
 */
export async function observeTraining(
  data: TrainingData,
  config: TrainingConfig,
  keepAll: boolean,
  say: (line: string) => void,
): Promise<ObservedTraining> {
  const { count } = data
  const component = new Uint16Array(count)
  let sorted: Sorted | null = null
  const epochs = { warmup: 0, elbo: 0 }
  const start = performance.now()
  const marks = { warmup: start, fit: start, elbo: start, checkpoint: start, posteriors: start }
  for await (const event of train(data, { runId: 1, config })) {
    const now = performance.now()
    if (event.type === 'notice') say(event.message)
    else if (event.type === 'epoch') {
      marks[event.record.phase] = now
      epochs[event.record.phase]++
      say(epochLine(event.record, now - start))
    } else if (event.type === 'checkpoint') {
      // The first one with clusters comes when the mixture is fitted.
      if (event.checkpoint.phase === 'elbo' && marks.fit === start) {
        marks.fit = now
        marks.elbo = now
      }
      marks.checkpoint = now
    } else if (event.type === 'posteriors') {
      const { chunk } = event
      for (let i = 0; i < chunk.count; i++) component[chunk.first + i] = chunk.components[i * posteriorWidth]
      if (keepAll) {
        sorted ??= emptySorted(count, config)
        sorted.posteriors.components.set(chunk.components, chunk.first * posteriorWidth)
        sorted.posteriors.weights.set(chunk.weights, chunk.first * posteriorWidth)
        sorted.means.set(chunk.means, chunk.first * sorted.dimensions)
      }
      marks.posteriors = performance.now()
    }
  }
  const phases = {
    warmup: seconds(start, marks.warmup),
    fit: seconds(marks.warmup, marks.fit),
    elbo: seconds(marks.fit, marks.elbo),
    posteriors: seconds(marks.checkpoint, marks.posteriors),
  }
  return { seconds: seconds(start, marks.posteriors), phases, epochs, component, sorted }
}

function seconds(from: number, to: number): number {
  return (to - from) / 1000
}

function emptySorted(count: number, { clusters, latentDimensions }: TrainingConfig): Sorted {
  return {
    posteriors: {
      count,
      componentCount: clusters,
      width: posteriorWidth,
      components: new Uint16Array(count * posteriorWidth),
      weights: new Float32Array(count * posteriorWidth),
    },
    means: new Float32Array(count * latentDimensions),
    dimensions: latentDimensions,
  }
}

function epochLine(record: EpochRecord, milliseconds: number): string {
  const { phase, epoch, loss, heldOutLoss, liveComponents } = record
  const parts = [`${(milliseconds / 1000).toFixed(0)} s ${phase} ${epoch}`, `loss ${loss.toFixed(2)}`]
  if (heldOutLoss !== null) parts.push(`held out ${heldOutLoss.toFixed(2)}`)
  if (liveComponents !== null) parts.push(`${liveComponents} clusters live`)
  return parts.join(', ')
}

import type { TrainingEvent } from '../contract/training.ts'
import { latents } from './posteriors.ts'
import type { RunContext } from './run-context.ts'
import type { RunReports } from './run-reports.ts'

/** Samples encoded before the event loop gets its turn. */
const encodingSlice = 2048

/**
 * The latent means of all samples [count · latentDimensions]; null when the run is stopped meanwhile.
 *
 * @param progress what is reported while it goes on
 */
export async function* encodeAll(
  run: RunContext,
  { pace }: RunReports,
  progress: () => TrainingEvent,
): AsyncGenerator<TrainingEvent, Float32Array | null> {
  const { state, source } = run
  const { latentDimensions } = state.config
  const points = new Float32Array(source.count * latentDimensions)
  for (let first = 0; first < source.count; first += encodingSlice) {
    const size = Math.min(encodingSlice, source.count - first)
    points.set(latents(state.trainer, source, first, size).means, first * latentDimensions)
    await pace.breathe()
    if (run.aborted) return null
    if (pace.reportIsDue()) yield progress()
  }
  return points
}

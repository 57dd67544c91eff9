import type { TrainingEvent } from '../contract/training.ts'
import { keepClusterNumbers } from './cluster-numbers.ts'
import { galleryOf, posteriorChunks, temperatureOf } from './posteriors.ts'
import type { RunContext } from './run-context.ts'
import type { RunReports } from './run-reports.ts'

/** What follows on the last epoch, or on a stop: a last checkpoint, then the posteriors of all samples. */
export async function* conclude(run: RunContext, reports: RunReports): AsyncGenerator<TrainingEvent, void> {
  const { state, source } = run
  if (!run.aborted) {
    state.temperature = temperatureOf(state.trainer, source, state.config.seed)
    // Before the checkpoint: samples that come later are sorted with it, into the same numbers.
    yield* keepClusterNumbers(run, reports)
  }
  yield run.checkpoint()
  if (run.aborted) return
  const phaseStart = performance.now()
  for (const chunk of posteriorChunks(state, source, 0)) {
    yield { type: 'posteriors', chunk }
    await reports.pace.breathe()
    if (run.aborted) return
    const fraction = (chunk.first + chunk.count) / source.count
    if (reports.pace.reportIsDue()) yield reports.phaseProgress('posteriors', fraction, phaseStart)
  }
  yield { type: 'gallery', gallery: galleryOf(state) }
}

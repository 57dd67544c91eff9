import { FewlabelError } from '../contract/errors.ts'
import type { TrainingRun } from '../contract/training.ts'
import type { TrainingState } from '../contract/window.ts'
import type { Project } from '../project/project.ts'
import type { PrototypeGallery } from './prototype-gallery.ts'

/** A project in which nothing was trained yet. */
export const untrained: TrainingState = {
  state: 'idle',
  run: null,
  progress: null,
  history: [],
  notices: [],
  galleryEpoch: null,
  error: null,
}

/** What the project tells of its last run. A run that was under way when the program ended can be resumed. */
export function lastTraining({ runs }: Project, prototypes: PrototypeGallery): TrainingState {
  const last = runs.list().at(-1)
  if (!last) return untrained
  if (last.state === 'running' || last.state === 'queued') runs.update(last.id, { state: 'interrupted' })
  const run = runs.get(last.id)
  prototypes.load(run.id)
  return {
    ...untrained,
    state: restingState(run.state),
    run,
    history: historyOf(runs, run),
    galleryEpoch: prototypes.epoch,
    error: run.failure ? new FewlabelError('internal', run.failure).toDocument() : null,
  }
}

/** The epochs in a run's last checkpoint; before it has one, those of the run it continues. */
export function historyOf(runs: Project['runs'], { id, config }: TrainingRun): TrainingState['history'] {
  const ids = config.continues ? [id, config.continues.runId] : [id]
  for (const runId of ids) {
    const summary = runs.checkpointSummary(runId)
    if (summary) return summary.history
  }
  return []
}

function restingState(state: TrainingRun['state']): TrainingState['state'] {
  return state === 'done' || state === 'failed' || state === 'cancelled' ? state : 'paused'
}

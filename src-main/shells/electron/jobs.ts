import type { ExportState, ImportState, TrainingState } from '../../contract/window.ts'

export type JobKind = 'training' | 'sorting' | 'import' | 'export'

/** Work that goes on in the open project and takes its time. */
export interface Job {
  kind: JobKind
  /** Share that is done, 0…1; null until it is known. */
  share: number | null
  /** Whether ending the program now would break it off; what is being paused or only prepared would not. */
  breaksOff: boolean
}

export interface JobTopics {
  training: TrainingState | undefined
  import: ImportState | undefined
  export: ExportState | undefined
}

/** The one to show first comes first. */
export function runningJobs(topics: JobTopics): Job[] {
  const { training, import: imports, export: exports } = topics
  const jobs: Job[] = []
  if (training && isBusy(training)) {
    const { state, progress } = training
    jobs.push({
      kind: isSorting(training) ? 'sorting' : 'training',
      share: state === 'running' && progress ? share(progress.epoch, progress.epochs) : null,
      breaksOff: state === 'starting' || state === 'running',
    })
  }
  if (imports?.state === 'running') {
    const { progress } = imports
    jobs.push({ kind: 'import', share: progress && share(progress.done, progress.total), breaksOff: true })
  }
  if (exports?.state === 'running') {
    const { progress } = exports
    jobs.push({ kind: 'export', share: progress && share(progress.done, progress.total), breaksOff: true })
  }
  return jobs
}

export function isBusy({ state }: TrainingState): boolean {
  return state === 'starting' || state === 'running' || state === 'pausing' || state === 'preparing'
}

/** New samples are sorted with the model of a run that has ended; a run that is trained has not. */
function isSorting({ state, run }: TrainingState): boolean {
  return state !== 'preparing' && run !== null && ['done', 'cancelled', 'failed'].includes(run.state)
}

function share(done: number, total: number | null): number | null {
  return total === null || total <= 0 ? null : Math.min(1, Math.max(0, done / total))
}

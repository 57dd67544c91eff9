import type { WindowEvent } from '../../contract/window.ts'
import { type JobKind, type JobTopics, runningJobs } from './jobs.ts'

export interface JobEnding {
  kind: JobKind
  outcome: 'done' | 'failed'
}

const nothing: JobTopics = { training: undefined, import: undefined, export: undefined }

/** Tells from the topics, as they change, which job has just ended by itself: not one that a person stopped. */
export class JobEndings {
  /** What each topic was seen busy with, and in which project. */
  readonly #busy = new Map<keyof JobTopics, { kind: JobKind; project: string | null }>()

  /** @param project path of the one that is open now */
  take(event: WindowEvent, project: string | null): JobEnding | null {
    if (event.topic !== 'training' && event.topic !== 'import' && event.topic !== 'export') return null
    const [job] = runningJobs({ ...nothing, [event.topic]: event.state })
    const before = this.#busy.get(event.topic)
    if (job) {
      // The kind is told by the beginning: at the end a run that was trained is done as well.
      if (!before || before.project !== project) this.#busy.set(event.topic, { kind: job.kind, project })
      return null
    }
    this.#busy.delete(event.topic)
    // Another project's state says nothing about a job of the last one.
    if (!before || before.project !== project) return null
    const { state, error } = event.state
    if (before.kind === 'sorting') return { kind: 'sorting', outcome: error ? 'failed' : 'done' }
    if (state === 'failed' || (state === 'done' && error)) return { kind: before.kind, outcome: 'failed' }
    return state === 'done' ? { kind: before.kind, outcome: 'done' } : null
  }
}

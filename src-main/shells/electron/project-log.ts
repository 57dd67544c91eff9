import type { ProjectSummary } from '../../contract/project.ts'
import type { EngineStatus } from '../../contract/training.ts'
import type { WindowEvent } from '../../contract/window.ts'
import type { JobEnding } from './job-endings.ts'
import type { LogFile } from './log-file.ts'

/** Writes down what the program does with its project: numbers and states, no names, contents or labels. */
export class ProjectLog {
  readonly #log: LogFile
  #project: string | null = null
  #engine = ''

  constructor(log: LogFile) {
    this.#log = log
  }

  take(event: WindowEvent): void {
    if (event.topic === 'project') this.#takeProject(event.state)
    else if (event.topic === 'engine') this.#takeEngine(event.state)
  }

  /** @param code of the failure, if it failed */
  ended({ kind, outcome }: JobEnding, code: string | undefined): void {
    if (outcome === 'done') this.#log.info(`${kind} has finished`)
    else this.#log.error(`${kind} has failed (${code ?? 'unknown'})`)
  }

  #takeProject(project: ProjectSummary | null): void {
    const path = project?.path ?? null
    if (path === this.#project) return
    this.#project = path
    if (project) this.#log.info(`a project is open: ${project.samples} samples, ${project.labels} labels`)
    else this.#log.info('the project is closed')
  }

  #takeEngine({ state, backend, version, restarts, reason }: EngineStatus): void {
    const line = `the engine is ${state}: ${[backend, version, `${restarts} restarts`].filter(Boolean).join(', ')}`
    if (line === this.#engine) return
    this.#engine = line
    if (state === 'failed') this.#log.error(`${line}; ${reason}`)
    else this.#log.info(line)
  }
}

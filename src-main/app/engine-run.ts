import { FewlabelError } from '../contract/errors.ts'
import type { EngineBackend, TrainingEvent, TrainingRun } from '../contract/training.ts'
import type { EngineClient, EngineJob } from '../engine/engine-client.ts'
import type { Project } from '../project/project.ts'
import { PosteriorIntake } from './posterior-intake.ts'

/** A run whose engine dies more often than this is given up: the cause is not a passing one. */
const crashesForgiven = 5

export interface EngineRunOptions {
  project: Project
  engine: EngineClient
  run: TrainingRun
  /** Everything but posteriors, which are collected here. The engine waits for the promise. */
  onEvent: (event: TrainingEvent) => void | Promise<void>
  onNotice: (message: string) => void
  /** An engine has taken the run up. */
  onStarted: (backend: EngineBackend | null) => void
}

/** One training run, driven to its end over as many engine processes as it takes. */
export class EngineRun {
  readonly #options: EngineRunOptions
  #job: EngineJob | null = null
  #stopped = false

  constructor(options: EngineRunOptions) {
    this.#options = options
  }

  /** Asks for a last checkpoint; `drive` or `sort` then resolves as `stopped`. */
  stop(): void {
    this.#stopped = true
    this.#job?.stop()
  }

  /** Trains; its posteriors are complete and in use by the project once this resolves as `finished`. */
  async drive(resume: boolean): Promise<'finished' | 'stopped'> {
    const { project, engine, run, onNotice } = this.#options
    for (let crashes = 0; ; ) {
      try {
        return await this.#attempt(new PosteriorIntake(project, run), (take) =>
          engine.train(
            {
              projectPath: project.path,
              runId: run.id,
              config: run.config,
              resume: (resume || crashes > 0) && project.runs.checkpointSummary(run.id) !== null,
            },
            take,
          ),
        )
      } catch (thrown) {
        if (FewlabelError.from(thrown).code !== 'engine-crashed' || ++crashes > crashesForgiven) throw thrown
        if (this.#stopped) return 'stopped'
        onNotice(this.#crashNotice())
      }
    }
  }

  /** Sorts samples that came after the run, with its model. */
  sort(): Promise<'finished' | 'stopped'> {
    const { project, engine, run } = this.#options
    const first = project.posteriors.load(run.id)?.count ?? 0
    return this.#attempt(new PosteriorIntake(project, run, 'append'), (take) =>
      engine.infer({ projectPath: project.path, runId: run.id, first }, take),
    )
  }

  async #attempt(
    posteriors: PosteriorIntake,
    begin: (take: (event: TrainingEvent) => void | Promise<void>) => EngineJob,
  ): Promise<'finished' | 'stopped'> {
    const { engine, onEvent, onStarted } = this.#options
    const { backend } = await engine.start()
    if (this.#stopped) return 'stopped'
    onStarted(backend)
    this.#job = begin((event) => (event.type === 'posteriors' ? posteriors.add(event.chunk) : onEvent(event)))
    try {
      const outcome = await this.#job.done
      if (outcome === 'finished') posteriors.commit()
      return outcome
    } finally {
      this.#job = null
    }
  }

  #crashNotice(): string {
    const { project, run } = this.#options
    const epoch = project.runs.checkpointSummary(run.id)?.epoch ?? run.config.continues?.epoch
    return epoch !== undefined
      ? `The engine stopped unexpectedly and was started again; training goes on from epoch ${epoch}.`
      : 'The engine stopped unexpectedly and was started again; training begins anew.'
  }
}

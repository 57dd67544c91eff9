import type { PosteriorChunk, TrainingRun } from '../contract/training.ts'
import type { PosteriorWriter } from '../project/posterior-store.ts'
import type { Project } from '../project/project.ts'

/** Collects a run's posteriors; the project uses them only once they are complete. */
export class PosteriorIntake {
  readonly #begin: () => PosteriorWriter
  #writer: PosteriorWriter | null = null

  constructor(project: Project, run: TrainingRun, mode: 'replace' | 'append' = 'replace') {
    this.#begin = () =>
      mode === 'append'
        ? project.posteriors.append(run.id)
        : project.posteriors.begin(run.id, run.config.clusters, run.config.latentDimensions)
  }

  add(chunk: PosteriorChunk): void {
    this.#writer ??= this.#begin()
    this.#writer.add(chunk)
  }

  commit(): void {
    this.#writer?.commit()
    this.#writer = null
  }
}

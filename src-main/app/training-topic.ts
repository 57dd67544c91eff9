import type { TrainingState } from '../contract/window.ts'
import type { Project } from '../project/project.ts'
import type { RunPatch } from '../project/run-store.ts'
import { lastTraining } from './last-training.ts'
import type { PrototypeGallery } from './prototype-gallery.ts'

const noticesKept = 50

/** What the window is shown of the training; every change is published. */
export class TrainingTopic {
  readonly #project: Project
  readonly #publish: (state: TrainingState) => void
  #state: TrainingState

  constructor(project: Project, prototypes: PrototypeGallery, publish: (state: TrainingState) => void) {
    this.#project = project
    this.#publish = publish
    this.#state = lastTraining(project, prototypes)
  }

  get state(): TrainingState {
    return this.#state
  }

  set(patch: Partial<TrainingState>): void {
    this.#state = { ...this.#state, ...patch }
    this.#publish(this.#state)
  }

  /** Changes the run that is shown, in the project, too. */
  patchRun(patch: RunPatch): void {
    const { run } = this.#state
    if (!run) return
    this.#project.runs.update(run.id, patch)
    this.set({ run: this.#project.runs.get(run.id) })
  }

  notice(message: string): void {
    const notice = { at: new Date().toISOString(), message }
    this.set({ notices: [...this.#state.notices, notice].slice(-noticesKept) })
  }
}

import { type InputShape, inputLength } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { ComponentGallery } from '../contract/training.ts'
import type { GalleryView } from '../contract/window.ts'
import type { Project } from '../project/project.ts'

/** The mixture as people see it: the decoded mean of every component, of the run that was trained last. */
export class PrototypeGallery {
  readonly #project: Project
  #latest: ComponentGallery | null = null

  constructor(project: Project) {
    this.#project = project
  }

  /** Epoch of the prototypes there are; null before there are any. */
  get epoch(): number | null {
    return this.#latest?.epoch ?? null
  }

  /** Keeps prototypes that training sent, in the project, too. */
  take(gallery: ComponentGallery): void {
    this.#latest = gallery
    this.#project.posteriors.saveGallery(gallery)
  }

  /** Shows those that a run left in the project. */
  load(runId: number): void {
    this.#latest = this.#project.posteriors.gallery(runId)
  }

  /** A new run begins, without prototypes. */
  forget(): void {
    this.#latest = null
  }

  /** Components, largest mass first. */
  view(): GalleryView | null {
    if (!this.#latest) return null
    const { runId, epoch, masses } = this.#latest
    const components = Array.from(masses, (mass, component) => ({ component, mass }))
    return { runId, epoch, components: components.sort((a, b) => b.mass - a.mass) }
  }

  /** Decoded mean of a component, as a model input; `not-found` when there is none of that run and epoch (any more). */
  prototype(
    runId: number,
    epoch: number,
    component: number,
  ): { input: Uint8Array | Float32Array; shape: InputShape } {
    const shape = this.#project.samples.inputShape()
    const gallery = this.#latest?.runId === runId ? this.#latest : this.#project.posteriors.gallery(runId)
    if (!shape || !gallery || gallery.epoch !== epoch || component >= gallery.masses.length) {
      throw new FewlabelError('not-found', 'There is no such prototype (any more).')
    }
    const length = inputLength(shape)
    return { input: gallery.prototypes.slice(component * length, (component + 1) * length), shape }
  }
}

import { FewlabelError } from '../contract/errors.ts'
import type { ActionOutcome, AddedClass, LabelClass } from '../contract/labeling.ts'
import type { Project } from '../project/project.ts'

export interface ClassServiceOptions {
  project: Project
  /** All classes with the numbers of their samples. */
  list: () => LabelClass[]
  /** Classes were made: the decoder makes room for them, the window is told. */
  onAdded: (ids: readonly number[]) => void
  /** Names, colours, keys or the like changed: the window is told. */
  onChanged: () => void
  /** Classes became one, or apart again. */
  onMerged: () => void
}

/** What a new class may come with. */
export interface ClassRequest {
  name: string
  colour?: string
  hotkey?: string | null
  group?: readonly string[]
}

/** The classes of the open project. */
export class ClassService {
  readonly #options: ClassServiceOptions

  constructor(options: ClassServiceOptions) {
    this.#options = options
  }

  list(): LabelClass[] {
    return this.#options.list()
  }

  add({ name, colour, hotkey }: ClassRequest): LabelClass {
    const { id } = this.#options.project.classes.add({ name, colour, hotkey })
    this.#options.onAdded([id])
    return this.#get(id)
  }

  /** Several at once: those that can be added are; of the others is told what is wrong. */
  addMany(_names: readonly string[]): AddedClass[] {
    throw new FewlabelError('internal', 'Not there yet.')
  }

  update(request: { id: number; guideline?: string } & Partial<ClassRequest>): LabelClass[] {
    const { classes } = this.#options.project
    if (request.name !== undefined) classes.rename(request.id, request.name)
    if (request.colour !== undefined) classes.recolour(request.id, request.colour)
    if (request.hotkey !== undefined) classes.setHotkey(request.id, request.hotkey)
    this.#options.onChanged()
    return this.list()
  }

  /** Whether a sample is one of those that show what is meant by the class. */
  setExample(_request: { id: number; sample: number; on: boolean }): LabelClass[] {
    throw new FewlabelError('internal', 'Not there yet.')
  }

  merge(_from: number, _into: number): ActionOutcome {
    throw new FewlabelError('internal', 'Not there yet.')
  }

  /** Gives samples of a class a new one, as one step; all of them must have the class. */
  split(_request: { id: number; name: string; samples: readonly number[] }): ActionOutcome {
    throw new FewlabelError('internal', 'Not there yet.')
  }

  #get(id: number): LabelClass {
    const found = this.list().find((entry) => entry.id === id)
    if (!found) throw new FewlabelError('class-not-found', `There is no class ${id}.`)
    return found
  }
}

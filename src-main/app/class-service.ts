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
  /** As a step of the history. */
  merge: (from: number, into: number) => ActionOutcome
  /** Settles what people said of the samples, as a step of the history. */
  relabel: (samples: readonly number[], classId: number) => ActionOutcome
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

  add({ group, ...request }: ClassRequest): LabelClass {
    const { classes } = this.#options.project
    const { id } = classes.add(request)
    try {
      if (group) classes.setGroup(id, group)
    } finally {
      // It is there, be its group refused.
      this.#options.onAdded([id])
    }
    return this.#get(id)
  }

  /** Several at once: those that can be added are; of the others is told what is wrong. */
  addMany(names: readonly string[]): AddedClass[] {
    const results = this.#options.project.classes.addAll(names.map((name) => ({ name })))
    const ids = results.flatMap((result) => (result instanceof FewlabelError ? [] : [result.id]))
    if (ids.length > 0) this.#options.onAdded(ids)
    const byId = new Map(this.list().map((entry) => [entry.id, entry]))
    return results.map((result, i) =>
      result instanceof FewlabelError
        ? { name: names[i], added: null, error: result.toDocument() }
        : { name: names[i], added: byId.get(result.id) ?? null, error: null },
    )
  }

  update(request: { id: number; guideline?: string } & Partial<ClassRequest>): LabelClass[] {
    const { classes } = this.#options.project
    const { id, name, colour, hotkey, group, guideline } = request
    try {
      if (name !== undefined) classes.rename(id, name)
      if (colour !== undefined) classes.recolour(id, colour)
      if (hotkey !== undefined) classes.setHotkey(id, hotkey)
      if (group !== undefined) classes.setGroup(id, group)
      if (guideline !== undefined) classes.setGuideline(id, guideline)
    } finally {
      // What comes before something that is refused holds.
      this.#options.onChanged()
    }
    return this.list()
  }

  /** Whether a sample is one of those that show what is meant by the class. */
  setExample({ id, sample, on }: { id: number; sample: number; on: boolean }): LabelClass[] {
    this.#options.project.classes.setExample(id, sample, on)
    this.#options.onChanged()
    return this.list()
  }

  merge(from: number, into: number): ActionOutcome {
    return this.#options.merge(from, into)
  }

  /** Gives samples of a class a new one, as one step; all of them must have the class. */
  split({ id, name, samples }: { id: number; name: string; samples: readonly number[] }): ActionOutcome {
    const { classes, labels } = this.#options.project
    const from = classes.get(id)
    const current = labels.current().labels
    const others = samples.filter((sample) => current[sample - 1] !== id)
    if (others.length > 0) {
      throw new FewlabelError('class-conflict', `Only samples of “${from.name}” can be split from it.`, {
        found: others.length === 1 ? `sample ${others[0]}, which is not` : `${others.length} that are not`,
        remedy: `Choose samples that are labeled “${from.name}”.`,
      })
    }
    return this.#options.relabel(samples, this.add({ name, group: from.group }).id)
  }

  #get(id: number): LabelClass {
    const found = this.list().find((entry) => entry.id === id)
    if (!found) throw new FewlabelError('class-not-found', `There is no class ${id}.`)
    return found
  }
}

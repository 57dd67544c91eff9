import type { Project } from '../project/project.ts'

/** What somebody was given to label in this very project, as far as it is still open. */
export interface OpenWork {
  /** 1 for each of her samples [samples]. */
  own: Uint8Array
  /** Samples of hers that are open. */
  open: number
  /** They were drawn evenly among all samples that were open. */
  drawn: boolean
}

/** Follows assignments, so that the queue asks people about their own samples first. */
export class AssignedWork {
  readonly #project: Project
  #kept: { key: string; own: Uint8Array; samples: Int32Array; drawn: boolean } | null = null

  constructor(project: Project) {
    this.#project = project
  }

  /** Null where she has nothing left to do, or was given nothing. */
  of(annotator: string): OpenWork | null {
    const { work, samples: store, labels } = this.#project
    const key = `${work.revision}/${store.count()}/${annotator}`
    if (this.#kept?.key !== key) {
      // What travels in a package is labeled there.
      const mine = work.assignments().filter((one) => one.annotator === annotator && one.package === null)
      const own = new Uint8Array(store.count())
      for (const { id } of mine) for (const sample of work.samplesOf(id)) own[sample - 1] = 1
      const ids = Int32Array.from(own.keys().filter((ordinal) => own[ordinal] === 1))
      this.#kept = { key, own, samples: ids, drawn: mine.every(({ drawn }) => drawn) }
    }
    const { own, samples, drawn } = this.#kept
    const { labels: given, skipped, excluded } = labels.current()
    let open = 0
    for (const ordinal of samples) if (!given[ordinal] && !skipped[ordinal] && !excluded[ordinal]) open++
    return open > 0 ? { own, open, drawn } : null
  }
}

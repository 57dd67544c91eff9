import type { ReviewKind } from '../contract/labeling.ts'
import type { Project } from '../project/project.ts'
import type { LabelingModel } from './labeling-model.ts'

/** Samples that ask for a second look, by ordinal; each list is made once per revision, however often it is paged. */
export class ReviewLists {
  readonly #project: Project
  readonly #model: LabelingModel
  readonly #revision: () => number
  #made: { revision: number; kind: ReviewKind; samples: Uint32Array } | null = null

  constructor(project: Project, model: LabelingModel, revision: () => number) {
    this.#project = project
    this.#model = model
    this.#revision = revision
  }

  samples(kind: ReviewKind): Uint32Array {
    const revision = this.#revision()
    if (this.#made?.revision !== revision || this.#made.kind !== kind) {
      this.#made = { revision, kind, samples: this.#list(kind) }
    }
    return this.#made.samples
  }

  #list(kind: ReviewKind): Uint32Array {
    const { flagged, skipped, excluded } = this.#project.labels.current()
    switch (kind) {
      case 'flagged':
        return placesOf(flagged)
      case 'excluded':
        return placesOf(excluded)
      case 'skipped':
        return placesOf(skipped).filter((ordinal) => excluded[ordinal] === 0)
      case 'commented':
        return Uint32Array.from(this.#project.comments.samplesWithComments(), (id) => id - 1)
      case 'low-confidence':
        return this.#unsure()
    }
  }

  /** Guesses for samples that nobody has labeled, passed over or excluded, least confident first. */
  #unsure(): Uint32Array {
    const { predictions } = this.#model
    if (!predictions) return new Uint32Array(0)
    const { best, confidence } = predictions.predictions
    const { skipped, excluded } = this.#project.labels.current()
    const labels = this.#model.labels()
    const open: number[] = []
    for (let i = 0; i < predictions.count; i++) {
      if (best[i] >= 0 && labels[i] === 0 && skipped[i] === 0 && excluded[i] === 0) open.push(i)
    }
    return Uint32Array.from(open).sort((a, b) => confidence[a] - confidence[b] || a - b)
  }
}

function placesOf(marks: Uint8Array): Uint32Array {
  const places: number[] = []
  for (let at = marks.indexOf(1); at >= 0; at = marks.indexOf(1, at + 1)) places.push(at)
  return Uint32Array.from(places)
}

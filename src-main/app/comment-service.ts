import type { Comment } from '../contract/labeling.ts'
import type { Project } from '../project/project.ts'

export interface CommentServiceOptions {
  project: Pick<Project, 'comments'>
  annotator: () => string
  /** The window is told. */
  onChanged: () => void
}

/** What people wrote about samples. Comments are no steps of the history: nobody's words are taken back by an undo. */
export class CommentService {
  readonly #options: CommentServiceOptions

  constructor(options: CommentServiceOptions) {
    this.#options = options
  }

  /** Oldest first. */
  list(sample: number): Comment[] {
    return this.#options.project.comments.list(sample)
  }

  /** Answers with all comments of the sample. */
  add(sample: number, text: string): Comment[] {
    this.#options.project.comments.add(sample, this.#options.annotator(), text)
    this.#options.onChanged()
    return this.list(sample)
  }

  /** Answers with those of its sample that are left. */
  remove(id: number): Comment[] {
    const { sample } = this.#options.project.comments.remove(id)
    this.#options.onChanged()
    return this.list(sample)
  }
}

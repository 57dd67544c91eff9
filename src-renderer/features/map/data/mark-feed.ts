import type { ActionQueue, QueuedAction } from '../../labeling/logic/action-queue.ts'
import type { MapMarks } from '../logic/marks.ts'

/** After a label, before marks are read anew, and at least between two reads; milliseconds. */
const usualDelays = { quiet: 250, apart: 1000 }

export interface MarkFeedOptions {
  read: () => Promise<MapMarks>
  actions: Pick<ActionQueue<unknown>, 'subscribe' | 'getState'>
  /** The marks are others, or other ones hold. */
  onChange: (marks: MapMarks) => void
  onError: (error: unknown) => void
  delays?: typeof usualDelays
}

/**
 * The marks on the map: as the host last told, with what was typed since shown at once. They are read anew a moment
 * after labels changed; an answer that was asked for before an action does not take it back.
 */
export class MarkFeed {
  readonly #options: MarkFeedOptions
  readonly #delays: typeof usualDelays
  readonly #leave: () => void
  #marks: MapMarks | null = null
  /** Actions that the marks under way may not know of yet. */
  #since: QueuedAction[] = []
  #lastTicket = 0
  #waiting: readonly QueuedAction[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #readAt = Number.NEGATIVE_INFINITY
  #isReading = false
  #isStale = false
  #ended = false

  constructor(options: MarkFeedOptions) {
    this.#options = options
    this.#delays = options.delays ?? usualDelays
    this.#waiting = options.actions.getState().waiting
    this.#lastTicket = this.#waiting.at(-1)?.ticket ?? 0
    this.#leave = options.actions.subscribe(() => this.#follow())
    void this.#read()
  }

  get marks(): MapMarks | null {
    return this.#marks
  }

  /** Labels or the model changed. */
  outdate(): void {
    this.#isStale = true
    if (this.#isReading || this.#ended) return
    clearTimeout(this.#timer)
    const { quiet, apart } = this.#delays
    const wait = Math.max(quiet, this.#readAt + apart - performance.now())
    this.#timer = setTimeout(() => void this.#read(), wait)
  }

  end(): void {
    this.#ended = true
    clearTimeout(this.#timer)
    this.#leave()
  }

  #follow(): void {
    const { waiting, failure } = this.#options.actions.getState()
    const added = waiting.filter(({ ticket }) => ticket > this.#lastTicket)
    const left = this.#waiting.some((before) => !waiting.includes(before))
    this.#waiting = waiting
    if (added.length > 0) {
      this.#lastTicket = added[added.length - 1].ticket
      this.#since.push(...added)
      const marks = this.#marks
      if (marks && added.filter(({ action }) => marks.foresee(action)).length > 0)
        this.#options.onChange(marks)
    }
    // What was committed has consequences; what was given up or failed is not so.
    if (left || failure) this.outdate()
  }

  async #read(): Promise<void> {
    this.#isReading = true
    this.#isStale = false
    this.#readAt = performance.now()
    const { waiting, failure } = this.#options.actions.getState()
    this.#since = failure ? [] : [...waiting]
    try {
      const marks = await this.#options.read()
      if (this.#ended) return
      for (const { action } of this.#since) marks.foresee(action)
      this.#marks = marks
      this.#options.onChange(marks)
    } catch (error) {
      if (!this.#ended) this.#options.onError(error)
    } finally {
      this.#isReading = false
      if (this.#isStale) this.outdate()
    }
  }
}

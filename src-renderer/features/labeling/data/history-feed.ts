import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { trpc } from '../../../lib/trpc.ts'

export interface HistoryFeedState {
  /** Newest first, without gaps. */
  readonly entries: readonly HistoryEntry[]
  /** The oldest step is there. Null until anything is. */
  readonly complete: boolean | null
  readonly error: unknown
}

const pageSize = 50
/** Most the host gives at once. */
const mostAtOnce = 500

/** The steps of the project, newest first, read as far back as somebody looks. */
export class HistoryFeed {
  readonly #listeners = new Set<() => void>()
  #state: HistoryFeedState = { entries: [], complete: null, error: null }
  /** Steps that are looked at; as many are kept up to date. */
  #wanted = pageSize
  #reading: Promise<readonly HistoryEntry[]> | null = null

  readonly getState = (): HistoryFeedState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Steps up to this place are on screen. */
  async show(last: number): Promise<void> {
    this.#wanted = Math.max(pageSize, last + pageSize)
    const { entries, complete } = this.#state
    if (complete !== false || entries.length >= this.#wanted || this.#reading) return
    await this.#settle(this.#fetch(entries))
  }

  /** What stands in the log now; a read that is under way may be older, so this one comes after it. */
  async read(): Promise<readonly HistoryEntry[]> {
    while (this.#reading) await this.#reading.catch(() => {})
    return this.#settle(this.#fetch([]))
  }

  async #settle(reading: Promise<readonly HistoryEntry[]>): Promise<readonly HistoryEntry[]> {
    this.#reading = reading
    try {
      return await reading
    } catch (error) {
      this.#set({ ...this.#state, error })
      throw error
    } finally {
      if (this.#reading === reading) this.#reading = null
    }
  }

  async #fetch(known: readonly HistoryEntry[]): Promise<readonly HistoryEntry[]> {
    const entries = [...known]
    let complete = false
    while (!complete && entries.length < this.#wanted) {
      const limit = Math.min(mostAtOnce, this.#wanted - entries.length)
      const page = await trpc.labeling.history.query({ limit, before: entries.at(-1)?.eventId })
      entries.push(...page)
      complete = page.length < limit
    }
    this.#set({ entries, complete, error: null })
    return entries
  }

  #set(state: HistoryFeedState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

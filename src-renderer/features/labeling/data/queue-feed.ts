import type { QueryClient } from '@tanstack/react-query'
import type { QueryStrategy } from '../../../../src-main/contract/labeling.ts'
import { thumbnailUrl } from '../../../lib/pictures.ts'
import { trpc } from '../../../lib/trpc.ts'
import { sampleDetailQuery } from '../../sample/sample-detail-query.ts'
import { coalesce } from '../logic/coalesce.ts'
import { emptyQueue, excluded, offer, type QueueList } from '../logic/queue-list.ts'
import type { SampleStore } from '../logic/sample-store.ts'
import { neighboursQuery, probabilitiesQuery } from './queries.ts'

export interface QueueFeedState {
  readonly list: QueueList
  /** `empty`: the host has nothing more to ask. */
  readonly state: 'idle' | 'loading' | 'ready' | 'empty' | 'failed'
  readonly error: unknown
}

const perRequest = 8
/** Samples behind the one on screen of which everything is fetched. */
const detailedAhead = 2

/** Keeps the queue filled and the pictures of the next samples loaded, so that going on shows them at once. */
export class QueueFeed {
  readonly #samples: SampleStore
  readonly #client: QueryClient
  readonly #listeners = new Set<() => void>()
  /** Held so that the browser keeps the decoded pictures. */
  readonly #pictures = new Map<number, HTMLImageElement>()
  #state: QueueFeedState = { list: emptyQueue, state: 'idle', error: null }
  #strategy: QueryStrategy
  #era = 0

  /** Asks the host for what comes next, in the light of the newest labels. */
  readonly refill = coalesce(() => this.#fetch())

  constructor(samples: SampleStore, strategy: QueryStrategy, client: QueryClient) {
    this.#samples = samples
    this.#client = client
    this.#strategy = strategy
  }

  readonly getState = (): QueueFeedState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  change(change: (list: QueueList) => QueueList): void {
    const list = change(this.#state.list)
    if (list === this.#state.list) return
    this.#set({ ...this.#state, list })
  }

  /** Starts over, with another strategy or because the samples were sorted anew. */
  restart(strategy: QueryStrategy): void {
    this.#strategy = strategy
    this.#era++
    this.#pictures.clear()
    this.#set({ list: emptyQueue, state: 'loading', error: null })
    this.refill()
  }

  async #fetch(): Promise<void> {
    const era = this.#era
    const mark = this.#samples.mark()
    if (this.#state.state === 'idle') this.#set({ ...this.#state, state: 'loading' })
    try {
      const fresh = await trpc.labeling.queue.query({
        count: perRequest,
        strategy: this.#strategy,
        exclude: excluded(this.#state.list),
      })
      if (era !== this.#era) return
      this.#samples.put(
        fresh.map((item) => item.sample),
        mark,
      )
      const list = offer(this.#state.list, fresh)
      this.#preload(list)
      this.#set({ list, state: list.shown < list.items.length ? 'ready' : 'empty', error: null })
    } catch (error) {
      if (era === this.#era) this.#set({ ...this.#state, state: 'failed', error })
    }
  }

  #preload(list: QueueList): void {
    const ahead = list.items.slice(list.shown, list.shown + perRequest).map((item) => item.sample.id)
    for (const id of this.#pictures.keys()) if (!ahead.includes(id)) this.#pictures.delete(id)
    for (const id of ahead) {
      if (this.#pictures.has(id)) continue
      const picture = new Image()
      picture.src = thumbnailUrl(id)
      this.#pictures.set(id, picture)
    }
    // What stands beside the next ones, so that the key that leads there shows it at once.
    for (const id of ahead.slice(1, 1 + detailedAhead)) {
      void this.#client.prefetchQuery(probabilitiesQuery(id))
      void this.#client.prefetchQuery(neighboursQuery(id))
      void this.#client.prefetchQuery(sampleDetailQuery(id))
    }
  }

  #set(state: QueueFeedState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

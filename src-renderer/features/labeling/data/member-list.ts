import type { memberOrders } from '../../../../src-main/contract/window.ts'
import { trpc } from '../../../lib/trpc.ts'
import type { SampleStore } from '../logic/sample-store.ts'

export type MemberOrder = (typeof memberOrders)[number]

export interface MemberListState {
  /** Null until the first page is there. */
  readonly total: number | null
  readonly error: unknown
}

const pageSize = 100

/**
 * The samples of a cluster in one order, fetched in pages as somebody scrolls. The order is that of the first look and
 * stays while the cluster is open: what a label changes is drawn in place, nothing moves under the hand.
 */
export class MemberList {
  readonly component: number
  readonly order: MemberOrder
  readonly #samples: SampleStore
  /** Id by place; a hole where the page is not loaded. */
  readonly #ids: number[] = []
  readonly #places = new Map<number, number>()
  readonly #pages = new Map<number, Promise<void>>()
  readonly #listeners = new Set<() => void>()
  #state: MemberListState = { total: null, error: null }

  constructor(component: number, order: MemberOrder, samples: SampleStore) {
    this.component = component
    this.order = order
    this.#samples = samples
  }

  readonly getState = (): MemberListState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly idAt = (index: number): number | undefined => this.#ids[index]

  /** Place of a sample, -1 where it is not loaded. */
  readonly indexOf = (id: number): number => this.#places.get(id) ?? -1

  /** Fetches what is missing of the places `from` … `to`, both included. Failed pages are tried again. */
  async load(from: number, to: number): Promise<void> {
    const last = Math.min(to, (this.#state.total ?? pageSize) - 1)
    const waiting: Promise<void>[] = []
    for (let page = Math.floor(Math.max(0, from) / pageSize); page * pageSize <= last; page++) {
      const asked = this.#pages.get(page) ?? this.#fetch(page)
      this.#pages.set(page, asked)
      waiting.push(asked)
    }
    await Promise.all(waiting)
  }

  async #fetch(page: number): Promise<void> {
    const mark = this.#samples.mark()
    try {
      const members = await trpc.labeling.cluster.query({
        component: this.component,
        order: this.order,
        offset: page * pageSize,
        limit: pageSize,
      })
      this.#samples.put(members.samples, mark)
      members.samples.forEach((sample, index) => {
        // Should the host's order have moved between two pages, a sample keeps its first place.
        if (this.#places.has(sample.id)) return
        this.#places.set(sample.id, page * pageSize + index)
        this.#ids[page * pageSize + index] = sample.id
      })
      this.#set({ total: members.total, error: null })
    } catch (error) {
      this.#pages.delete(page)
      this.#set({ ...this.#state, error })
    }
  }

  #set(state: MemberListState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

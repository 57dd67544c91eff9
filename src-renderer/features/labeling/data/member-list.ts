import type { ClusterMembers, memberOrders } from '../../../../src-main/contract/window.ts'
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
  /** Pages that are there. */
  #arrived = 0
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
    try {
      const { samples, total } = await this.#ask(page)
      let place = page * pageSize
      for (const { id } of samples) if (!this.#places.has(id)) this.#settle(id, place++)
      this.#arrived++
      this.#set({ total, error: null })
      if (this.#arrived * pageSize >= total && this.#places.size < total) await this.#fillHoles(total)
    } catch (error) {
      this.#pages.delete(page)
      this.#set({ ...this.#state, error })
    }
  }

  /**
   * The borderline order follows the labels, so a sample can slip from one page to another between two requests: then
   * it came twice, and some other not at all. Those fill the places that stayed empty.
   */
  async #fillHoles(total: number): Promise<void> {
    const holes: number[] = []
    for (let index = 0; index < total; index++) if (this.#ids[index] === undefined) holes.push(index)
    for (let page = 0; page * pageSize < total && holes.length > 0; page++) {
      const { samples } = await this.#ask(page)
      for (const { id } of samples) {
        const hole = this.#places.has(id) ? undefined : holes.shift()
        if (hole !== undefined) this.#settle(id, hole)
      }
    }
    this.#set({ ...this.#state })
  }

  async #ask(page: number): Promise<ClusterMembers> {
    const mark = this.#samples.mark()
    const members = await trpc.labeling.cluster.query({
      component: this.component,
      order: this.order,
      offset: page * pageSize,
      limit: pageSize,
    })
    this.#samples.put(members.samples, mark)
    return members
  }

  #settle(id: number, index: number): void {
    this.#ids[index] = id
    this.#places.set(id, index)
  }

  #set(state: MemberListState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

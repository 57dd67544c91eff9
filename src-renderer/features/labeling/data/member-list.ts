import type { ClusterMembers, memberOrders } from '../../../../src-main/contract/window.ts'
import { trpc } from '../../../lib/trpc.ts'
import type { SampleStore } from '../logic/sample-store.ts'

export type MemberOrder = (typeof memberOrders)[number]

/** What a list is of. */
export type MemberSource =
  | { kind: 'cluster'; component: number; order: MemberOrder; hideExcluded: boolean }
  /** Samples picked elsewhere, in this order. `title`: what they are; null for a selection. */
  | { kind: 'picked'; ids: readonly number[]; title: string | null }

export interface MemberListState {
  /** Null until the first page is there. */
  readonly total: number | null
  readonly error: unknown
}

type ClusterSource = Extract<MemberSource, { kind: 'cluster' }>

const pageSize = 100
let lists = 0

/**
 * The samples of the grid in one order, fetched in pages as somebody scrolls. The order is that of the first look and
 * stays while the list is open: what a label changes is drawn in place, nothing moves under the hand.
 */
export class MemberList {
  /** Tells one list from another. */
  readonly key = `list-${++lists}`
  readonly source: MemberSource
  readonly #samples: SampleStore
  /** Id by place; a hole where the page is not loaded. */
  readonly #ids: number[] = []
  readonly #places = new Map<number, number>()
  readonly #pages = new Map<number, Promise<void>>()
  /** Pages that are there. */
  #arrived = 0
  readonly #listeners = new Set<() => void>()
  #state: MemberListState = { total: null, error: null }

  constructor(source: MemberSource, samples: SampleStore) {
    this.source = source
    this.#samples = samples
    if (source.kind !== 'picked') return
    for (const [place, id] of source.ids.entries()) this.#settle(id, place)
    this.#state = { total: source.ids.length, error: null }
  }

  /** The cluster it is of; null for samples of several. */
  get component(): number | null {
    return this.source.kind === 'cluster' ? this.source.component : null
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
      if (this.source.kind === 'picked') {
        await this.#fetchPicked(this.source.ids.slice(page * pageSize, (page + 1) * pageSize))
        return
      }
      const { samples, total } = await this.#ask(this.source, page)
      let place = page * pageSize
      for (const { id } of samples) if (!this.#places.has(id)) this.#settle(id, place++)
      this.#arrived++
      this.#set({ total, error: null })
      if (this.#arrived * pageSize >= total && this.#places.size < total)
        await this.#fillHoles(this.source, total)
    } catch (error) {
      this.#pages.delete(page)
      this.#set({ ...this.#state, error })
    }
  }

  /**
   * The borderline order follows the labels, so a sample can slip from one page to another between two requests: then
   * it came twice, and some other not at all. Those fill the places that stayed empty.
   */
  async #fillHoles(source: ClusterSource, total: number): Promise<void> {
    const holes: number[] = []
    for (let index = 0; index < total; index++) if (this.#ids[index] === undefined) holes.push(index)
    for (let page = 0; page * pageSize < total && holes.length > 0; page++) {
      const { samples } = await this.#ask(source, page)
      for (const { id } of samples) {
        const hole = this.#places.has(id) ? undefined : holes.shift()
        if (hole !== undefined) this.#settle(id, hole)
      }
    }
    this.#set({ ...this.#state })
  }

  async #fetchPicked(ids: readonly number[]): Promise<void> {
    const unknown = ids.filter((id) => !this.#samples.get(id))
    if (unknown.length > 0) {
      const mark = this.#samples.mark()
      this.#samples.put(await trpc.labeling.samples.query({ ids: unknown }), mark)
    }
    this.#set({ ...this.#state, error: null })
  }

  async #ask({ component, order, hideExcluded }: ClusterSource, page: number): Promise<ClusterMembers> {
    const mark = this.#samples.mark()
    const members = await trpc.labeling.cluster.query({
      component,
      order,
      hideExcluded,
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

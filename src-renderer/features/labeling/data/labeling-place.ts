import type { QueryClient } from '@tanstack/react-query'
import type { ClusterView, QueryStrategy } from '../../../../src-main/contract/labeling.ts'
import { keepOrder } from '../logic/cluster-order.ts'
import { hidesGuess } from '../logic/hidden-guess.ts'
import { SampleStore } from '../logic/sample-store.ts'
import { emptySelection } from '../logic/selection.ts'
import { MemberList, type MemberOrder } from './member-list.ts'
import { boardQuery } from './queries.ts'
import { QueueFeed } from './queue-feed.ts'
import { createViewState, type LabelingMode } from './view-state.ts'

/** Where the person is in the labeling of a project: the way of working, the open cluster, what is chosen. */
export abstract class LabelingPlace {
  readonly samples = new SampleStore(() => this.readStale())
  readonly view = createViewState()
  readonly queue: QueueFeed

  protected readonly client: QueryClient
  /** Cluster to open when the board is there. */
  #wanted: number | null = null
  /** The cluster that was open last, also while a selection is. */
  #lastCluster: number | null = null
  /** Members by component, as the last board told: a cluster that was split or joined is opened anew. */
  #sizes: ReadonlyMap<number, number> = new Map()
  /** Where a part of a cluster goes when it is joined again. */
  #splitFrom: ReadonlyMap<number, number | null> = new Map()

  constructor(client: QueryClient) {
    this.client = client
    this.queue = new QueueFeed(this.samples, this.view.getState().strategy, client)
  }

  /** Asks for samples that came on screen out of date. */
  protected abstract readStale(): void

  /** Forgets the clusters of a run whose sorting is no longer in use. */
  protected leaveRun(): void {
    this.#lastCluster = null
    this.view.setState({ boardOrder: [], members: null, mapFocus: null, selection: emptySelection })
  }

  /** The board as the host orders it now; the order on screen stays. */
  takeBoard(board: readonly ClusterView[]): void {
    const { boardOrder } = this.view.getState()
    const order = keepOrder(boardOrder, board)
    if (order !== boardOrder) this.view.setState({ boardOrder: order })
    const sizes = this.#sizes
    const splitFrom = this.#splitFrom
    this.#sizes = new Map(board.map(({ component, size }) => [component, size]))
    this.#splitFrom = new Map(board.map((cluster) => [cluster.component, cluster.splitFrom]))
    if (order.length === 0) return
    const { members } = this.view.getState()
    const open = members?.component ?? null
    if (members && open === null) return
    if (open !== null && order.includes(open)) {
      const before = sizes.get(open)
      if (before !== undefined && before !== this.#sizes.get(open)) this.#show(open)
      return
    }
    const joined = open === null ? null : splitFrom.get(open)
    this.#show(order.find((component) => component === (joined ?? this.#wanted)) ?? order[0])
    this.#wanted = null
  }

  /** Where the address says the person is: after a reload, a step back in the browser, by a link. */
  arriveAt(mode: LabelingMode, component: number | null): void {
    const { members, boardOrder, mode: now } = this.view.getState()
    if (!members) this.#wanted = component
    else if (mode === 'clusters' && component !== null && boardOrder.includes(component)) {
      this.openCluster(component)
    }
    if (mode !== now || !members) this.setMode(mode)
  }

  /** The clusters as the host told last. */
  board(): readonly ClusterView[] {
    return this.client.getQueryData(boardQuery.queryKey) ?? []
  }

  /** Orders the clusters by what there is to learn from them now. */
  resort(): void {
    const board = this.board()
    if (board.length > 0) this.view.setState({ boardOrder: board.map((cluster) => cluster.component) })
  }

  /** Moves on to a cluster; the list is sorted anew, around the cluster that was chosen. */
  openCluster(component: number): void {
    const { members } = this.view.getState()
    if (members?.component === component) return
    this.#show(component)
    if (members) this.resort()
  }

  stepCluster(by: 1 | -1): void {
    const { boardOrder, members } = this.view.getState()
    const at = boardOrder.indexOf(this.#lastCluster ?? -1)
    // From a selection back to the cluster that was open before it.
    const next = members?.component === null && at >= 0 ? boardOrder[at] : boardOrder[Math.max(0, at + by)]
    if (next !== undefined) this.openCluster(next)
  }

  /**
   * Opens samples picked elsewhere as a grid.
   * @param title what they are; null for the selection, which stays chosen
   */
  openSamples(ids: readonly number[], title: string | null): void {
    const { selection } = this.view.getState()
    this.view.setState({
      mode: 'clusters',
      members: new MemberList({ kind: 'picked', ids, title }, this.samples),
      selection: { ...emptySelection, chosen: title === null ? selection.chosen : emptySelection.chosen },
    })
  }

  setOrder(order: MemberOrder): void {
    this.view.setState({ order })
    this.#reopen()
  }

  setHideExcluded(hideExcluded: boolean): void {
    this.view.setState({ hideExcluded })
    this.#reopen()
  }

  /** Another way of working; what is in question goes along. */
  setMode(mode: LabelingMode): void {
    const { mode: before, members, selection } = this.view.getState()
    if (mode === 'map' && before !== 'map') this.view.setState({ mapFocus: this.inFocus() })
    this.view.setState({ mode })
    if (mode === 'clusters' && before === 'map') {
      const elsewhere = [...selection.chosen].some((id) => members?.indexOf(id) === -1)
      if (elsewhere) this.openSamples([...selection.chosen], null)
    }
    if (mode !== 'queue') return
    if (this.queue.getState().state === 'idle') this.queue.restart(this.view.getState().strategy)
    else this.queue.refill()
  }

  setStrategy(strategy: QueryStrategy): void {
    this.view.setState({ strategy })
    this.queue.restart(strategy)
  }

  /**
   * The sample on screen that is spoken of: in focus, or asked. Null where there is none, and for a question whose
   * guess is hidden: its neighbours and its place on the map would tell.
   */
  inFocus(): number | null {
    const { mode, members, selection, mapFocus } = this.view.getState()
    if (mode === 'map') return mapFocus
    if (mode === 'clusters') return members?.idAt(selection.focus) ?? null
    const { list } = this.queue.getState()
    const item = list.items.at(list.shown)
    if (!item) return null
    const blind = hidesGuess(item) && !this.samples.get(item.sample.id)?.view.label
    return blind ? null : item.sample.id
  }

  #show(component: number): void {
    const { order, hideExcluded } = this.view.getState()
    this.#lastCluster = component
    this.view.setState({
      members: new MemberList({ kind: 'cluster', component, order, hideExcluded }, this.samples),
      selection: emptySelection,
    })
  }

  #reopen(): void {
    const component = this.view.getState().members?.component ?? null
    if (component !== null) this.#show(component)
  }
}

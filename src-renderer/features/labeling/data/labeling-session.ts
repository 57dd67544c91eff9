import type { QueryClient } from '@tanstack/react-query'
import type {
  ActionOutcome,
  ClusterView,
  LabelClass,
  QueryStrategy,
} from '../../../../src-main/contract/labeling.ts'
import { announce } from '../../../components/announcer.tsx'
import { notifyError } from '../../../components/notify.ts'
import { toErrorDocument } from '../../../lib/errors.ts'
import { trpc } from '../../../lib/trpc.ts'
import { ActionQueue, type QueuedAction } from '../logic/action-queue.ts'
import { keepOrder } from '../logic/cluster-order.ts'
import { coalesce } from '../logic/coalesce.ts'
import { findCommitted, stepOf, undoneIn } from '../logic/history-steps.ts'
import type { LabelingAction } from '../logic/labeling-action.ts'
import { outcomeWords } from '../logic/outcome-sentence.ts'
import { committed, goTo, rewind } from '../logic/queue-list.ts'
import { SampleStore } from '../logic/sample-store.ts'
import { emptySelection, moveTo } from '../logic/selection.ts'
import type { TileLayout } from '../logic/tile-layout.ts'
import { MemberList, type MemberOrder } from './member-list.ts'
import { boardQuery, classesQuery, historyLength, historyQuery, labelingKey } from './queries.ts'
import { QueueFeed } from './queue-feed.ts'
import { judgeFailure, sendAction } from './send-action.ts'
import { createViewState, type LabelingMode } from './view-state.ts'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Between two questions whether the host is back, milliseconds. */
const hostPause = 1500
/** Ids asked for in one request; keeps its address short. */
const samplesPerRequest = 200

/**
 * The labeling of one project in this window. It outlives the view, so that what was typed and not yet saved is not
 * lost when somebody looks at another step.
 */
export class LabelingSession {
  readonly samples = new SampleStore(() => this.#readStale())
  readonly view = createViewState()
  readonly queue = new QueueFeed(this.samples, this.view.getState().strategy)
  readonly actions = new ActionQueue<ActionOutcome>({
    send: (action) => {
      if (!this.#sentAfter.has(action)) this.#sentAfter.set(action, this.#lastEvent)
      return sendAction(action)
    },
    judge: judgeFailure,
    recall: async (action) => {
      const history = await trpc.labeling.history.query({ limit: historyLength })
      return findCommitted(action, history, this.#sentAfter.get(action) ?? this.#lastEvent)
    },
    onCommitted: (queued, outcome) => this.#committed(queued, outcome),
    onFailed: (queued, error) => this.#failed(queued, error),
    onDropped: (queued, error) => this.#dropped(queued, error),
  })

  /** The grid as it was last drawn, for keys that move by rows and screens. */
  layout: TileLayout | null = null

  readonly #client: QueryClient
  /** Newest event known when an action was first sent: what is newer may be its trace. */
  readonly #sentAfter = new WeakMap<LabelingAction, number>()
  #lastEvent = 0
  #revision: number | null = null
  #runId: number | null = null
  /** Cluster to open when the board is there. */
  #wanted: number | null = null
  /** Steps known to be undone; null until the first undo or redo of this session. */
  #undone: ReadonlySet<number> | null = null
  #statusLines = 0

  readonly #read = coalesce(() => this.#readAll())
  /** Samples come back on screen one by one, as tiles are drawn; they are asked for together. */
  readonly #readStale = coalesce(async () => {
    await pause(30)
    await this.#readSamples()
  })

  constructor(client: QueryClient) {
    this.#client = client
  }

  /** Does something to the label log: shown at once, sent in order, undone visibly should it fail. */
  act(action: LabelingAction): void {
    const queued = this.actions.add(action)
    this.samples.begin(queued.ticket, action)
  }

  retry(): void {
    const failed = this.actions.getState().failure?.queued
    if (!failed) return
    this.samples.again(failed.ticket, failed.action)
    this.actions.retry()
  }

  classes(): readonly LabelClass[] {
    return this.#client.getQueryData(classesQuery.queryKey) ?? []
  }

  readonly className = (classId: number): string =>
    this.classes().find((entry) => entry.id === classId)?.name ?? 'a class that is gone'

  /** The host told its revision and the run whose sorting is in use. */
  follow(revision: number, runId: number | null): void {
    if (runId !== this.#runId) {
      const first = this.#runId === null
      this.#runId = runId
      // Another run has other clusters.
      this.view.setState({ boardOrder: [], members: first ? this.view.getState().members : null })
      if (this.queue.getState().state !== 'idle') this.queue.restart(this.view.getState().strategy)
    }
    if (revision === this.#revision) return
    const first = this.#revision === null
    this.#revision = revision
    if (!first) this.refresh()
  }

  /** The board as the host orders it now; the order on screen stays. */
  takeBoard(board: readonly ClusterView[]): void {
    const { boardOrder, members } = this.view.getState()
    const order = keepOrder(boardOrder, board)
    if (order !== boardOrder) this.view.setState({ boardOrder: order })
    if (order.length === 0 || (members && order.includes(members.component))) return
    this.openCluster(order.find((component) => component === this.#wanted) ?? order[0])
    this.#wanted = null
  }

  /** Where the address says the person was before a reload. */
  arriveAt(mode: LabelingMode, component: number | null): void {
    if (this.view.getState().members) return
    this.#wanted = component
    this.setMode(mode)
  }

  /** Orders the clusters by what there is to learn from them now. */
  resort(): void {
    const board = this.#client.getQueryData(boardQuery.queryKey)
    if (board) this.view.setState({ boardOrder: board.map((cluster) => cluster.component) })
  }

  /** Moves on to a cluster; the list is sorted anew, around the cluster that was chosen. */
  openCluster(component: number): void {
    const { members, order } = this.view.getState()
    if (members?.component === component) return
    this.view.setState({ members: new MemberList(component, order, this.samples), selection: emptySelection })
    if (members) this.resort()
  }

  stepCluster(by: 1 | -1): void {
    const { boardOrder, members } = this.view.getState()
    const at = members ? boardOrder.indexOf(members.component) : -1
    const next = boardOrder[Math.max(0, at + by)]
    if (next !== undefined) this.openCluster(next)
  }

  setOrder(order: MemberOrder): void {
    const { members } = this.view.getState()
    this.view.setState({
      order,
      members: members && new MemberList(members.component, order, this.samples),
      selection: emptySelection,
    })
  }

  setMode(mode: LabelingMode): void {
    this.view.setState({ mode })
    if (mode !== 'queue') return
    if (this.queue.getState().state === 'idle') this.queue.restart(this.view.getState().strategy)
    else this.queue.refill()
  }

  setStrategy(strategy: QueryStrategy): void {
    this.view.setState({ strategy })
    this.queue.restart(strategy)
  }

  /** Says something about a key that did nothing. */
  tell(text: string): void {
    this.view.setState({
      status: { id: ++this.#statusLines, words: { done: text, changed: null }, undoable: false },
    })
    announce(text)
  }

  /** Reads everything on screen anew, in one batch; what is on screen stays until then. */
  refresh(): void {
    this.samples.outdate()
    this.#read()
  }

  async #readAll(): Promise<void> {
    // Labels go first: while keys are typed quickly, the host is not kept busy with what is outdated at once.
    for (let waited = 0; this.#isBusy() && waited < 400; waited += 20) await pause(20)
    if (this.view.getState().mode === 'queue') this.queue.refill()
    await Promise.all([this.#client.invalidateQueries({ queryKey: labelingKey }), this.#readSamples()])
  }

  async #readSamples(): Promise<void> {
    const mark = this.samples.mark()
    const ids = this.samples.stale()
    const pages = Array.from({ length: Math.ceil(ids.length / samplesPerRequest) }, (_, page) =>
      ids.slice(page * samplesPerRequest, (page + 1) * samplesPerRequest),
    )
    const answers = await Promise.all(pages.map((page) => trpc.labeling.samples.query({ ids: page })))
    for (const views of answers) this.samples.put(views, mark)
  }

  #isBusy(): boolean {
    const { waiting, failure } = this.actions.getState()
    return waiting.length > 0 && !failure
  }

  #committed({ ticket, action }: QueuedAction, outcome: ActionOutcome | null): void {
    this.samples.commit(ticket, action)
    if ('samples' in action && action.kind !== 'flag' && action.kind !== 'clear') {
      for (const sample of action.samples) this.queue.change((list) => committed(list, sample))
    }
    if (outcome) {
      this.#lastEvent = Math.max(this.#lastEvent, outcome.eventId)
      this.#revision = outcome.revision
      this.#report(action, outcome)
    }
    this.refresh()
    if (action.kind === 'undo' || action.kind === 'redo') void this.#revisit(action.kind)
  }

  #report(action: LabelingAction, outcome: ActionOutcome): void {
    const words = outcomeWords(action, outcome, this.className)
    const undoable = action.kind !== 'undo' && outcome.canUndo
    this.view.setState({ status: { id: ++this.#statusLines, words, undoable } })
    announce([words.done, words.changed].filter(Boolean).join('. '))
  }

  #failed(queued: QueuedAction, error: unknown): void {
    this.samples.fail(queued.ticket, queued.action)
    this.queue.change(rewind)
    announce(`Not saved. ${toErrorDocument(error).message}`)
    if (judgeFailure(error) === 'unanswered') void this.#awaitHost(queued)
  }

  /** The answer was lost: as soon as the host answers again, the line goes on without anybody asking. */
  async #awaitHost(queued: QueuedAction): Promise<void> {
    const stillFailed = () => this.actions.getState().failure?.queued === queued
    while (stillFailed()) {
      await pause(hostPause)
      const answers = await trpc.labeling.summary.query().then(
        () => true,
        () => false,
      )
      if (!answers || !stillFailed()) continue
      this.retry()
      return
    }
  }

  #dropped({ ticket, action }: QueuedAction, error: unknown): void {
    this.samples.drop(ticket, action)
    this.queue.change(rewind)
    const { code, message } = error ? toErrorDocument(error) : { code: null, message: '' }
    // Nothing to undo is no mishap.
    if (code === 'nothing-to-undo' || code === 'nothing-to-redo' || code === 'no-labels') this.tell(message)
    else if (error) notifyError(error)
    this.refresh()
  }

  /** After undo or redo: goes to the sample it was about, where that is at hand. */
  async #revisit(kind: 'undo' | 'redo'): Promise<void> {
    this.#undone ??= undoneIn(this.#client.getQueryData(historyQuery.queryKey) ?? [])
    // Asked for apart: a read of the history that is under way may be older than this step.
    const history = await trpc.labeling.history.query({ limit: historyLength }).catch(() => null)
    if (!history) return
    const sample = stepOf(kind, this.#undone, history)?.firstSample
    this.#undone = undoneIn(history)
    if (sample === undefined || sample === null) return
    const { mode, members } = this.view.getState()
    if (mode === 'queue') {
      if (kind === 'undo') this.queue.change((list) => goTo(list, sample))
      return
    }
    const index = members?.indexOf(sample) ?? -1
    if (index >= 0) this.view.setState((state) => ({ selection: moveTo(state.selection, index) }))
  }
}

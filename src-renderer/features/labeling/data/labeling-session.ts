import type { QueryClient } from '@tanstack/react-query'
import type { ActionOutcome, LabelClass } from '../../../../src-main/contract/labeling.ts'
import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { announce } from '../../../components/announcer.tsx'
import { notifyError } from '../../../components/notify.ts'
import { toErrorDocument } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.ts'
import { trpc } from '../../../lib/trpc.ts'
import { ActionQueue, type QueuedAction } from '../logic/action-queue.ts'
import { coalesce } from '../logic/coalesce.ts'
import { findCommitted, stepOf, undoneIn } from '../logic/history-steps.ts'
import type { LabelingAction } from '../logic/labeling-action.ts'
import { outcomeWords, revisitWords } from '../logic/outcome-sentence.ts'
import { committedAll, goTo, rewind } from '../logic/queue-list.ts'
import { moveTo } from '../logic/selection.ts'
import type { TileLayout } from '../logic/tile-layout.ts'
import { HistoryFeed } from './history-feed.ts'
import { LabelingPlace } from './labeling-place.ts'
import { classesQuery, labelingKey } from './queries.ts'
import { judgeFailure, sendAction } from './send-action.ts'
import type { StatusLine } from './view-state.ts'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Between two questions whether the host is back, milliseconds. */
const hostPause = 1500
/** Ids asked for in one request; keeps its address short. */
const samplesPerRequest = 200
/** Steps in which an action is looked for whose answer was lost. */
const recallLength = 50

/** Whether the queue goes on past its samples. */
function answers(action: LabelingAction): action is Extract<LabelingAction, { samples: number[] }> {
  return action.kind === 'label' || action.kind === 'skip' || (action.kind === 'exclude' && action.excluded)
}

/**
 * The labeling of one project in this window. It outlives the view, so that what was typed and not yet saved is not
 * lost when somebody looks at another step.
 */
export class LabelingSession extends LabelingPlace {
  readonly history = new HistoryFeed()
  readonly actions = new ActionQueue<ActionOutcome>({
    send: (action) => {
      if (!this.#sentAfter.has(action)) this.#sentAfter.set(action, this.#lastEvent)
      return sendAction(action)
    },
    judge: judgeFailure,
    recall: async (action) => {
      const history = await trpc.labeling.history.query({ limit: recallLength })
      return findCommitted(action, history, this.#sentAfter.get(action) ?? this.#lastEvent)
    },
    onCommitted: (queued, outcome) => this.#committed(queued, outcome),
    onFailed: (queued, error) => this.#failed(queued, error),
    onDropped: (queued, error) => this.#dropped(queued, error),
  })

  /** The grid as it was last drawn, for keys that move by rows and screens. */
  layout: TileLayout | null = null

  /** Newest event known when an action was first sent: what is newer may be its trace. */
  readonly #sentAfter = new WeakMap<LabelingAction, number>()
  #acts = 0
  #lastEvent = 0
  #revision: number | null = null
  #runId: number | null = null
  /** Steps known to be undone; null until the first undo or redo of this session. */
  #undone: ReadonlySet<number> | null = null
  /** Oldest step that was looked at for them. */
  #oldest = 0
  #statusLines = 0

  readonly #read = coalesce(() => this.#readAll())
  /** Samples come back on screen one by one, as tiles are drawn; they are asked for together. */
  readonly #readStale = coalesce(async () => {
    await pause(30)
    await this.#readSamples()
  })

  constructor(client: QueryClient) {
    super(client)
    this.#readHistory()
  }

  /** Counts up with every action, for what has to wait before it knows what to do. */
  get acts(): number {
    return this.#acts
  }

  /** Does something to the label log: shown at once, sent in order, undone visibly should it fail. */
  act(action: LabelingAction): void {
    this.#acts++
    const queued = this.actions.add(action)
    this.samples.begin(queued.ticket, action)
  }

  retry(): void {
    const failed = this.actions.getState().failure?.queued
    if (!failed) return
    this.samples.again(failed.ticket, failed.action)
    this.actions.retry()
  }

  /** Resolves when all that was done is saved; with false when something could not be. */
  settled(): Promise<boolean> {
    const { subscribe, getState } = this.actions
    return new Promise((resolve) => {
      const look = () => {
        const { waiting, failure } = getState()
        if (waiting.length > 0 && !failure) return
        stop()
        resolve(failure === null)
      }
      const stop = subscribe(look)
      look()
    })
  }

  classes(): readonly LabelClass[] {
    return this.client.getQueryData(classesQuery.queryKey) ?? []
  }

  readonly className = (classId: number): string =>
    this.classes().find((entry) => entry.id === classId)?.name ?? t('labeling:classGone')

  /** The host told its revision and the run whose sorting is in use. */
  follow(revision: number, runId: number | null): void {
    if (runId !== this.#runId) {
      const first = this.#runId === null
      this.#runId = runId
      // Another run has other clusters.
      if (!first) this.leaveRun()
      if (this.queue.getState().state !== 'idle') this.queue.restart(this.view.getState().strategy)
    }
    if (revision === this.#revision) return
    const first = this.#revision === null
    this.#revision = revision
    if (!first) this.refresh()
  }

  /** Says something about a key that did nothing. */
  tell(text: string): void {
    this.#say({ words: { done: text, changed: null }, undoable: false, changes: null, forward: null })
  }

  /** Reads everything on screen anew, in one batch; what is on screen stays until then. */
  refresh(): void {
    this.samples.outdate()
    this.#read()
  }

  protected override readStale(): void {
    this.#readStale()
  }

  async #readAll(): Promise<void> {
    // Labels go first: while keys are typed quickly, the host is not kept busy with what is outdated at once.
    for (let waited = 0; this.#isBusy() && waited < 400; waited += 20) await pause(20)
    if (this.view.getState().mode === 'queue') this.queue.refill()
    this.#readHistory()
    await Promise.all([this.client.invalidateQueries({ queryKey: labelingKey }), this.#readSamples()])
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

  #readHistory(): void {
    this.history.read().catch(() => {})
  }

  #isBusy(): boolean {
    const { waiting, failure } = this.actions.getState()
    return waiting.length > 0 && !failure
  }

  #committed({ ticket, action }: QueuedAction, outcome: ActionOutcome | null): void {
    this.samples.commit(ticket, action)
    // Junk that is taken back in is asked about again.
    if (answers(action)) {
      const answered = new Set(action.samples)
      this.queue.change((list) => committedAll(list, answered))
    }
    if (outcome) {
      this.#lastEvent = Math.max(this.#lastEvent, outcome.eventId)
      this.#revision = outcome.revision
    }
    if (action.kind === 'undo' || action.kind === 'redo') void this.#revisit(action, outcome)
    else if (outcome) this.#report(action, outcome)
    this.refresh()
  }

  #report(
    action: LabelingAction,
    outcome: ActionOutcome,
    words = outcomeWords(action, outcome, this.className),
  ): void {
    const { changed, confident } = outcome
    const travel = action.kind === 'travel'
    this.#say({
      words,
      undoable: action.kind !== 'undo' && !travel && outcome.canUndo,
      changes: changed > 0 || confident > 0 ? { changed, confident } : null,
      // Only what was left behind can be gone forward to.
      forward: travel && outcome.canRedo ? action.from : null,
    })
  }

  #say(line: Omit<StatusLine, 'id'>): void {
    this.view.setState({ status: { id: ++this.#statusLines, ...line } })
    announce([line.words.done, line.words.changed].filter(Boolean).join('. '))
  }

  #failed(queued: QueuedAction, error: unknown): void {
    this.samples.fail(queued.ticket, queued.action)
    this.queue.change(rewind)
    announce(t('labeling:status.notSaved', { message: toErrorDocument(error).message }))
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
    if (code === 'nothing-to-undo') this.tell(t('labeling:told.nothingToUndo'))
    else if (code === 'nothing-to-redo') this.tell(t('labeling:told.nothingToRedo'))
    else if (code === 'no-labels') this.tell(message)
    else if (error) notifyError(error)
    this.refresh()
  }

  #remember(history: readonly HistoryEntry[]): void {
    this.#undone = undoneIn(history)
    this.#oldest = history.at(-1)?.eventId ?? 0
  }

  /** After undo or redo: says what it was about, and goes to its sample where that is at hand. */
  async #revisit(action: { kind: 'undo' | 'redo' }, outcome: ActionOutcome | null): Promise<void> {
    if (!this.#undone) this.#remember(this.history.getState().entries)
    const history = await this.history.read().catch(() => null)
    const step = history && stepOf(action.kind, this.#undone ?? new Set(), history, this.#oldest)
    if (history) this.#remember(history)
    if (outcome) {
      const words = step ? revisitWords(action.kind, step, outcome, this.className) : undefined
      this.#report(action, outcome, words)
    }
    const sample = step?.firstSample ?? null
    if (sample === null) return
    const { mode, members } = this.view.getState()
    if (mode === 'queue') {
      if (action.kind === 'undo') this.queue.change((list) => goTo(list, sample))
      return
    }
    const index = members?.indexOf(sample) ?? -1
    if (index >= 0) this.view.setState((state) => ({ selection: moveTo(state.selection, index) }))
  }
}

import type { LabelingAction } from './labeling-action.ts'

export interface QueuedAction {
  readonly ticket: number
  readonly action: LabelingAction
}

export interface ActionQueueState {
  /** Not acknowledged yet, oldest first; the first one is under way, or has failed. */
  readonly waiting: readonly QueuedAction[]
  /** The first one could not be saved. Nothing behind it is sent before it is retried or discarded. */
  readonly failure: { readonly queued: QueuedAction; readonly error: unknown } | null
}

export interface ActionQueueHost<Outcome> {
  send(action: LabelingAction): Promise<Outcome>
  /**
   * `refused`: the host said no and would again; the action is given up.
   * `unanswered`: the answer was lost, the action may have been committed. `failed`: anything else.
   */
  judge(error: unknown): 'refused' | 'unanswered' | 'failed'
  /**
   * Asked before an unanswered action is sent again, so that nothing is counted twice.
   * `unclear`: it cannot be known; the action is dropped rather than done twice.
   */
  recall(action: LabelingAction): Promise<'committed' | 'absent' | 'unclear'>
  /** `outcome` is null when the action turned out to have been committed by an earlier try. */
  onCommitted(queued: QueuedAction, outcome: Outcome | null): void
  onFailed(queued: QueuedAction, error: unknown): void
  /** Given up: refused (with the error), discarded by the person, or because it is unclear whether it was done. */
  onDropped(queued: QueuedAction, error: unknown): void
}

/**
 * Sends label actions one after the other, in the order of the keys, each once the one before it is committed.
 * A failure stops the line: what was typed stays in it until it is retried or discarded, so no label is lost and
 * none overtakes another (an undo after a failed label must not undo the label before it).
 */
export class ActionQueue<Outcome> {
  readonly #host: ActionQueueHost<Outcome>
  readonly #listeners = new Set<() => void>()
  #state: ActionQueueState = { waiting: [], failure: null }
  #busy = false
  #tickets = 0
  /** Ticket of the action whose last try went unanswered. */
  #unanswered = 0

  constructor(host: ActionQueueHost<Outcome>) {
    this.#host = host
  }

  readonly getState = (): ActionQueueState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  add(action: LabelingAction): QueuedAction {
    const queued = { ticket: ++this.#tickets, action }
    this.#set({ waiting: [...this.#state.waiting, queued] })
    void this.#work()
    return queued
  }

  /** Tries the failed action again and goes on with those behind it. */
  retry(): void {
    if (!this.#state.failure) return
    this.#set({ failure: null })
    void this.#work()
  }

  /** Gives the failed action up and goes on with those behind it. */
  discard(): void {
    const failure = this.#state.failure
    if (!failure) return
    this.#giveUp(failure.queued, null)
    void this.#work()
  }

  /** An undo typed right behind an action that is given up was meant for it, and goes with it. */
  #giveUp(queued: QueuedAction, error: unknown): void {
    const [, next, ...rest] = this.#state.waiting
    const undone = next?.action.kind === 'undo' && queued.action.kind !== 'undo'
    this.#set({ waiting: next && !undone ? [next, ...rest] : rest, failure: null })
    this.#host.onDropped(queued, error)
    if (next && undone) this.#host.onDropped(next, null)
  }

  async #work(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    while (this.#state.waiting.length > 0 && !this.#state.failure) await this.#next(this.#state.waiting[0])
    this.#busy = false
  }

  async #next(queued: QueuedAction): Promise<void> {
    const result = await this.#attempt(queued)
    if ('error' in result) {
      const verdict = this.#host.judge(result.error)
      if (verdict === 'refused') {
        this.#giveUp(queued, result.error)
        return
      }
      if (verdict === 'unanswered') this.#unanswered = queued.ticket
      this.#set({ failure: { queued, error: result.error } })
      this.#host.onFailed(queued, result.error)
      return
    }
    this.#set({ waiting: this.#state.waiting.slice(1) })
    if (result.found === 'unclear') this.#host.onDropped(queued, null)
    else this.#host.onCommitted(queued, result.outcome)
  }

  async #attempt(
    queued: QueuedAction,
  ): Promise<{ error: unknown } | { found: 'committed' | 'absent' | 'unclear'; outcome: Outcome | null }> {
    try {
      const found = this.#unanswered === queued.ticket ? await this.#host.recall(queued.action) : 'absent'
      return { found, outcome: found === 'absent' ? await this.#host.send(queued.action) : null }
    } catch (error) {
      return { error }
    }
  }

  #set(change: Partial<ActionQueueState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

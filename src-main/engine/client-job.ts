import type { TrainingEvent } from '../contract/training.ts'
import type { JobOutcome } from './protocol.ts'

/** A job as its client sees it. */
export interface EngineJob {
  /**
   * `stopped`: ended early by {@link stop}, after a last checkpoint. Rejects with a FewlabelError: engine-crashed when
   * the engine died, busy when it has another job, what training threw, or what the listener threw.
   */
  done: Promise<JobOutcome>
  /** Asks for a last checkpoint and then ends. */
  stop(): void
}

/** Deals with events one after the other, and ends only after the last of them. */
export class ClientJob {
  readonly done: Promise<JobOutcome>
  readonly #onEvent: (event: TrainingEvent) => void | Promise<void>
  readonly #onTrouble: () => void
  readonly #settle: { resolve: (outcome: JobOutcome) => void; reject: (error: unknown) => void }
  #work: Promise<void> = Promise.resolve()
  #trouble: { error: unknown } | null = null

  /** @param onTrouble called once when the listener throws: there is no use in going on */
  constructor(onEvent: (event: TrainingEvent) => void | Promise<void>, onTrouble: () => void) {
    this.#onEvent = onEvent
    this.#onTrouble = onTrouble
    const { promise, resolve, reject } = Promise.withResolvers<JobOutcome>()
    this.done = promise
    this.#settle = { resolve, reject }
  }

  /** @param acknowledge called when the listener is through with it */
  receive(event: TrainingEvent, acknowledge: () => void): void {
    this.#work = this.#work.then(async () => {
      try {
        if (!this.#trouble) await this.#onEvent(event)
      } catch (error) {
        this.#trouble = { error }
        this.#onTrouble()
      }
      acknowledge()
    })
  }

  end(outcome: JobOutcome): void {
    void this.#work.then(() => {
      if (this.#trouble) this.#settle.reject(this.#trouble.error)
      else this.#settle.resolve(outcome)
    })
  }

  fail(error: unknown): void {
    void this.#work.then(() => this.#settle.reject(this.#trouble?.error ?? error))
  }
}

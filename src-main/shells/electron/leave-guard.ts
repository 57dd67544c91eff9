/** Stands before the ways out of the program, and asks once. */
export class LeaveGuard {
  readonly #ask: () => Promise<boolean>
  readonly #mustAsk: () => boolean
  #agreed = false
  #asking = false

  /**
   * @param mustAsk whether something would be broken off now
   * @param ask whether to leave all the same
   */
  constructor(mustAsk: () => boolean, ask: () => Promise<boolean>) {
    this.#mustAsk = mustAsk
    this.#ask = ask
  }

  /** Whether nobody is to be asked any more. */
  get agreed(): boolean {
    return this.#agreed
  }

  /** From now on nobody is asked: the person has said so, or the computer is being shut down. */
  agree(): void {
    this.#agreed = true
  }

  /**
   * Lets an event that leads out of the program pass, or holds it up and asks.
   *
   * @param leave does again what the event would have done; called when the person wants to leave
   */
  hold(event: { preventDefault(): void }, leave: () => void): void {
    if (this.#agreed || !this.#mustAsk()) return
    event.preventDefault()
    if (this.#asking) return
    this.#asking = true
    void this.#askAnd(leave)
  }

  async #askAnd(leave: () => void): Promise<void> {
    try {
      if (!(await this.#ask())) return
      this.#agreed = true
      leave()
    } finally {
      this.#asking = false
    }
  }
}

/** Stands before the ways out of the program, and asks once. */
export class LeaveGuard {
  readonly #ask: () => Promise<boolean>
  readonly #mustAsk: () => boolean
  #agreed = false
  #unasked = false
  #asking = false

  /**
   * @param mustAsk whether something would be broken off now
   * @param ask whether to leave all the same
   */
  constructor(mustAsk: () => boolean, ask: () => Promise<boolean>) {
    this.#mustAsk = mustAsk
    this.#ask = ask
  }

  /** Whether nobody is to be asked anything: not so where the person agreed to break off what is at work, and to no more. */
  get unasked(): boolean {
    return this.#unasked
  }

  /** From now on nobody is asked: the computer is being shut down. */
  endUnasked(): void {
    this.#unasked = true
  }

  /** The person stays after all, for another reason; the next time is asked anew. */
  stay(): void {
    this.#agreed = false
  }

  /**
   * Lets an event that leads out of the program pass, or holds it up and asks.
   *
   * @param leave does again what the event would have done; called when the person wants to leave
   */
  hold(event: { preventDefault(): void }, leave: () => void): void {
    if (this.#unasked || this.#agreed || !this.#mustAsk()) return
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

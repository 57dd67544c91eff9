/** Allows something a few times in a while: what fails again and again is not to be tried for ever. */
export class RestartBudget {
  readonly #times: number
  readonly #withinMs: number
  #taken: number[] = []

  constructor(times: number, withinMs: number) {
    this.#times = times
    this.#withinMs = withinMs
  }

  /** @param now milliseconds, of any clock that runs evenly */
  take(now: number): boolean {
    this.#taken = this.#taken.filter((at) => now - at < this.#withinMs)
    if (this.#taken.length >= this.#times) return false
    this.#taken.push(now)
    return true
  }
}

/** Seconds left from the mean rate since the first report. */
export class RateEstimate {
  #first: { at: number; done: number } | null = null

  /** @param now milliseconds on any steady clock @returns null until a rate is known */
  secondsLeft(done: number, total: number, now: number): number | null {
    this.#first ??= { at: now, done }
    const gained = done - this.#first.done
    if (gained <= 0) return null
    return ((total - done) * (now - this.#first.at)) / gained / 1000
  }
}

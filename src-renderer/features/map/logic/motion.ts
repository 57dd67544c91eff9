/** Milliseconds from frame to frame that count as smooth, and those from which on less is drawn. */
const smooth = 18
const slow = 21
/** Samples that are always drawn, as far as there are so many. */
const fewest = 6000

/**
 * How many samples are drawn while the map moves. Where the graphics card is quick, all of them; where there is none, as
 * many as let it follow the hand, and all of them again as soon as it rests.
 */
export class Motion {
  readonly #count: number
  #share = 1
  #last = Number.NEGATIVE_INFINITY

  constructor(count: number) {
    this.#count = count
  }

  /** A frame of a movement begins. @param now milliseconds @returns samples to draw in it */
  next(now: number): number {
    const since = now - this.#last
    this.#last = now
    if (Number.isFinite(since)) {
      if (since > slow) this.#share *= Math.max(0.4, smooth / since)
      else if (since < smooth) this.#share = Math.min(1, this.#share * 1.08)
      this.#share = Math.max(this.#share, Math.min(1, fewest / this.#count))
    }
    return Math.ceil(this.#share * this.#count)
  }

  /** The movement is over; what comes next is another one. */
  end(): void {
    this.#last = Number.NEGATIVE_INFINITY
  }
}

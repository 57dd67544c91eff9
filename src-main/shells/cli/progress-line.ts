import type { CliIo } from './cli-io.ts'

const millisecondsBetween = 100

/** One line that is written over and over while work goes on; nothing at all where there is no terminal. */
export class ProgressLine {
  readonly #io: CliIo
  readonly #now: () => number
  #shown = false
  #last = Number.NEGATIVE_INFINITY

  /** @param now milliseconds, counting up */
  constructor(io: CliIo, now: () => number = () => performance.now()) {
    this.#io = io
    this.#now = now
  }

  /** Shows the parts that are not empty, as far as the line is long. A line that comes too soon is left out. */
  show(...parts: (string | null)[]): void {
    const width = this.#io.width()
    const now = this.#now()
    if (width === null || now - this.#last < millisecondsBetween) return
    this.#last = now
    const text = parts.filter((part) => part !== null && part !== '').join('  ')
    this.#io.err(`\r${text.slice(0, Math.max(0, width - 1))}\u001b[K`)
    this.#shown = true
  }

  /** Takes the line away, before anything else is written. */
  clear(): void {
    if (!this.#shown) return
    this.#io.err('\r\u001b[K')
    this.#shown = false
    this.#last = Number.NEGATIVE_INFINITY
  }
}

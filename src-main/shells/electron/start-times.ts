/** When the program came how far on its way to its first picture, in milliseconds since its process began. */
export class StartTimes {
  readonly #marks: string[] = []

  mark(what: string): void {
    this.#marks.push(`${what} ${sinceStart()}`)
  }

  /** One line for the log; the time first. */
  shown(): string {
    return `window shown after ${sinceStart()} ms (${this.#marks.join(', ')})`
  }
}

function sinceStart(): number {
  return Math.round(performance.now())
}

/**
 * Projects that the system asks to open: the command line, a second start, a double click. They may come before the
 * program can open any; those that come together are handed on together.
 */
export class OpenRequests {
  #waiting: string[]
  #open: ((paths: string[]) => void) | null = null
  #handing = false

  /** @param named on the command line */
  constructor(named: readonly string[]) {
    this.#waiting = [...named]
  }

  add(paths: readonly string[]): void {
    this.#waiting.push(...paths.filter((path) => !this.#waiting.includes(path)))
    // A double click on several files comes as several events in a row.
    if (this.#open && !this.#handing) {
      this.#handing = true
      setImmediate(() => this.#hand())
    }
  }

  /** From now on `open` gets them; at once what has been waiting. */
  serve(open: (paths: string[]) => void): void {
    this.#open = open
    this.#hand()
  }

  #hand(): void {
    this.#handing = false
    const paths = this.#waiting
    this.#waiting = []
    if (paths.length > 0) this.#open?.(paths)
  }
}

/** @param data what a second start of the program sent along; it may be of another version */
export function projectsOfSecondStart(data: unknown): string[] {
  const projects = data !== null && typeof data === 'object' && 'projects' in data ? data.projects : []
  return Array.isArray(projects) ? projects.filter((project) => typeof project === 'string') : []
}

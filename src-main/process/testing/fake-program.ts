import type { ChildExit, ChildProgram } from '../../contract/child-program.ts'

/** A child program without a process: a test speaks for it and ends it. */
export abstract class FakeProgram implements ChildProgram {
  readonly pid = 7
  killed = false
  readonly #listeners: ((message: unknown) => void)[] = []
  readonly #exits: ((exit: ChildExit) => void)[] = []

  abstract send(message: unknown): void

  onMessage(listener: (message: unknown) => void): void {
    this.#listeners.push(listener)
  }

  onExit(listener: (exit: ChildExit) => void): void {
    this.#exits.push(listener)
  }

  kill(): void {
    this.killed = true
  }

  /** Has the host hear it. */
  say(message: object): void {
    for (const listener of this.#listeners) listener(message)
  }

  /** Once: whoever ended does not end again. */
  die(cause = 'SIGKILL'): void {
    for (const listener of this.#exits.splice(0)) listener({ cause, lastWords: '' })
  }
}

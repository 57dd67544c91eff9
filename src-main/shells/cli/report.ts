import { type ErrorDocument, FewlabelError } from '../../contract/errors.ts'
import type { CliIo } from './cli-io.ts'
import { printable } from './printable.ts'
import { ProgressLine } from './progress-line.ts'

/** Exit codes: what a shell sees. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const

/** Tells a command's person or script what happened: results on stdout, everything else on stderr. */
export class Report {
  readonly progress: ProgressLine
  readonly #io: CliIo
  readonly #json: boolean

  constructor(io: CliIo, json: boolean) {
    this.#io = io
    this.#json = json
    this.progress = new ProgressLine(io)
  }

  /** The result: the document alone with `--json`, else the lines. */
  result(document: object, lines: readonly string[]): void {
    this.progress.clear()
    this.#io.out(
      this.#json
        ? `${JSON.stringify(document, null, 2)}\n`
        : lines.map((line) => `${printable(line)}\n`).join(''),
    )
  }

  /** A message beside the result. */
  note(line: string): void {
    this.progress.clear()
    this.#io.err(`${printable(line)}\n`)
  }

  /** @returns the exit code that belongs to the error */
  failure(thrown: unknown): number {
    this.progress.clear()
    const error = FewlabelError.from(thrown)
    const document = error.toDocument()
    if (this.#json) this.#io.out(`${JSON.stringify({ error: document }, null, 2)}\n`)
    for (const line of errorLines(document)) this.#io.err(`${printable(line)}\n`)
    // A bug: where it happened is all that helps.
    if (error.code === 'internal' && thrown instanceof Error && thrown.stack)
      this.#io.err(`${thrown.stack}\n`)
    return error.code === 'cancelled' ? exitCodes.interrupted : exitCodes.failed
  }
}

/** An error for a person's eyes: the message, then what is known, then what to do. */
export function errorLines(error: ErrorDocument): string[] {
  const where = [error.file, error.place].filter(Boolean).join(', ')
  return [
    `${error.code === 'cancelled' ? '' : 'error: '}${error.message}`,
    ...(where ? [`  in ${where}`] : []),
    ...(error.expected ? [`  expected ${error.expected}`] : []),
    ...(error.found ? [`  found ${error.found}`] : []),
    ...(error.remedy ? [`  ${error.remedy}`] : []),
  ]
}

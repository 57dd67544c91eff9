import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export type LogLevel = 'info' | 'warning' | 'error'

/** The newest is `fewlabel.log`, older ones are `fewlabel.1.log`, … */
const filesKept = 5
const largestFile = 1_000_000
/** So that one failure cannot push all others out of the log. */
const longestEntry = 8000

/**
 * What happened, for whoever has to find out why: one line per entry, with the time (UTC) and a level. Written at once,
 * so that a crash loses nothing, and never by somebody who would mind: a full disk costs log lines, nothing else. What
 * is in samples, labels and files has no place here.
 */
export class LogFile {
  readonly folder: string
  readonly #largest: number
  readonly #now: () => Date
  #file: number | null = null
  #size = 0

  /** @param options for tests */
  constructor(folder: string, options: { largestFile?: number; now?: () => Date } = {}) {
    this.folder = folder
    this.#largest = options.largestFile ?? largestFile
    this.#now = options.now ?? (() => new Date())
  }

  info(text: string): void {
    this.#write('info', text)
  }

  warning(text: string): void {
    this.#write('warning', text)
  }

  /** @param cause its stack is written, too */
  error(text: string, cause?: unknown): void {
    this.#write('error', cause === undefined ? text : `${text}: ${describe(cause)}`)
  }

  close(): void {
    try {
      if (this.#file !== null) closeSync(this.#file)
    } catch {}
    this.#file = null
  }

  #write(level: LogLevel, text: string): void {
    try {
      const line = Buffer.from(`${this.#now().toISOString()} ${level} ${oneLine(text)}\n`)
      if (this.#file === null) this.#open()
      if (this.#size > 0 && this.#size + line.length > this.#largest) this.#rotate()
      writeSync(this.#file as number, line)
      this.#size += line.length
    } catch {
      this.close()
    }
  }

  #open(): void {
    // Only its owner reads it: paths in it tell about her.
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    this.#file = openSync(this.#path(0), 'a', 0o600)
    this.#size = fstatSync(this.#file).size
  }

  #rotate(): void {
    this.close()
    for (let age = filesKept - 1; age > 0; age--) {
      try {
        renameSync(this.#path(age - 1), this.#path(age))
      } catch {
        // There are not that many yet.
      }
    }
    this.#open()
  }

  #path(age: number): string {
    return join(this.folder, age === 0 ? 'fewlabel.log' : `fewlabel.${age}.log`)
  }
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

function oneLine(text: string): string {
  return text.slice(0, longestEntry).replaceAll(/\s*[\r\n]+\s*/g, ' | ')
}

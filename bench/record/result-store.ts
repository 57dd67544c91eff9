import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { circumstances } from './machine.ts'
import type { BenchRecord, Findings, RecordKind } from './records.ts'
import { resultsPage } from './results-page.ts'

/** The records of all kinds, oldest first. */
export type AllRecords = { [Kind in RecordKind]: BenchRecord<Kind>[] }

const kinds: RecordKind[] = ['product', 'model', 'variants', 'scale', 'profile', 'questions', 'latency']

/** Where measurements are kept: a file of JSON lines for each kind, and the page that is made of them. */
export class ResultStore {
  readonly #folder: string
  readonly #page: string
  readonly #command: string

  /** @param folder other than bench/results */
  constructor(folder: string | null, command: string) {
    this.#folder = folder ?? join(import.meta.dirname, '..', 'results')
    this.#page = folder === null ? join(import.meta.dirname, '..', 'RESULTS.md') : join(folder, 'RESULTS.md')
    this.#command = command
  }

  /** Adds a finding and makes the page anew. */
  keep<Kind extends RecordKind>(kind: Kind, findings: Findings[Kind]): void {
    const record = { ...circumstances(this.#command), ...findings }
    mkdirSync(this.#folder, { recursive: true })
    appendFileSync(this.#file(kind), `${JSON.stringify(record)}\n`)
    this.writePage()
  }

  writePage(): void {
    const entries = kinds.map((kind) => [kind, this.#read(kind)])
    writeFileSync(this.#page, resultsPage(Object.fromEntries(entries)))
  }

  #read(kind: RecordKind): BenchRecord[] {
    if (!existsSync(this.#file(kind))) return []
    const lines = readFileSync(this.#file(kind), 'utf8').split('\n')
    return lines.filter(Boolean).map((line) => JSON.parse(line))
  }

  #file(kind: RecordKind): string {
    return join(this.#folder, `${kind}.jsonl`)
  }
}

import { hash } from 'node:crypto'
import { asText, type DataKeys } from './embedded-data.ts'
import type { GivenWord } from './given-labels.ts'

interface Said {
  words: GivenWord[]
  /** Somebody accepted several classes at once. */
  several: boolean
}

/** Answers to each input, gathered from all rows: Prodigy writes one row for each person's answer. */
export class ProdigyAnswers {
  readonly #keys: DataKeys
  readonly #said = new Map<string, Said | null>()
  /** One string for a person or class, however often it occurs. */
  readonly #names = new Map<string, string>()

  constructor(keys: DataKeys) {
    this.#keys = keys
  }

  take(row: Record<string, unknown>): void {
    const key = inputKey(row, this.#keys)
    const said = this.#said.get(key) ?? { words: [], several: false }
    const names = acceptedOf(row)
    if (names.length > 1) said.several = true
    for (const name of names) {
      said.words.push({
        name: this.#one(name),
        annotator: this.#one(asText(row._annotator_id ?? row._session_id)),
        at: timeOf(row),
      })
    }
    this.#said.set(key, said)
  }

  /** What was said of the input of a row; null where that was asked before. */
  next(row: Record<string, unknown>): Said | null {
    const key = inputKey(row, this.#keys)
    const said = this.#said.get(key) ?? null
    this.#said.set(key, null)
    return said
  }

  #one(text: string): string {
    const known = this.#names.get(text)
    if (known === undefined) this.#names.set(text, text)
    return known ?? text
  }
}

/** Prodigy's time is in whole seconds; an export of ours says it exactly. */
function timeOf({ meta, _timestamp: seconds }: Record<string, unknown>): string | number | null {
  const exact = (meta as Record<string, unknown> | null | undefined)?.labeled_at
  if (typeof exact === 'string') return exact
  return typeof seconds === 'number' || typeof seconds === 'string' ? seconds : null
}

/** What makes two rows answers to the same question. */
function inputKey(row: Record<string, unknown>, { image, text, vector }: DataKeys): string {
  if (row._input_hash !== undefined) return String(row._input_hash)
  const meta = (row.meta ?? {}) as Record<string, unknown>
  const parts = [row.id ?? meta.id, ...[image, text, vector].map((key) => (key === null ? '' : row[key]))]
  return hash('sha256', parts.map(asText).join('\u001f'), 'base64')
}

/** Classes that were accepted; none where the row was rejected, ignored or not answered yet. */
function acceptedOf(row: Record<string, unknown>): string[] {
  if (row.answer !== 'accept') return []
  const accepted: unknown[] = Array.isArray(row.accept)
    ? row.accept
    : 'accept' in row
      ? [row.accept]
      : [row.label]
  const named = accepted.map((id) => nameOf(id, row.options)).filter((name) => name !== '')
  return [...new Set(named)]
}

/** An option is chosen by its id; the class is what people read. */
function nameOf(id: unknown, options: unknown): string {
  if (typeof id !== 'string' && typeof id !== 'number') return ''
  const option = Array.isArray(options)
    ? options.find((each) => (each as { id?: unknown } | null)?.id === id)
    : undefined
  return (asText((option as { text?: unknown } | undefined)?.text) || String(id)).trim()
}

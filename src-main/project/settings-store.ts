import type { z } from 'zod'
import type { ProjectConnection } from './connection.ts'

/** Settings that belong to the project, as JSON under a key. */
export class SettingsStore {
  readonly #connection: ProjectConnection

  constructor(connection: ProjectConnection) {
    this.#connection = connection
  }

  /** Undefined when it was never set, or set by a version of the program that meant something else by it. */
  get<Value>(key: string, schema: z.ZodType<Value>): Value | undefined {
    const text = this.#connection.read(() =>
      this.#connection.column<[string], string>('SELECT value FROM settings WHERE key = ?').get(key),
    )
    return text === undefined ? undefined : schema.safeParse(JSON.parse(text)).data
  }

  /** `value` is anything JSON can hold. */
  set(key: string, value: unknown): void {
    this.#connection.write(() =>
      this.#connection
        .statement<[string, string]>('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
        .run(key, JSON.stringify(value)),
    )
  }
}

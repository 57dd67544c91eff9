import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

/*
 * Small things that the program remembers about itself, each in a JSON file of its own. None is worth an error: what
 * cannot be read is not there, and what cannot be written is forgotten.
 */

/** Null the first time, and when the file is damaged. */
export function recall<Value>(file: string, schema: z.ZodType<Value>): Value | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Never throws: a read-only home folder must not keep anyone from closing the window. */
export function remember(file: string, value: unknown): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.tmp`, JSON.stringify(value), { mode: 0o600 })
    renameSync(`${file}.tmp`, file)
  } catch {}
}

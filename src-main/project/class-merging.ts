import { classSchema } from '../contract/labeling.ts'
import { type ClassRow, nameKey } from './class-rows.ts'
import type { ProjectConnection } from './connection.ts'

/** Notes in the file, inside a transaction of the caller's, that one class stands for another. */
export function writeMerge(connection: ProjectConnection, fromId: number, intoId: number): void {
  connection
    .statement<[number, string, number]>('UPDATE classes SET merged_into = ?, merged_at = ? WHERE id = ?')
    .run(intoId, new Date().toISOString(), fromId)
}

/**
 * Makes a merged class one of its own again, inside a transaction of the caller's. Where another class took its name
 * meanwhile it comes back as “name (2)”, where another took its key, without one.
 *
 * @param rows all classes
 */
export function takeBackMerge(connection: ProjectConnection, rows: readonly ClassRow[], id: number): void {
  const { name, hotkey } = rows[id - 1]
  const live = rows.filter((row) => row.mergedInto === null)
  const taken = new Set(live.map((row) => nameKey(row.name)))
  const freeName = freeNameFor(name, taken)
  const freeHotkey = live.some((row) => row.hotkey === hotkey) ? null : hotkey
  connection
    .statement<[string, string, string | null, number]>(
      'UPDATE classes SET merged_into = NULL, merged_at = NULL, name = ?, name_key = ?, hotkey = ? WHERE id = ?',
    )
    .run(freeName, nameKey(freeName), freeHotkey, id)
}

function freeNameFor(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(nameKey(name))) return name
  const longest = classSchema.shape.name.maxLength ?? name.length
  for (let number = 2; ; number++) {
    const ending = ` (${number})`
    const numbered = name.slice(0, longest - ending.length) + ending
    if (!taken.has(nameKey(numbered))) return numbered
  }
}

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const windowMemorySchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  maximized: z.boolean(),
})
/** Where the window was when it was closed. `bounds` are those it has when it is not maximized. */
export type WindowMemory = z.infer<typeof windowMemorySchema>

/** Null the first time, and when the file is damaged: a place for a window is not worth an error. */
export function recallWindow(file: string): WindowMemory | null {
  try {
    return windowMemorySchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Never throws: a read-only home folder must not keep anyone from closing the window. */
export function rememberWindow(file: string, memory: WindowMemory): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.tmp`, JSON.stringify(memory))
    renameSync(`${file}.tmp`, file)
  } catch {}
}

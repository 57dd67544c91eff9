import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SecondStart {
  argv: string[]
  workingDirectory: string
  additionalData: unknown
}

/**
 * One program per folder: whoever finds its lock held by a process that lives leaves a note for that process instead.
 *
 * @param folder the program's userData
 */
export function takeLock(folder: string, mine: SecondStart, onSecond: (start: SecondStart) => void): boolean {
  const lock = join(folder, 'stand-in-lock')
  const notes = join(folder, 'stand-in-starts')
  mkdirSync(notes, { recursive: true })
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
  } catch {
    if (isAlive(Number(readFileSync(lock, 'utf8')))) {
      writeFileSync(join(notes, `${process.pid}.json`), JSON.stringify(mine))
      return false
    }
    writeFileSync(lock, String(process.pid))
  }
  for (const note of readdirSync(notes)) rmSync(join(notes, note))
  const read = () => {
    for (const note of readdirSync(notes)) {
      const path = join(notes, note)
      let start: SecondStart
      try {
        start = JSON.parse(readFileSync(path, 'utf8'))
      } catch {
        // Being written; the watcher tells again when it is done.
        continue
      }
      rmSync(path)
      onSecond(start)
    }
  }
  watch(notes, read).unref()
  return true
}

export function releaseLock(folder: string): void {
  rmSync(join(folder, 'stand-in-lock'), { force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

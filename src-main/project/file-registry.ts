import { statSync } from 'node:fs'

/**
 * Project files that this process has open. On POSIX systems closing *any* descriptor of a file drops all locks
 * the process has on it, SQLite's included (sqlite.org/howtocorrupt.html, 2.2), so a file in this list must not
 * be opened behind SQLite's back, not even to look at its header.
 */
const openFiles = new Map<string, { connections: number; writer: FileWriter | null }>()

/** Who in this process writes to a file. */
export interface FileWriter {
  holder: string
  since: string
}

/** Whether this process has the file open, and who of it writes to it. */
export function openHere(file: string): { writer: FileWriter | null } | null {
  const key = fileKey(file)
  return (key !== null && openFiles.get(key)) || null
}

/** Adds a connection to the list; call what is returned when it is closed. */
export function registerOpen(file: string, writer: FileWriter | null): () => void {
  const key = fileKey(file)
  if (key === null) return () => {}
  const entry = openFiles.get(key) ?? { connections: 0, writer: null }
  entry.connections++
  entry.writer ??= writer
  openFiles.set(key, entry)
  return () => {
    entry.connections--
    if (writer && entry.writer === writer) entry.writer = null
    if (entry.connections === 0) openFiles.delete(key)
  }
}

function fileKey(file: string): string | null {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stats ? `${stats.dev}:${stats.ino}` : null
}

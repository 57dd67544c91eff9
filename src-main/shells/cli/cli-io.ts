/** What a command needs of the terminal; tests give it something to look at instead. */
export interface CliIo {
  /** Results. */
  out(text: string): void
  /** Messages and progress. */
  err(text: string): void
  /** Columns of the terminal that messages go to; null when they go elsewhere, and progress is not shown. */
  width(): number | null
  /** Aborted when the person presses Ctrl-C. */
  readonly signal: AbortSignal
}

/**
 * The process's own terminal. The first Ctrl-C (or end of the terminal) asks the command to stop and leave everything whole, the
 * second one does not ask any more.
 */
export function processIo(): CliIo {
  const abort = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (abort.signal.aborted) process.exit(130)
      abort.abort()
    })
  }
  // Whoever reads us may have read enough (`| head`), and the terminal may be closed while the project still is to be:
  // no reason for a stack trace, and none to stop half way.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
    })
  }
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    // Some terminals say 0.
    width: () => (process.stderr.isTTY ? process.stderr.columns || 80 : null),
    signal: abort.signal,
  }
}

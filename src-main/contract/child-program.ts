/** Why a child program ended, for people. */
export interface ChildExit {
  /** `SIGSEGV`, `exit code 1`, … */
  cause: string
  /** The end of its error output. */
  lastWords: string
}

/**
 * A program of ours in a process of its own, seen from the host: `child_process.fork` under Node, a utility process
 * under Electron. Messages are structured clones, in order.
 */
export interface ChildProgram {
  /** Null until the process is there. */
  readonly pid: number | null
  /** Dropped when the process has ended; its exit is told on its own. */
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once. */
  onExit(listener: (exit: ChildExit) => void): void
  /** At once, whatever it does. */
  kill(): void
}

/** Starts one of our programs by its name: the built file `<name>.js`, or its source when run from sources. */
export type StartProgram = (name: 'engine' | 'image-decoder') => ChildProgram

import { Worker } from 'node:worker_threads'
import type Database from 'better-sqlite3'
import type { CommitObserver } from './connection.ts'
import { type JournalTask, workerBusy, workerIdle, workerStopped } from './journal-task.ts'

/** Pages in the write-ahead log from which on it is worth moving them into the project file (4 MB). */
const pagesToMove = 1000
/** Where the worker cannot keep up, the commit that reaches this many pages (32 MB) moves them itself. */
const pagesAtMost = 8192

// From sources the worker is TypeScript beside this file, in the build JavaScript beside the bundle.
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './journal-worker.ts' : './journal-worker.js',
  import.meta.url,
)

/**
 * Moves what is in the write-ahead log into the project file, in a thread of its own. SQLite would do it in the
 * commit that fills the log: megabytes and two syncs, for which a label would have to wait while a checkpoint is
 * being saved. (The move itself, "checkpointing" to SQLite, does not keep others from writing.)
 */
export class JournalKeeper implements CommitObserver {
  readonly #database: Database.Database
  readonly #file: string
  /** Shared with the worker; see journal-task.ts. */
  readonly #state = new Int32Array(new SharedArrayBuffer(4))
  readonly #logSize: Database.Statement<[], { log: number; checkpointed: number }>
  #worker: Worker | null = null
  #asked = false
  /** No more work for the worker. */
  #resting = false

  constructor(database: Database.Database, file: string) {
    this.#database = database
    this.#file = file
    this.#logSize = database.prepare('PRAGMA wal_checkpoint(NOOP)')
    database.pragma(`wal_autocheckpoint = ${pagesAtMost}`)
  }

  committed(): void {
    if (this.#asked || this.#resting) return
    const { log, checkpointed } = this.#logSize.get() as { log: number; checkpointed: number }
    if (log - checkpointed < pagesToMove) return
    this.#asked = true
    this.#worker ??= this.#start()
    this.#worker.postMessage('move')
  }

  /** Waits until the worker is off the file, and keeps it off. */
  stop(): void {
    this.#resting = true
    for (let second = 0; second < 10; second++) {
      if (Atomics.compareExchange(this.#state, 0, workerIdle, workerStopped) !== workerBusy) break
      Atomics.wait(this.#state, 0, workerBusy, 1000)
    }
    void this.#worker?.terminate()
  }

  #start(): Worker {
    const task: JournalTask = { file: this.#file, state: this.#state }
    const worker = new Worker(workerUrl, { workerData: task })
    worker.unref()
    worker.on('message', () => {
      this.#asked = false
    })
    worker.on('error', () => {
      // Without the worker SQLite does it in the commits again: slower, and as safe.
      this.#resting = true
      if (this.#database.open) this.#database.pragma(`wal_autocheckpoint = ${pagesToMove}`)
    })
    return worker
  }
}

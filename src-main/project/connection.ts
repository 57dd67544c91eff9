import type Database from 'better-sqlite3'
import { FewlabelError } from '../contract/errors.ts'
import { withProjectErrors } from './sqlite-errors.ts'

/** How long a statement waits for another connection, in milliseconds. */
export const busyTimeout = 5000

/** Settings of every connection to a project; the journal is chosen apart, by the writer. */
export function configure(database: Database.Database): void {
  database.pragma(`busy_timeout = ${busyTimeout}`)
  // Projects come from anywhere. (That no SQL can rewrite the schema, defensive mode, is better-sqlite3's default.)
  database.pragma('trusted_schema = OFF')
  database.pragma('cell_size_check = ON')
  database.pragma('foreign_keys = ON')
  // So that the triggers of the label log also see the deletion inside INSERT OR REPLACE.
  database.pragma('recursive_triggers = ON')
}

/**
 * What the stores share: prepared statements, transactions, and errors that name the file.
 * All of it is synchronous; a transaction never spans a turn of the event loop, except the one of an import
 * (see {@link hold}), during which every other write is refused.
 */
export class ProjectConnection {
  readonly file: string
  readonly database: Database.Database
  readonly #statements = new Map<string, Database.Statement>()
  #heldFor: string | null = null
  #released: (() => void)[] = []
  /** Called first thing in every transaction that writes; throws when writing is not ours any more. */
  #guard: () => void = () => {}

  constructor(database: Database.Database, file: string) {
    this.database = database
    this.file = file
  }

  setGuard(guard: () => void): void {
    this.#guard = guard
  }

  /** A statement, compiled once. */
  statement<Parameters extends unknown[], Row = unknown>(sql: string): Database.Statement<Parameters, Row> {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement as Database.Statement<Parameters, Row>
  }

  /** The same for a single column: rows come as bare values. */
  column<Parameters extends unknown[], Value>(sql: string): Database.Statement<Parameters, Value> {
    return this.statement<Parameters, Value>(sql).pluck()
  }

  read<Result>(work: () => Result): Result {
    return withProjectErrors(this.file, work)
  }

  /** Runs `work` in one transaction, durable on return; rolled back whole when it throws. */
  write<Result>(work: () => Result): Result {
    if (this.#heldFor) {
      throw new FewlabelError('busy', `The project is busy: ${this.#heldFor}.`, {
        file: this.file,
        remedy: 'Wait until that is done, or cancel it.',
      })
    }
    return withProjectErrors(this.file, () => {
      this.database.exec('BEGIN IMMEDIATE')
      try {
        this.#guard()
        const result = work()
        this.database.exec('COMMIT')
        return result
      } catch (thrown) {
        this.#rollBack()
        throw thrown
      }
    })
  }

  /** Opens a transaction that stays open over many turns of the event loop; `reason` is told to who is refused. */
  hold(reason: string): HeldTransaction {
    // An empty write first: the guard and a transaction already held are dealt with there.
    this.write(() => {})
    // With the log empty now, it can be cut back to nothing should the transaction fill the disk.
    this.#emptyLog()
    withProjectErrors(this.file, () => this.database.exec('BEGIN IMMEDIATE'))
    this.#heldFor = reason
    let open = true
    const end = (commit: boolean) => {
      if (!open) return
      open = false
      let committed = false
      try {
        if (commit) withProjectErrors(this.file, () => this.database.exec('COMMIT'))
        committed = commit
      } finally {
        this.#rollBack()
        if (!committed) this.#emptyLog()
        this.#heldFor = null
        for (const resolve of this.#released.splice(0)) resolve()
      }
    }
    return { commit: () => end(true), rollback: () => end(false) }
  }

  /** What the project is busy with, or null. */
  get heldFor(): string | null {
    return this.#heldFor
  }

  /** Resolves as soon as no held transaction is in the way. */
  async released(): Promise<void> {
    while (this.#heldFor) await new Promise<void>((resolve) => this.#released.push(resolve))
  }

  /** Moves the log into the file and gives its disk space back. */
  #emptyLog(): void {
    try {
      this.database.pragma('wal_checkpoint(TRUNCATE)')
    } catch {
      // Somebody reads from it, or it cannot be moved into the file: it stays as it is.
    }
  }

  #rollBack(): void {
    // Some errors (a full disk among them) make SQLite roll back by itself.
    if (this.database.open && this.database.inTransaction) this.database.exec('ROLLBACK')
  }
}

/** A transaction kept open by {@link ProjectConnection.hold}; ending it twice is harmless. */
export interface HeldTransaction {
  commit(): void
  rollback(): void
}

import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { FewlabelError } from '../contract/errors.ts'
import { openHere } from './file-registry.ts'
import { processState, thisProcess } from './process-identity.ts'

/** How often the holder of a project says that it is still there, in milliseconds. */
export const heartbeatInterval = 15_000
/** A holder of whom nothing else is known counts as gone after this silence, in milliseconds. */
const silenceLimit = 60_000

export interface LeaseRow {
  token: string
  holder: string
  pid: number
  host: string
  scope: string | null
  started: string | null
  path: string
  since: string
  heartbeat: string
}

/** The lease on the file, or null when nobody has one. */
export function readLease(database: Database.Database): LeaseRow | null {
  const row = database
    .prepare<[], LeaseRow>(
      `SELECT token, holder, pid, host, scope, process_started AS started, path, since, heartbeat
        FROM lease WHERE id = 1`,
    )
    .get()
  return row ?? null
}

/** Throws `project-locked`, naming the holder, when somebody who is still there has the lease on `file`. */
export function requireFree(lease: LeaseRow | null, file: string): void {
  if (lease && !isAbandoned(lease, file)) throw projectLocked(lease, file)
}

/**
 * Takes the lease on the file, in one transaction: of two that try at the same moment one gets it. A lease whose
 * holder is gone is taken over. `check` is asked as soon as nobody else can write any more; what it throws keeps the
 * lease from being taken. Returns the token by which the holder knows its lease again.
 */
export function takeLease(
  database: Database.Database,
  file: string,
  holder: string,
  check: () => void = () => {},
): string {
  const token = randomUUID()
  const now = new Date().toISOString()
  const { pid, host, scope, started } = thisProcess()
  database
    .transaction(() => {
      requireFree(readLease(database), file)
      check()
      database
        .prepare(
          `INSERT OR REPLACE INTO lease
            (id, token, holder, pid, host, scope, process_started, path, since, heartbeat)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(token, holder, pid, host, scope, started, file, now, now)
    })
    .immediate()
  return token
}

export function projectLocked(
  { holder, pid, host, since }: Pick<LeaseRow, 'holder' | 'pid' | 'host' | 'since'>,
  file: string,
): FewlabelError {
  return new FewlabelError('project-locked', `The project is open in ${holder} already.`, {
    file,
    found: `${holder} (process ${pid} on ${host}) has had it since ${since}`,
    remedy: `Close it in ${holder} first.`,
  })
}

function isAbandoned(lease: LeaseRow, file: string): boolean {
  if (isOfAnotherFile(lease, file)) return true
  const state = processState({ ...lease })
  if (state === 'alive' && lease.pid === process.pid) return !openHere(file)?.writer
  if (state !== 'unknown') return state === 'dead'
  return Date.now() - Date.parse(lease.heartbeat) > silenceLimit
}

/** A copy made while the project was open carries the lease of the original along. */
function isOfAnotherFile(lease: LeaseRow, file: string): boolean {
  if (lease.path === file || lease.host !== thisProcess().host) return false
  const original = statSync(lease.path, { bigint: true, throwIfNoEntry: false })
  const here = statSync(file, { bigint: true })
  return original !== undefined && (original.ino !== here.ino || original.dev !== here.dev)
}

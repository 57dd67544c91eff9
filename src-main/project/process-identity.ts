import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Enough about a process to tell later whether it is still the one that runs under that number. */
export interface ProcessIdentity {
  pid: number
  host: string
  /** Boot and process namespace, where the system tells: numbers are only comparable within one. */
  scope: string | null
  /** When it started, as the system puts it; only good for comparing. Null where the system does not tell. */
  started: string | null
}

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), scope: processScope(), started: processStart(process.pid) }
}

/**
 * `alive` and `dead` are certain; `unknown` when the process is (or may be) on another machine, or its number is
 * in use and nothing tells by whom.
 */
export function processState(identity: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  if (identity.host !== hostname() || identity.scope !== processScope()) return 'unknown'
  if (!numberInUse(identity.pid)) return 'dead'
  const started = processStart(identity.pid)
  if (started === null || identity.started === null) return 'unknown'
  return started === identity.started ? 'alive' : 'dead'
}

function numberInUse(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    // EPERM: it exists and belongs to somebody else.
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function processScope(): string | null {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return null
  }
}

function processStart(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      // Field 22; counted behind the command's name, which may hold spaces and brackets.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
    }
    if (process.platform === 'darwin') {
      const environment = { ...process.env, LC_ALL: 'C' }
      const start = execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { env: environment })
      return start.toString().trim() || null
    }
  } catch {
    // Gone between two looks, or the system hides it.
  }
  return null
}

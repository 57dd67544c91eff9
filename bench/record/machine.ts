import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, platform, totalmem } from 'node:os'
import type { Circumstances, Machine } from './records.ts'

/** The circumstances of a run that ends now. */
export function circumstances(command: string): Circumstances {
  return { machine: machine(), commit: commit(), date: new Date().toISOString(), command }
}

function machine(): Machine {
  return {
    processor: cpus()[0]?.model.trim().replace(/\s+/g, ' ') ?? 'unknown processor',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: platform(),
    node: process.versions.node,
  }
}

function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8', stdio: 'pipe' }).trim()
  try {
    // What the bench itself writes does not change what is measured.
    const changed = git('status', '--porcelain', '--', ':/src-main', ':/package-lock.json') !== ''
    return git('rev-parse', '--short=8', 'HEAD') + (changed ? '+' : '')
  } catch {
    return 'unknown'
  }
}

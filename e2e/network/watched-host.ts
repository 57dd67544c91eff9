import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Finding } from './finding.ts'
import { SocketWatch } from './process-sockets.ts'
import { canTrace, readTrace, straceCommand } from './strace-record.ts'

const cli = fileURLToPath(new URL('../../build/cli.js', import.meta.url))
const preload = (name: string) => `--import ${new URL(name, import.meta.url)}`

/** What the watchers of a session saw, and how far they looked. */
export interface HostRecord {
  findings: Finding[]
  /** Processes and threads that the guard was in. */
  guarded: string[]
  /** Looks at the system's tables, and the programs whose sockets were among them; null where there are none. */
  system: { looks: number; programs: string[] } | null
  /** Lines of strace; null where it is missing. */
  traced: number | null
}

/** The built program serving its window, watched from its first to its last breath. */
export class WatchedHost {
  readonly url: string
  readonly #child: ChildProcess
  readonly #folder: string
  readonly #watch: SocketWatch | null

  private constructor(child: ChildProcess, url: string, folder: string, watch: SocketWatch | null) {
    this.#child = child
    this.url = url
    this.#folder = folder
    this.#watch = watch
  }

  /**
   * @param folder for its settings and for what the watchers write
   * @param plant see plant.ts
   */
  static async start(folder: string, plant = ''): Promise<WatchedHost> {
    const command = [process.execPath, cli, 'serve', '--no-open', '--port', '0']
    if (canTrace()) command.unshift(...straceCommand(traceFile(folder)))
    const child = spawn(command[0], command.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: guardEnvironment(folder, plant).env,
    })
    const id = child.pid
    if (id === undefined) throw new Error(`${command[0]} could not be started`)
    // A test that fails on the way does not stop it.
    process.once('exit', () => child.kill('SIGKILL'))
    const watch = process.platform === 'linux' ? new SocketWatch(() => [id]) : null
    let said = ''
    const url = await new Promise<string>((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        said += chunk.toString()
        const address = /http:\/\/127\.0\.0\.1:\d+\/enter\?token=\S+/.exec(said)?.[0]
        if (address) resolve(address)
      }
      child.stdout?.on('data', listen)
      child.stderr?.on('data', listen)
      child.once('exit', (code) => reject(new Error(`the host ended with code ${code}:\n${said}`)))
    })
    return new WatchedHost(child, url, folder, watch)
  }

  /** Ends it; what there was to be seen. */
  async stop(): Promise<HostRecord> {
    this.#watch?.look()
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit')
      this.#child.kill('SIGTERM')
      await ended
    }
    const system = this.#watch?.reach ?? null
    const guard = readRecord(recordFile(this.#folder))
    const trace = existsSync(traceFile(this.#folder)) ? readTrace(traceFile(this.#folder)) : null
    return {
      findings: [...guard.findings, ...(this.#watch?.stop() ?? []), ...(trace?.findings ?? [])],
      guarded: guard.started,
      system,
      traced: trace?.calls ?? null,
    }
  }
}

const recordFile = (folder: string) => join(folder, 'sockets.jsonl')
const traceFile = (folder: string) => join(folder, 'network.strace')

/**
 * For a program whose processes and threads are all to have the guard in them.
 *
 * @param folder for its settings and for `record`, the file that the guard writes
 * @param plant see plant.ts
 */
export function guardEnvironment(folder: string, plant: string): { env: NodeJS.ProcessEnv; record: string } {
  const record = recordFile(folder)
  const NODE_OPTIONS = `${preload('./socket-guard.ts')} ${preload('./plant.ts')}`
  const own = { FEWLABEL_HOME: folder, FEWLABEL_SOCKET_RECORD: record, FEWLABEL_PLANT: plant, NODE_OPTIONS }
  return { env: { ...process.env, ...own }, record }
}

/** What the guard wrote: who was guarded, and what was refused. */
export function readRecord(file: string): { findings: Finding[]; started: string[] } {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  const entries: (Finding | { started: string })[] = lines.map((line) => JSON.parse(line))
  return {
    findings: entries.filter((entry) => 'by' in entry),
    started: entries.flatMap((entry) => ('started' in entry ? [entry.started] : [])),
  }
}

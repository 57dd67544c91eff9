import { type ChildProcess, fork, type StdioOptions } from 'node:child_process'
import type { ForkOptions, UtilityProcess } from 'electron'
import { app } from './app.ts'
import { preventable, RefusingEmitter, refuseOptions } from './refusal.ts'

export const forkOptions = [
  'allowLoadingUnsignedLibraries',
  'cwd',
  'env',
  'execArgv',
  'serviceName',
  'stdio',
] as const satisfies (keyof ForkOptions)[]

/** A Node process whose `process.parentPort` is as Electron's; see utility-register.ts. */
export class UtilityProcessStandIn
  extends RefusingEmitter
  implements Pick<UtilityProcess, 'pid' | 'kill' | 'postMessage' | 'stderr' | 'stdout'>
{
  pid: number | undefined
  readonly stdout: NodeJS.ReadableStream | null
  readonly stderr: NodeJS.ReadableStream | null
  readonly _child: ChildProcess

  constructor(modulePath: string, args: string[] = [], options: ForkOptions = {}) {
    super('UtilityProcess', ['spawn', 'exit', 'error', 'message'])
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready.')
    refuseOptions('ForkOptions', options, forkOptions)
    const { cwd, env, execArgv = [], stdio = 'inherit', serviceName } = options
    const wanted = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio]
    const child = fork(modulePath, args, {
      cwd,
      env: env as NodeJS.ProcessEnv | undefined,
      execArgv: [...execArgv, '--import', new URL('./utility-register.ts', import.meta.url).href],
      serialization: 'advanced',
      // Electron gives such a process no standard input.
      stdio: ['ignore', wanted[1], wanted[2], 'ipc'] as StdioOptions,
    })
    this._child = child
    this.stdout = child.stdout
    this.stderr = child.stderr
    child.once('spawn', () => {
      this.pid = child.pid
      this.emit('spawn')
    })
    child.on('message', (message) => this.emit('message', message))
    child.once('exit', (code, signal) => {
      this.pid = undefined
      if (code !== 0) {
        const details = {
          type: 'Utility',
          reason: signal ? 'killed' : 'crashed',
          exitCode: code ?? 9,
          serviceName,
        }
        app.emit('child-process-gone', preventable({}), { ...details, name: serviceName })
      }
      this.emit('exit', code ?? (signal === 'SIGKILL' ? 9 : 1))
    })
    // Electron ends them with itself.
    process.once('exit', () => child.kill('SIGKILL'))
  }

  postMessage(message: unknown, transfer?: unknown[]): void {
    if (transfer && transfer.length > 0)
      throw new Error('The stand-in for Electron does not transfer message ports to a utility process.')
    if (this._child.connected) this._child.send(message as object, () => {})
  }

  kill(): boolean {
    return this._child.kill()
  }
}

import type { ChildExit, ChildProgram } from '../contract/child-program.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { EngineStatus } from '../contract/training.ts'
import { crash } from './engine-crash.ts'
import {
  type EngineMessage,
  type EnginePreference,
  engineMessageSchema,
  type HostMessage,
} from './protocol.ts'
import { within } from './within.ts'

export interface SupervisionOptions {
  /** Seconds before the first, second, … restart; the last one repeats. */
  backoffSeconds: number[]
  /** Deaths at which it is given up: within a minute, or in a row without getting ready. */
  deathsToFail: number
  /** An engine that starts or works and says nothing for so long is taken for dead. */
  silenceSeconds: number
  /** Time for ending in peace when it is stopped. */
  graceSeconds: number
}

/** What the supervisor tells its owner. */
export interface SupervisorListener {
  onStatus(status: EngineStatus): void
  /** Everything the engine says but `ready` and what concerns its start. */
  onMessage(message: EngineMessage): void
  /** The engine died; `final` when it will not be started again. */
  onDeath(error: FewlabelError, final: boolean): void
}

const watchSeconds = 5
const deathWindowMilliseconds = 60_000
/** TensorFlow aborts its process where the processor lacks an instruction; after so many tries `auto` avoids it. */
const deathsBlamedOnNative = 2

/** Keeps an engine process at hand, a fresh one for each job: starts it, notices its death or silence, starts it again. */
export class EngineSupervisor {
  readonly #spawn: () => ChildProgram
  readonly #options: SupervisionOptions
  readonly #listener: SupervisorListener
  #status: EngineStatus = {
    state: 'stopped',
    backend: null,
    reason: 'The engine is not started.',
    version: null,
    pid: null,
    restarts: 0,
  }
  #preference: EnginePreference
  #process: ChildProgram | null = null
  /** The last process was ended because its work was done. */
  #retired = false
  /** The end of that process. */
  #leaving: Promise<void> = Promise.resolve()
  /** What start() waits for. */
  #starting: PromiseWithResolvers<EngineStatus> | null = null
  #deaths: number[] = []
  #deathsWhileLoading = 0
  #restartTimer: NodeJS.Timeout | undefined
  #watchTimer: NodeJS.Timeout | undefined
  #quietSeconds = 0
  #working = false

  constructor(
    spawn: () => ChildProgram,
    preference: EnginePreference,
    options: SupervisionOptions,
    listener: SupervisorListener,
  ) {
    this.#spawn = spawn
    this.#preference = preference
    this.#options = options
    this.#listener = listener
  }

  get status(): EngineStatus {
    return this.#status
  }

  get preference(): EnginePreference {
    return this.#preference
  }

  get running(): boolean {
    return this.#status.state !== 'stopped' && this.#status.state !== 'failed'
  }

  /** A process is there to take a job. */
  get listening(): boolean {
    return this.#process !== null && this.#starting === null
  }

  /** Starts the engine afresh; resolves when it is ready. A running one is replaced. */
  start(preference: EnginePreference): Promise<EngineStatus> {
    this.#abandonProcess()
    this.#settleStart((starting) =>
      starting.reject(new FewlabelError('cancelled', 'The engine was started anew.')),
    )
    this.#preference = preference
    this.#deaths = []
    this.#deathsWhileLoading = 0
    this.#starting = expectedStart()
    this.#rest('starting', 'The engine is starting.')
    this.#launch()
    return this.whenReady()
  }

  /** Resolves at once when the engine is ready, else with its (re)start; rejects when that fails for good. */
  whenReady(): Promise<EngineStatus> {
    return this.#starting?.promise ?? Promise.resolve(this.#status)
  }

  send(message: HostMessage): void {
    this.#process?.send(message)
  }

  /** Ends a process whose job is done, for all of its memory. The engine stays ready: {@link wake} starts the next process. */
  retire(): void {
    const process = this.#process
    if (!process || this.#status.state !== 'ready') return
    this.#process = null
    this.#retired = true
    this.#endTimers()
    this.#leaving = this.#end(process)
    this.#set({ pid: null })
  }

  /** Starts a process in place of a retired one. */
  wake(): void {
    if (!this.#retired) return
    this.#starting ??= expectedStart()
    this.#set({ state: 'starting' })
    this.#launch()
  }

  /** Says whether the engine has a job, so that its silence means something, and whether that is training. */
  setWork(work: 'training' | 'sorting' | null): void {
    this.#working = work !== null
    this.#quietSeconds = 0
    const { state } = this.#status
    if (state !== 'ready' && state !== 'training') return
    const next = work === 'training' ? 'training' : 'ready'
    if (next !== state) this.#set({ state: next })
  }

  async stop(): Promise<void> {
    const process = this.#process
    this.#process = null
    this.#endTimers()
    await Promise.all([process && this.#end(process), this.#leaving])
    // Started anew meanwhile: that one is to live.
    if (this.#process) return
    this.#settleStart((starting) =>
      starting.reject(new FewlabelError('cancelled', 'The engine was stopped.')),
    )
    if (this.running) this.#rest('stopped', 'The engine was stopped.')
  }

  /** Asks for an end in peace. */
  async #end(process: ChildProgram): Promise<void> {
    const ended = new Promise<void>((resolve) => process.onExit(() => resolve()))
    process.send({ type: 'shutdown' })
    await within(this.#options.graceSeconds, ended)
    process.kill()
  }

  #launch(): void {
    this.#retired = false
    let process: ChildProgram
    try {
      process = this.#spawn()
    } catch (error) {
      this.#died({ cause: error instanceof Error ? error.message : String(error), lastWords: '' })
      return
    }
    this.#process = process
    this.#quietSeconds = 0
    this.#watchTimer = setInterval(() => this.#watch(), watchSeconds * 1000)
    this.#watchTimer.unref()
    process.onMessage((raw) => {
      if (process === this.#process) this.#receive(engineMessageSchema.parse(raw))
    })
    process.onExit((exit) => {
      if (process === this.#process) this.#died(exit)
    })
    const blameNative = this.#preference === 'auto' && this.#deathsWhileLoading >= deathsBlamedOnNative
    process.send({
      type: 'hello',
      preference: this.#preference,
      nativeProblem: blameNative ? 'native TensorFlow ended the engine while it was loading' : null,
    })
  }

  #receive(message: EngineMessage): void {
    this.#quietSeconds = 0
    if (message.type === 'ready') {
      const { backend, reason, version, pid } = message
      this.#deathsWhileLoading = 0
      this.#set({ state: 'ready', backend, reason, version, pid })
      this.#settleStart((starting) => starting.resolve(this.#status))
    } else if (message.type === 'failed' && message.job === null) {
      // While it starts there is no use in trying again; later it ends by itself and is started again.
      if (this.#starting) this.#giveUp(FewlabelError.fromDocument(message.error))
    }
    this.#listener.onMessage(message)
  }

  #died(exit: ChildExit): void {
    this.#process = null
    this.#endTimers()
    if (this.#starting) this.#deathsWhileLoading++
    const now = Date.now()
    this.#deaths = [...this.#deaths.filter((death) => now - death < deathWindowMilliseconds), now]
    const found = exit.lastWords ? `${exit.cause}: ${exit.lastWords}` : exit.cause
    if (Math.max(this.#deaths.length, this.#deathsWhileLoading) >= this.#options.deathsToFail) {
      this.#giveUp(crash(found, true))
      return
    }
    const { backoffSeconds } = this.#options
    const pause = backoffSeconds[Math.min(this.#deaths.length, backoffSeconds.length) - 1]
    this.#starting ??= expectedStart()
    this.#status = { ...this.#status, restarts: this.#status.restarts + 1 }
    this.#rest('restarting', `The engine ended unexpectedly (${exit.cause}) and is started again.`)
    this.#restartTimer = setTimeout(() => this.#launch(), pause * 1000)
    this.#listener.onDeath(crash(found, false), false)
  }

  #giveUp(error: FewlabelError): void {
    this.#abandonProcess()
    this.#rest('failed', [error.message, error.details.remedy].filter(Boolean).join(' '))
    this.#settleStart((starting) => starting.reject(error))
    this.#listener.onDeath(error, true)
  }

  #watch(): void {
    // Ticks, not the clock: a computer that slept must not find its engine dead.
    this.#quietSeconds += watchSeconds
    if (this.#quietSeconds < this.#options.silenceSeconds || !(this.#working || this.#starting)) return
    const process = this.#process
    this.#died({ cause: `silent for ${this.#options.silenceSeconds} s`, lastWords: '' })
    process?.kill()
  }

  #settleStart(settle: (starting: PromiseWithResolvers<EngineStatus>) => void): void {
    const starting = this.#starting
    this.#starting = null
    if (starting) settle(starting)
  }

  #abandonProcess(): void {
    const process = this.#process
    this.#process = null
    this.#endTimers()
    process?.kill()
  }

  #endTimers(): void {
    clearTimeout(this.#restartTimer)
    clearInterval(this.#watchTimer)
  }

  /** A state without a process to speak of. */
  #rest(state: 'starting' | 'restarting' | 'failed' | 'stopped', reason: string): void {
    this.#retired = false
    this.#set({ state, reason, backend: null, version: null, pid: null })
  }

  #set(change: Partial<EngineStatus>): void {
    this.#status = { ...this.#status, ...change }
    this.#listener.onStatus(this.#status)
  }
}

/** Nobody may be waiting, after a crash: then a failure is told by the status alone. */
function expectedStart(): PromiseWithResolvers<EngineStatus> {
  const starting = Promise.withResolvers<EngineStatus>()
  starting.promise.catch(() => {})
  return starting
}

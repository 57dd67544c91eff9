import type { ChildProgram } from '../contract/child-program.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { EngineStatus, TrainingEvent } from '../contract/training.ts'
import { ClientJob, type EngineJob } from './client-job.ts'
import { EngineSupervisor, type SupervisionOptions } from './engine-supervisor.ts'
import type { EngineMessage, EnginePreference, HostMessage, InferRequest, TrainRequest } from './protocol.ts'
import { within } from './within.ts'

export type { EngineJob } from './client-job.ts'
export type { EnginePreference } from './protocol.ts'

/** While a returned promise is pending no further event is delivered, and soon the engine waits, too. */
type TrainingListener = (event: TrainingEvent) => void | Promise<void>

/** The host's side of the engine: one process at a time kept at hand, one job per process. */
export interface EngineClient {
  status(): EngineStatus
  /** Returns the function that ends the listening. */
  onStatus(listener: (status: EngineStatus) => void): () => void
  /**
   * Starts the engine, or starts it anew with another preference. Resolves when it is ready.
   * @throws FewlabelError engine-unavailable (the chosen backend does not run here), engine-crashed (it died too often),
   *   busy (another preference was asked for while a job runs), cancelled (stopped meanwhile)
   */
  start(preference?: EnginePreference): Promise<EngineStatus>
  /** Trains; waits for an engine that is being started. */
  train(request: TrainRequest, onEvent: TrainingListener): EngineJob
  /** Sorts samples with the last checkpoint of a run. */
  infer(request: InferRequest, onEvent: TrainingListener): EngineJob
  /** Ends the running job after a last checkpoint, then the engine. */
  stop(): Promise<void>
}

export interface EngineClientOptions extends Partial<SupervisionOptions> {
  /** What start() without an argument starts with; `auto` if absent. */
  preference?: EnginePreference
}

/** @param spawn starts a process that runs engine-process.ts; called again whenever the last one died */
export function createEngineClient(
  spawn: () => ChildProgram,
  options: EngineClientOptions = {},
): EngineClient {
  return new SupervisedEngine(spawn, options)
}

const defaults: SupervisionOptions = {
  backoffSeconds: [0.2, 1, 5],
  deathsToFail: 5,
  silenceSeconds: 180,
  graceSeconds: 10,
}

interface CurrentJob {
  id: number
  job: ClientJob
  /** Sent as soon as the engine is ready. */
  message: Extract<HostMessage, { type: 'train' | 'infer' }>
  sent: boolean
}

class SupervisedEngine implements EngineClient {
  readonly #supervisor: EngineSupervisor
  readonly #graceSeconds: number
  readonly #listeners = new Set<(status: EngineStatus) => void>()
  #current: CurrentJob | null = null
  #jobCount = 0

  constructor(spawn: () => ChildProgram, { preference = 'auto', ...options }: EngineClientOptions) {
    const supervision = { ...defaults, ...options }
    this.#graceSeconds = supervision.graceSeconds
    this.#supervisor = new EngineSupervisor(spawn, preference, supervision, {
      onStatus: (status) => {
        for (const listener of this.#listeners) listener(status)
      },
      onMessage: (message) => this.#receive(message),
      onDeath: (error, final) => {
        // A job that was not begun waits for the next process.
        if (final || this.#current?.sent) this.#endJob((job) => job.fail(error))
      },
    })
  }

  status(): EngineStatus {
    return this.#supervisor.status
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async start(preference: EnginePreference = this.#supervisor.preference): Promise<EngineStatus> {
    const supervisor = this.#supervisor
    if (supervisor.running && preference === supervisor.preference) {
      supervisor.wake()
      return supervisor.whenReady()
    }
    if (this.#current) throw new FewlabelError('busy', 'The engine works; it cannot be exchanged now.')
    return supervisor.start(preference)
  }

  train(request: TrainRequest, onEvent: TrainingListener): EngineJob {
    return this.#give((job) => ({ type: 'train', job, request }), onEvent)
  }

  infer(request: InferRequest, onEvent: TrainingListener): EngineJob {
    return this.#give((job) => ({ type: 'infer', job, request }), onEvent)
  }

  async stop(): Promise<void> {
    const running = this.#current
    if (running) {
      this.#stopJob(running.id)
      await within(this.#graceSeconds, running.job.done)
    }
    this.#endJob((job) => job.fail(new FewlabelError('cancelled', 'The engine was stopped.')))
    await this.#supervisor.stop()
  }

  #give(message: (id: number) => CurrentJob['message'], onEvent: TrainingListener): EngineJob {
    const id = ++this.#jobCount
    const job = new ClientJob(onEvent, () => this.#stopJob(id))
    if (this.#current) {
      job.fail(
        new FewlabelError('busy', 'The engine has another job.', { remedy: 'Wait for it, or stop it.' }),
      )
    } else if (!this.#supervisor.running) {
      const { reason } = this.status()
      job.fail(
        new FewlabelError('engine-unavailable', `The engine does not run. ${reason}`, {
          remedy: 'Start the engine first.',
        }),
      )
    } else {
      this.#current = { id, job, message: message(id), sent: false }
      if (this.#supervisor.listening) this.#sendJob()
      else this.#supervisor.wake()
    }
    return { done: job.done, stop: () => this.#stopJob(id) }
  }

  #sendJob(): void {
    if (!this.#current || this.#current.sent) return
    this.#current.sent = true
    this.#supervisor.send(this.#current.message)
    this.#supervisor.setWork(this.#current.message.type === 'train' ? 'training' : 'sorting')
  }

  #stopJob(id: number): void {
    if (this.#current?.id !== id) return
    if (this.#current.sent) this.#supervisor.send({ type: 'pause', job: id })
    else this.#endJob((job) => job.end('stopped'))
  }

  #endJob(settle: (job: ClientJob) => void): void {
    const current = this.#current
    this.#current = null
    this.#supervisor.setWork(null)
    if (current) settle(current.job)
  }

  #receive(message: EngineMessage): void {
    if (message.type === 'ready') {
      this.#sendJob()
      return
    }
    if (message.type === 'heartbeat' || this.#current?.id !== message.job) return
    const { id, job } = this.#current
    if (message.type === 'event') {
      job.receive(message.event, () => this.#acknowledge(id))
    } else if (message.type === 'done') {
      this.#endJob((current) => current.end(message.outcome))
      this.#supervisor.retire()
    } else {
      this.#endJob((current) => current.fail(FewlabelError.fromDocument(message.error)))
      this.#supervisor.retire()
    }
  }

  #acknowledge(id: number): void {
    // The engine of an ended job does not wait for it any more, and a new process does not know it.
    if (this.#current?.id === id) this.#supervisor.send({ type: 'acknowledge', job: id })
  }
}

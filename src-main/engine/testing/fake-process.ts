import type { ChildExit, ChildProgram } from '../../contract/child-program.ts'
import { type TrainingEvent, trainingConfigSchema } from '../../contract/training.ts'
import { createEngineClient } from '../engine-client.ts'
import type { EngineMessage, HostMessage } from '../protocol.ts'

/** A process that only notes what it is told; the test speaks for it. */
export class FakeProcess implements ChildProgram {
  readonly pid = 7
  readonly sent: HostMessage[] = []
  killed = false
  #listeners: ((message: unknown) => void)[] = []
  #exits: ((exit: ChildExit) => void)[] = []

  send(message: HostMessage): void {
    this.sent.push(message)
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listeners.push(listener)
  }

  onExit(listener: (exit: ChildExit) => void): void {
    this.#exits.push(listener)
  }

  kill(): void {
    this.killed = true
  }

  say(message: EngineMessage): void {
    for (const listener of this.#listeners) listener(message)
  }

  ready(): void {
    this.say({ type: 'ready', backend: 'wasm', reason: 'WebAssembly, as chosen', version: '4.22.0', pid: 7 })
  }

  die(cause = 'SIGKILL'): void {
    for (const listener of this.#exits) listener({ cause, lastWords: '' })
  }

  types(): string[] {
    return this.sent.map(({ type }) => type)
  }
}

const config = trainingConfigSchema.parse({ warmupEpochs: 1, elboEpochs: 1, jitter: {} })
export const request = { projectPath: '/p.fewlabel', runId: 1, config, resume: false }
export const notice = (message: string): TrainingEvent => ({ type: 'notice', message })

/** A client whose processes are fakes. */
export function setUp(options = {}) {
  const processes: FakeProcess[] = []
  const client = createEngineClient(() => {
    const process = new FakeProcess()
    processes.push(process)
    return process
  }, options)
  return { client, processes, last: () => processes[processes.length - 1] }
}

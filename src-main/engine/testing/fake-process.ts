import { type TrainingEvent, trainingConfigSchema } from '../../contract/training.ts'
import { FakeProgram } from '../../process/testing/fake-program.ts'
import { createEngineClient } from '../engine-client.ts'
import type { EngineMessage, HostMessage } from '../protocol.ts'

/** An engine that only notes what it is told; the test speaks for it. */
export class FakeProcess extends FakeProgram {
  readonly sent: HostMessage[] = []

  send(message: HostMessage): void {
    this.sent.push(message)
  }

  override say(message: EngineMessage): void {
    super.say(message)
  }

  ready(): void {
    this.say({ type: 'ready', backend: 'wasm', reason: 'WebAssembly, as chosen', version: '4.22.0', pid: 7 })
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

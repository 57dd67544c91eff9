import { createHash } from 'node:crypto'
import type { ChildExit, ChildProgram } from '../../contract/child-program.ts'
import type { DecoderMessage, DecoderOrder } from '../image-decoder-protocol.ts'

/** An image decoder that does what the names of its images say: `crash`, `hang`, `lie`, `large`; others it prepares. */
export class FakeDecoder implements ChildProgram {
  readonly pid = 7
  /** Names of the images it was given, order by order. */
  readonly orders: string[][] = []
  killed = false
  alive = true
  #listeners: ((message: unknown) => void)[] = []
  #exits: ((exit: ChildExit) => void)[] = []
  #turn = () => {}

  constructor() {
    queueMicrotask(() => this.say({ type: 'ready' }))
  }

  send(message: unknown): void {
    const order = message as DecoderOrder
    if (order.type === 'turn') this.#turn()
    else {
      this.orders.push(order.paths)
      setTimeout(() => void this.#decode(order.paths), 1)
    }
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listeners.push(listener)
  }

  onExit(listener: (exit: ChildExit) => void): void {
    this.#exits.push(listener)
  }

  kill(): void {
    this.killed = true
    queueMicrotask(() => this.die('SIGKILL'))
  }

  say(message: DecoderMessage | object): void {
    for (const listener of this.#listeners) listener(message)
  }

  die(cause: string): void {
    this.alive = false
    for (const listener of this.#exits.splice(0)) listener({ cause, lastWords: '' })
  }

  async #decode(paths: string[]): Promise<void> {
    for (const path of paths) {
      if (path.includes('crash')) return this.die('SIGSEGV')
      if (path.includes('hang')) return
      if (path.includes('lie')) return this.say({ type: 'done', outcomes: [] })
      if (path.includes('large')) {
        await new Promise<void>((resolve) => {
          this.#turn = resolve
          this.say({ type: 'ask-turn' })
        })
        if (path.includes('forever')) return
        this.say({ type: 'end-turn' })
      }
    }
    const outcomes = paths.map((path) => {
      const contentHash = createHash('sha256').update(path).digest()
      return { image: { input: new Uint8Array(16), thumbnail: null, original: null, contentHash } }
    })
    this.say({ type: 'done', outcomes })
  }
}

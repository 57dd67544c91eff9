import { createHash } from 'node:crypto'
import { FakeProgram } from '../../process/testing/fake-program.ts'
import type { DecoderOrder, EncodedImage } from '../image-decoder-protocol.ts'

/** An image decoder that does what the names of its images, or their bytes as text, say: `crash`, `hang`, `lie`, `large`; others it prepares. */
export class FakeDecoder extends FakeProgram {
  /** Names of the images it was given, order by order. */
  readonly orders: string[][] = []
  alive = true
  #turn = () => {}

  constructor() {
    super()
    queueMicrotask(() => this.say({ type: 'ready' }))
  }

  send(message: unknown): void {
    const order = message as DecoderOrder
    if (order.type === 'turn') this.#turn()
    else {
      const names = order.images.map(nameOf)
      this.orders.push(names)
      setTimeout(() => void this.#decode(names), 1)
    }
  }

  override kill(): void {
    super.kill()
    queueMicrotask(() => this.die())
  }

  override die(cause?: string): void {
    this.alive = false
    super.die(cause)
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

function nameOf(image: EncodedImage): string {
  return typeof image === 'string' ? image : Buffer.from(image).toString()
}

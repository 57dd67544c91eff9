import { availableParallelism } from 'node:os'
import type { ChildExit, ChildProgram } from '../contract/child-program.ts'
import type { ImageRecipe } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import {
  answers,
  type DecoderOrder,
  decoderMemoryLimit,
  decoderMessageSchema,
  type EncodedImage,
  type ImageOutcome,
} from './image-decoder-protocol.ts'

export interface ImagePoolOptions {
  /** Decoders at work at a time, at most. */
  size: number
  /** An image that takes longer is given up. */
  patienceSeconds: number
}

/** Some of the images of a task, for one decoder. */
interface Piece {
  task: Task
  from: number
  to: number
}

interface Task {
  images: EncodedImage[]
  outcomes: ImageOutcome[]
  missing: number
  resolve: (outcomes: ImageOutcome[]) => void
  reject: (error: Error) => void
}

interface Decoder {
  program: ChildProgram
  ended: Promise<void>
  ready: boolean
  piece: Piece | null
  /** Since it last gave word that it goes on. Ticks, not the clock: a computer that slept must not find it hanging. */
  quietSeconds: number
  /** Why it is being killed. */
  verdict: string | null
}

const tooMuchMemory = `took more than the ${decoderMemoryLimit >> 20} MB of memory allowed`
/** So many deaths before anything was ever decoded are no matter of single images. */
const deathsToFail = 25

/**
 * A few processes that decode images, each working at one image at a time. When one dies or hangs, its images are
 * tried one by one, so that the guilty one is known; that one gets no picture but a reason, and the others go on.
 */
export class ImagePool {
  readonly size: number
  readonly #recipe: ImageRecipe
  readonly #start: () => ChildProgram
  readonly #patienceSeconds: number
  readonly #decoders = new Set<Decoder>()
  readonly #waiting: Piece[] = []
  /** Those with a large image, in the order they asked; the first one has its turn. */
  readonly #turns: Decoder[] = []
  readonly #watch: NodeJS.Timeout
  /** Deaths before the first answer. */
  #deaths = 0
  #answered = false
  #failure: Error | null = null

  /** @param start starts a program that runs image-decoder.ts */
  constructor(recipe: ImageRecipe, start: () => ChildProgram, options: Partial<ImagePoolOptions> = {}) {
    this.#recipe = recipe
    this.#start = start
    this.size = options.size ?? Math.min(3, availableParallelism())
    this.#patienceSeconds = options.patienceSeconds ?? 30
    this.#watch = setInterval(() => this.#lookAround(), 1000)
    this.#watch.unref()
  }

  /**
   * Prepares images; answers in their order.
   *
   * @throws FewlabelError — `internal` when no decoder runs here, or the reason given to {@link close}
   */
  run(images: EncodedImage[]): Promise<ImageOutcome[]> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) return reject(this.#failure)
      if (images.length === 0) return resolve([])
      const task = { images, outcomes: [], missing: images.length, resolve, reject }
      this.#waiting.push({ task, from: 0, to: images.length })
      this.#assign()
    })
  }

  /** Stops at once; work under way is rejected with `reason`. */
  async close(reason: Error): Promise<void> {
    this.#fail(reason)
    await Promise.all([...this.#decoders].map(({ ended }) => ended))
  }

  #assign(): void {
    while (this.#waiting.length > 0 && this.#failure === null) {
      const decoder = [...this.#decoders].find(isFree) ?? this.#hire()
      if (decoder === null) return
      const piece = this.#waiting.shift() as Piece
      decoder.piece = piece
      decoder.quietSeconds = 0
      tell(decoder, { type: 'decode', images: imagesOf(piece), recipe: this.#recipe })
    }
  }

  /** Starts a decoder as long as there may be more: a few images need only one. */
  #hire(): Decoder | null {
    if (this.#decoders.size === this.size) return null
    const program = this.#start()
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const decoder: Decoder = { program, ended, ready: false, piece: null, quietSeconds: 0, verdict: null }
    program.onMessage((message) => this.#hear(decoder, message))
    program.onExit((exit) => {
      end()
      this.#bury(decoder, exit)
    })
    this.#decoders.add(decoder)
    return decoder
  }

  #hear(decoder: Decoder, raw: unknown): void {
    // What was on its way when it was given up is not waited for any more.
    if (decoder.verdict !== null || this.#failure !== null) return
    const message = decoderMessageSchema.safeParse(raw).data
    decoder.quietSeconds = 0
    if (message === undefined) this.#giveUp(decoder, 'gave an answer that is none')
    else if (message.type === 'ready') decoder.ready = true
    else if (message.type === 'ask-turn') this.#queueTurn(decoder)
    else if (message.type === 'end-turn') this.#endTurn(decoder)
    else if (message.type === 'out-of-memory') this.#giveUp(decoder, tooMuchMemory)
    else if (message.type === 'done') this.#finish(decoder, message.outcomes)
  }

  #finish(decoder: Decoder, outcomes: ImageOutcome[]): void {
    const { piece } = decoder
    if (piece === null || !answers(outcomes, imagesOf(piece), this.#recipe)) {
      this.#giveUp(decoder, 'gave an answer that is none')
      return
    }
    decoder.piece = null
    this.#answered = true
    this.#settle(piece, outcomes)
    this.#assign()
  }

  #settle({ task, from }: Piece, outcomes: ImageOutcome[]): void {
    for (const [i, outcome] of outcomes.entries()) task.outcomes[from + i] = outcome
    task.missing -= outcomes.length
    if (task.missing === 0) task.resolve(task.outcomes)
  }

  #queueTurn(decoder: Decoder): void {
    if (this.#turns.includes(decoder)) return
    this.#turns.push(decoder)
    if (this.#turns[0] === decoder) tell(decoder, { type: 'turn' })
  }

  #endTurn(decoder: Decoder): void {
    const place = this.#turns.indexOf(decoder)
    if (place < 0) return
    this.#turns.splice(place, 1)
    if (place > 0 || this.#turns.length === 0) return
    this.#turns[0].quietSeconds = 0
    tell(this.#turns[0], { type: 'turn' })
  }

  #giveUp(decoder: Decoder, verdict: string): void {
    decoder.verdict = verdict
    decoder.program.kill()
  }

  #bury(decoder: Decoder, exit: ChildExit): void {
    this.#deaths++
    if (!decoder.ready || (!this.#answered && this.#deaths === deathsToFail)) {
      this.#fail(useless(decoder.verdict ?? exit.cause, exit.lastWords, decoder.ready))
    }
    this.#decoders.delete(decoder)
    this.#endTurn(decoder)
    if (this.#failure !== null) return
    const { piece } = decoder
    if (piece !== null && piece.to - piece.from > 1) this.#waiting.unshift(...singly(piece))
    else if (piece !== null) this.#settle(piece, [{ reason: reasonOf(decoder.verdict, exit) }])
    this.#assign()
  }

  #lookAround(): void {
    for (const decoder of this.#decoders) {
      const waits = this.#turns.indexOf(decoder) > 0
      if (decoder.piece === null || decoder.verdict !== null || waits) continue
      decoder.quietSeconds++
      if (decoder.quietSeconds > this.#patienceSeconds) {
        this.#giveUp(decoder, `did not come to an end within ${this.#patienceSeconds} seconds`)
      }
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error
    clearInterval(this.#watch)
    const pieces = [...this.#decoders].flatMap(({ piece }) => (piece === null ? [] : [piece]))
    for (const { task } of [...pieces, ...this.#waiting]) task.reject(this.#failure)
    this.#waiting.length = 0
    for (const { program } of this.#decoders) program.kill()
  }
}

function isFree({ piece, verdict }: Decoder): boolean {
  return piece === null && verdict === null
}

function tell({ program }: Decoder, order: DecoderOrder): void {
  program.send(order)
}

function imagesOf({ task, from, to }: Piece): EncodedImage[] {
  return task.images.slice(from, to)
}

function singly({ task, from, to }: Piece): Piece[] {
  return Array.from({ length: to - from }, (_, i) => ({ task, from: from + i, to: from + i + 1 }))
}

function reasonOf(verdict: string | null, { cause }: ChildExit): string {
  return `the image decoder ${verdict ?? `stopped at it (${cause})`}`
}

/** @param ready whether decoders start at all */
function useless(cause: string, lastWords: string, ready: boolean): FewlabelError {
  return new FewlabelError(
    'internal',
    ready
      ? 'The image decoder stopped at one image after another; nothing was imported.'
      : 'The image decoder does not start; nothing was imported.',
    {
      found: lastWords === '' ? cause : `${cause}: ${lastWords}`,
      remedy: ready
        ? 'Close other programs to free memory and try again.'
        : 'Install Fewlabel again; a part of it may be missing.',
    },
  )
}

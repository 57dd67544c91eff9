import { Worker } from 'node:worker_threads'
import { FewlabelError } from '../contract/errors.ts'
import type { LatentSamples } from '../decoder/neighbourhood.ts'
import type { Refinement } from '../decoder/refinement.ts'
import type { RefinementRequest } from '../decoder/refiner.ts'
import type { NeighbourhoodAnswer, NeighbourhoodTask } from './neighbourhood-protocol.ts'

// From sources the worker is TypeScript beside this file, in the build JavaScript beside the bundle.
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './neighbourhood-worker.ts' : './neighbourhood-worker.js',
  import.meta.url,
)

/** Refined columns, classes × samples × 4 bytes, take no more than this. */
const mostColumnBytes = 256 * 2 ** 20

export function hasRoomFor({ labels, classCount }: RefinementRequest): boolean {
  return 4 * labels.length * classCount <= mostColumnBytes
}

/** Spreads labels among samples that nobody has a thread for; null where that would take too much memory. */
export async function refineApart(
  samples: LatentSamples,
  request: RefinementRequest,
  signal: AbortSignal,
): Promise<Refinement | null> {
  if (!hasRoomFor(request)) return null
  const thread = new NeighbourhoodThread()
  signal.addEventListener('abort', () => void thread.end(), { once: true })
  try {
    await thread.build(samples, () => {})
    return await thread.refineWholly(request)
  } finally {
    await thread.end()
  }
}

type Answer<Type> = Extract<NeighbourhoodAnswer, { type: Type }>

/** The thread that keeps the graph of most-alike samples, as promises; one question at a time. */
export class NeighbourhoodThread {
  readonly #worker = new Worker(workerUrl)
  /** What ended the thread, which nobody may have waited for; null while it runs. */
  #endedBy: string | null = null
  #columns: Refinement['columns'] = []
  #waiting: { take: (answer: NeighbourhoodAnswer) => void; fail: (error: FewlabelError) => void } | null =
    null

  constructor() {
    this.#worker.on('message', (answer: NeighbourhoodAnswer) => {
      if (answer.type === 'failed') this.#fail(answer.message)
      else this.#waiting?.take(answer)
    })
    this.#worker.on('error', (error) => this.#end(error.message))
    this.#worker.on('exit', (code) => this.#end(`its thread ended with code ${code}`))
  }

  /** @throws FewlabelError where it cannot be built */
  build(samples: LatentSamples, onProgress: (fraction: number) => void): Promise<Answer<'built'>> {
    const { count, dimensions, means, cells } = samples
    const { nodes, anchors, neighbours, index } = cells
    // Named one by one: what comes with the cells may be large, and would be copied.
    const task = { count, dimensions, means, cells: { nodes, anchors, neighbours, index } }
    return this.#ask<'built'>({ type: 'build', ...task }, onProgress)
  }

  /** @throws FewlabelError where labels cannot be spread, or the thread has ended */
  async refine(request: RefinementRequest): Promise<Refinement> {
    const { columns, own } = await this.#ask<'refined'>({ type: 'refine', ...request })
    // Classes that stayed as they were keep their very arrays, so that the decoder can see it.
    const before = this.#columns
    this.#columns = columns.map((column, l) => (column === undefined ? before[l] : column))
    return { labels: request.labels, weights: request.weights, columns: this.#columns, own }
  }

  /** The same, with what each drawn label says at its own sample, which may take several questions. */
  async refineWholly(request: RefinementRequest): Promise<Refinement> {
    const drawn = request.drawn?.reduce((sum, isDrawn) => sum + isDrawn, 0) ?? 0
    for (;;) {
      const refinement = await this.refine(request)
      if (refinement.own.size >= drawn) return refinement
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #ask<Type extends 'built' | 'refined'>(
    task: NeighbourhoodTask,
    onProgress?: (fraction: number) => void,
  ): Promise<Answer<Type>> {
    return new Promise((resolve, reject) => {
      this.#waiting = {
        take: (answer) => {
          if (answer.type === 'progress') onProgress?.(answer.fraction)
          else resolve(answer as Answer<Type>)
        },
        fail: reject,
      }
      if (this.#endedBy !== null) this.#fail(this.#endedBy)
      this.#worker.postMessage(task)
    })
  }

  #end(reason: string): void {
    this.#endedBy ??= reason
    this.#fail(this.#endedBy)
  }

  #fail(reason: string): void {
    this.#waiting?.fail(
      new FewlabelError('internal', `Which samples are alike could not be found out: ${reason}`),
    )
  }
}

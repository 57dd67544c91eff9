import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ImageRecipe } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import type { PreparedImage } from './prepare-image.ts'
import { createSharedLock, type SharedLock } from './shared-lock.ts'

export interface ImageWorkerData {
  recipe: ImageRecipe
  lock: SharedLock
}
export interface ImageJob {
  paths: string[]
}
/** The prepared image, or the reason why there is none. */
export type ImageOutcome = { image: PreparedImage } | { reason: string }
export interface ImageAnswer {
  outcomes: ImageOutcome[]
}

interface Task {
  job: ImageJob
  resolve: (outcomes: ImageOutcome[]) => void
  reject: (error: Error) => void
}

/** Beside this file when run from sources; when bundled, `image-worker.js` beside the bundle. */
let workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './image-worker.ts' : './image-worker.js',
  import.meta.url,
)

/** For builds that put the worker elsewhere; called before the first import. */
export function setImageWorkerUrl(url: URL): void {
  workerUrl = url
}

/**
 * A few worker threads that decode images. Each works on one image at a time, so at most {@link ImagePool.size} of
 * libuv's four threads are taken, and the rest of the process still gets to its files.
 */
export class ImagePool {
  readonly size = Math.min(3, Math.max(1, availableParallelism()))
  readonly #workerData: ImageWorkerData
  readonly #workers: Worker[] = []
  readonly #idle: Worker[] = []
  readonly #running = new Map<Worker, Task>()
  readonly #waiting: Task[] = []
  #failure: Error | null = null

  constructor(recipe: ImageRecipe) {
    this.#workerData = { recipe, lock: createSharedLock() }
  }

  /**
   * Prepares the images at these paths; answers in their order.
   *
   * @throws FewlabelError — `internal` when a worker dies, or the reason given to {@link close}
   */
  run(paths: string[]): Promise<ImageOutcome[]> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) return reject(this.#failure)
      this.#waiting.push({ job: { paths }, resolve, reject })
      this.#assign()
    })
  }

  /** Stops at once; work under way is rejected with `reason`. */
  async close(reason: Error): Promise<void> {
    this.#fail(reason)
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#idle.pop() ?? this.#hire()
      if (worker === null) return
      const task = this.#waiting.shift() as Task
      this.#running.set(worker, task)
      worker.postMessage(task.job)
    }
  }

  /** Starts a worker as long as there may be more: a few images need only one. */
  #hire(): Worker | null {
    if (this.#workers.length === this.size) return null
    const worker = new Worker(workerUrl, {
      name: 'image-worker',
      workerData: this.#workerData,
      // Flags of the host (a debugger port, a loader) are none of the worker's business.
      execArgv: [],
      // Left alone, V8 lets each worker's short-lived garbage grow to 100 MB before it looks at it.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    })
    worker.on('message', (answer: ImageAnswer) => this.#finish(worker, answer))
    worker.on('error', (error) => this.#fail(crashed(error)))
    worker.on('exit', () => this.#fail(crashed(undefined)))
    this.#workers.push(worker)
    return worker
  }

  #finish(worker: Worker, { outcomes }: ImageAnswer): void {
    this.#running.get(worker)?.resolve(outcomes)
    this.#running.delete(worker)
    this.#idle.push(worker)
    this.#assign()
  }

  #fail(error: Error): void {
    this.#failure ??= error
    for (const task of [...this.#running.values(), ...this.#waiting]) task.reject(this.#failure)
    this.#running.clear()
    this.#waiting.length = 0
  }
}

function crashed(cause: unknown): FewlabelError {
  const detail = cause instanceof Error && cause.message !== '' ? `: ${cause.message}` : ''
  return new FewlabelError('internal', `The image decoder stopped unexpectedly${detail}.`, {}, { cause })
}

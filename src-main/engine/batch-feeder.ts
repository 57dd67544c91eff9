import { Worker } from 'node:worker_threads'
import type { BatchSource } from '../model/batch-source.ts'
import type { Batch } from '../model/loss-gradients.ts'
import { Random } from '../model/random.ts'
import type { BatchTask, BatchWorkerData } from './batch-worker.ts'
import type { BatchSettings } from './training-data.ts'

/** What a batch is made of. */
export interface BatchOrder {
  samples: Uint32Array
  /** Of its jitter; see {@link Random}. */
  seed: readonly number[]
}

/** Gives batches in the order in which they are trained on. */
export interface BatchFeeder {
  /**
   * @param next the batch that will be asked for after this one, if that is known: it is made in the meantime
   * @returns a batch that is good until the next call
   */
  batch(order: BatchOrder, next: BatchOrder | null): Batch
  close(): void
}

/**
 * A feeder that uses a thread of its own where the samples lie in shared memory, and this one where they do not.
 * Both make the same batches.
 */
export function batchFeeder(source: BatchSource, settings: BatchSettings): BatchFeeder {
  const isShared = settings.data.inputs.buffer instanceof SharedArrayBuffer
  return isShared ? new ThreadedFeeder(source, settings) : new DirectFeeder(source)
}

class DirectFeeder implements BatchFeeder {
  readonly #source: BatchSource

  constructor(source: BatchSource) {
    this.#source = source
  }

  batch({ samples, seed }: BatchOrder): Batch {
    return this.#source.jittered(samples, new Random(...seed))
  }

  close(): void {}
}

// From sources the worker is TypeScript beside this file, in the build JavaScript beside the bundle.
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './batch-worker.ts' : './batch-worker.js',
  import.meta.url,
)

/** One place is trained on while the other is filled. */
const placeCount = 2

/** A batch takes milliseconds: a thread that takes this long is gone. */
const patienceMilliseconds = 20_000

/**
 * Has batches made by another thread while this one computes. Should that thread fail, batches are made here: then
 * whatever is wrong with the samples comes to light as an error of this thread's.
 */
class ThreadedFeeder implements BatchFeeder {
  readonly #source: BatchSource
  readonly #settings: BatchSettings
  readonly #ready = new Int32Array(new SharedArrayBuffer(4 * placeCount))
  #places: { seen: Float32Array; clean: Float32Array }[] = []
  #size = 0
  #worker: Worker | null = null
  #broken = false
  #made = 0
  /** The batch that was ordered in advance. */
  #ahead: { key: string; place: number; number: number } | null = null
  #place = 0

  constructor(source: BatchSource, settings: BatchSettings) {
    this.#source = source
    this.#settings = settings
  }

  batch(order: BatchOrder, next: BatchOrder | null): Batch {
    if (!this.#broken) this.#start(order.samples.length)
    const ordered = this.#ahead?.key === keyOf(order) ? this.#ahead : this.#order(order)
    const isThere = this.#wait(ordered.place, ordered.number)
    if (!isThere) return this.#source.jittered(order.samples, new Random(...order.seed))
    this.#ahead = next && next.samples.length === this.#size ? this.#order(next) : null
    const { seen, clean } = this.#places[ordered.place]
    return { size: this.#size, seen: this.#source.jitters ? seen : clean, clean }
  }

  close(): void {
    void this.#worker?.terminate()
    this.#worker = null
    this.#broken = true
  }

  #start(size: number): void {
    if (this.#worker && size === this.#size) return
    void this.#worker?.terminate()
    this.#ahead = null
    this.#size = size
    const numbers = () => new Float32Array(new SharedArrayBuffer(4 * size * this.#source.inputLength))
    this.#places = Array.from({ length: placeCount }, () => ({ seen: numbers(), clean: numbers() }))
    const workerData: BatchWorkerData = { settings: this.#settings, places: this.#places, ready: this.#ready }
    const worker = new Worker(workerUrl, { workerData })
    // What went wrong shows when the batch is made here; an error nobody listens to would end the process.
    worker.on('error', () => worker === this.#worker && this.close())
    worker.unref()
    this.#worker = worker
  }

  #order({ samples, seed }: BatchOrder): { key: string; place: number; number: number } {
    this.#place = (this.#place + 1) % placeCount
    this.#made++
    const task: BatchTask = { place: this.#place, number: this.#made, samples: samples.slice(), seed }
    this.#worker?.postMessage(task)
    return { key: keyOf({ seed }), place: this.#place, number: this.#made }
  }

  /** @returns whether the batch is there; false where it never will be */
  #wait(place: number, number: number): boolean {
    if (this.#broken) return false
    for (;;) {
      const present = Atomics.load(this.#ready, place)
      if (present === number) return true
      const waited =
        present === -number ? 'failed' : Atomics.wait(this.#ready, place, present, patienceMilliseconds)
      if (waited === 'failed' || waited === 'timed-out') {
        this.close()
        return false
      }
    }
  }
}

/** The seed tells place and epoch, so no two batches of a run have the same. */
function keyOf({ seed }: Pick<BatchOrder, 'seed'>): string {
  return seed.join()
}

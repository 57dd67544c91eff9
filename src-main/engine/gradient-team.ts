import { Worker } from 'node:worker_threads'
import { FewlabelError } from '../contract/errors.ts'
import type { GmvaeShape } from '../model/gmvae.ts'
import type { StepLosses } from '../model/loss-gradients.ts'
import type { ParameterSet } from '../model/parameters.ts'
import type { BatchOrder } from './batch-feeder.ts'
import type { BatchPart, GradientAnswer, GradientTask, GradientWorkerData } from './gradient-worker.ts'
import type { BatchSettings } from './training-data.ts'

// From sources the worker is TypeScript beside this file, in the build JavaScript beside the bundle.
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './gradient-worker.ts' : './gradient-worker.js',
  import.meta.url,
)

/**
 * Every batch falls into this many parts, each with random numbers of its own, so that a run does not depend on how
 * many threads share them.
 */
export const batchParts = 4

/**
 * Threads that each compute the gradients of a share of the batch: WebAssembly has one thread per instance. The mean
 * of their gradients is that of the batch, for every loss is a mean over its rows.
 */
export class GradientTeam {
  readonly #members: Member[]
  readonly #parameters: Float32Array<SharedArrayBuffer>
  readonly #sum: Float32Array

  /**
   * @param threads from 1; more than {@link batchParts} find no work
   * @param length of all parameters together
   */
  constructor(settings: BatchSettings, shape: GmvaeShape, length: number, threads: number) {
    const numbers = () => new Float32Array(new SharedArrayBuffer(4 * length))
    this.#parameters = numbers()
    this.#sum = new Float32Array(length)
    this.#members = Array.from({ length: Math.min(threads, batchParts) }, () => {
      const gradients = numbers()
      const data: GradientWorkerData = { settings, shape, parameters: this.#parameters, gradients }
      return new Member(data)
    })
  }

  /**
   * Losses and gradients of a batch.
   *
   * @param klWeight null for the auto-encoder's loss
   * @returns gradients by name; the arrays are used again by the next call
   * @throws FewlabelError what went wrong in a thread, or that one ended
   */
  async evaluate(
    parameters: ParameterSet,
    batch: BatchOrder,
    noiseSeed: readonly number[],
    klWeight: number | null,
  ): Promise<{ losses: StepLosses; gradients: Map<string, Float32Array> }> {
    this.#parameters.set(parameters.values)
    const shares = this.#shares(partsOf(batch, noiseSeed))
    const answers = await Promise.all(shares.map((parts, i) => this.#members[i].ask({ parts, klWeight })))
    const losses: StepLosses = { loss: 0, reconstruction: 0, kl: 0 }
    const weights = shares.map((parts) => rowsOf(parts) / batch.samples.length)
    for (const [i, answer] of answers.entries()) {
      losses.loss += weights[i] * answer.losses.loss
      losses.reconstruction += weights[i] * answer.losses.reconstruction
      losses.kl += weights[i] * answer.losses.kl
    }
    this.#average(weights)
    const gradients = answers[0].names.map((name): [string, Float32Array] => {
      const from = parameters.offsetOf(name)
      return [name, this.#sum.subarray(from, from + parameters.view(name).length)]
    })
    return { losses, gradients: new Map(gradients) }
  }

  close(): void {
    for (const member of this.#members) member.close()
  }

  /** Parts in one run of neighbours per member, so that each computes one batch of its own. */
  #shares(parts: BatchPart[]): BatchPart[][] {
    const members = Math.min(this.#members.length, parts.length)
    return Array.from({ length: members }, (_, i) =>
      parts.slice(Math.floor((i * parts.length) / members), Math.floor(((i + 1) * parts.length) / members)),
    )
  }

  #average(weights: readonly number[]): void {
    const sum = this.#sum
    for (const [i, weight] of weights.entries()) {
      const { gradients } = this.#members[i]
      if (i === 0) for (let j = 0; j < sum.length; j++) sum[j] = weight * gradients[j]
      else for (let j = 0; j < sum.length; j++) sum[j] += weight * gradients[j]
    }
  }
}

function partsOf({ samples, seed }: BatchOrder, noiseSeed: readonly number[]): BatchPart[] {
  const size = Math.ceil(samples.length / batchParts)
  const parts: BatchPart[] = []
  for (let from = 0; from < samples.length; from += size) {
    const part = parts.length
    parts.push({
      samples: samples.slice(from, from + size),
      jitterSeed: [...seed, part],
      noiseSeed: [...noiseSeed, part],
    })
  }
  return parts
}

function rowsOf(parts: readonly BatchPart[]): number {
  return parts.reduce((sum, { samples }) => sum + samples.length, 0)
}

type Computed = Exclude<GradientAnswer, { error: unknown }>

/** Whoever waits for an answer. */
interface Waiting {
  resolve: (answer: Computed) => void
  reject: (error: FewlabelError) => void
}

/** A thread that answers one task at a time. */
class Member {
  readonly gradients: Float32Array
  readonly #worker: Worker
  #waiting: Waiting | null = null
  /** Why there will be no more answers. */
  #gone: FewlabelError | null = null

  constructor(data: GradientWorkerData) {
    this.gradients = data.gradients
    this.#worker = new Worker(workerUrl, { workerData: data })
    this.#worker.unref()
    this.#worker.on('message', (answer: GradientAnswer) => {
      if ('error' in answer)
        this.#settle((waiting) => waiting.reject(FewlabelError.fromDocument(answer.error)))
      else this.#settle((waiting) => waiting.resolve(answer))
    })
    // It may also end while nobody waits for it: then the next task must not wait for an answer for ever.
    this.#worker.on('error', (error) => this.#end(FewlabelError.from(error)))
    this.#worker.on('exit', (code) =>
      this.#end(new FewlabelError('internal', `A computing thread ended with code ${code}.`)),
    )
  }

  ask(task: GradientTask): Promise<Computed> {
    return new Promise((resolve, reject) => {
      if (this.#gone) return reject(this.#gone)
      this.#waiting = { resolve, reject }
      // While somebody waits for it, the thread keeps the process alive; idle, it does not.
      this.#worker.ref()
      this.#worker.postMessage(task)
    })
  }

  close(): void {
    void this.#worker.terminate()
  }

  #end(error: FewlabelError): void {
    this.#gone ??= error
    this.#settle((waiting) => waiting.reject(error))
  }

  #settle(act: (waiting: Waiting) => void): void {
    const waiting = this.#waiting
    this.#waiting = null
    this.#worker.unref()
    if (waiting) act(waiting)
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { FewlabelError } from '../contract/errors.ts'
import type { NeighbourhoodState } from '../contract/neighbourhood.ts'
import type { OddSamples } from '../contract/quality.ts'
import { groupPairs } from '../decoder/near-duplicates.ts'
import { type LatentSamples, mostCandidates } from '../decoder/neighbourhood.ts'
import type { Refinement } from '../decoder/refinement.ts'
import type { RefinementRequest } from '../decoder/refiner.ts'
import { type ComparedSamples, confirmCopies } from './confirm-copies.ts'
import { hasRoomFor, NeighbourhoodThread } from './neighbourhood-thread.ts'
import { oddSamples } from './odd-samples.ts'

/** The decoder in use, as far as its labels can be refined. */
export interface RefinementTarget {
  /** The same object for as long as the same decoder is in use. */
  decoder: object
  request: RefinementRequest
  /** Takes a refinement of these labels into use; false when the decoder is not in use any more. */
  adopt(refinement: Refinement): boolean
}

/** Samples that are nearly the same. */
export interface SampleCopies {
  /** Ordinals, ascending in each group; no sample is in two. */
  groups: readonly (readonly number[])[]
  /** False where there were more candidates than are compared. */
  isComplete: boolean
}

export interface NeighbourhoodServiceOptions {
  samples: ComparedSamples
  /** Null while there is no decoder, or one that takes no refinement. */
  target: () => RefinementTarget | null
  publish: (state: NeighbourhoodState) => void
  /** The decoder's answers have changed. */
  onRefined: () => void
  /** In milliseconds; for tests. */
  delays?: { start: number; quiet: number; longest: number }
}

/** After opening, the window comes first; labels are refined when nobody labels for a moment, or at the latest so often. */
const usualDelays = { start: 1000, quiet: 1500, longest: 5000 }

/**
 * The graph of all samples and what is propagated on it are there up to this many: beyond, they would take hundreds
 * of megabytes and minutes.
 */
export const mostRefinedSamples = 300_000
export const tooManyToRefine = `Above ${mostRefinedSamples.toLocaleString('en')} samples labels are not refined among neighbours.`

const off: NeighbourhoodState = { state: 'off', progress: null, note: null, oddKnown: false }

/**
 * What goes on behind the labels, in a thread of its own: the graph that joins every sample to those most alike,
 * outliers and near-duplicates that it shows, and labels propagated along it, a few seconds after they change. Labels
 * never wait for any of it; when it fails they go on without.
 */
export class NeighbourhoodService {
  readonly #options: NeighbourhoodServiceOptions
  readonly #delays: typeof usualDelays
  #state = off
  #thread: NeighbourhoodThread | null = null
  #ended = new AbortController()
  #odd: OddSamples | null = null
  #outlierScores: Float32Array | null = null
  #copies: SampleCopies | null = null
  /** Resolves when near-duplicates are known, or will not be. */
  #found: Promise<void> = Promise.resolve()
  /** Cuts the wait before the building short. */
  #hurry = new AbortController()
  /** Resolves when the graph is there, or will not be. */
  #built: Promise<void> = Promise.resolve()
  /** All work that is under way; never rejects. */
  #work: Promise<unknown> = Promise.resolve()
  /** Refinements follow one after the other; each takes the labels as they are when its turn comes. */
  #turn: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #changedAt: number | null = null
  #used: RefinementTarget | null = null
  /** Whether there is something left to ask for of the labels in use. */
  #isPartial = false

  constructor(options: NeighbourhoodServiceOptions) {
    this.#options = options
    this.#delays = options.delays ?? usualDelays
  }

  state(): NeighbourhoodState {
    return this.#state
  }

  /** Near-duplicates and outliers; null until they are known. */
  odd(): OddSamples | null {
    return this.#odd
  }

  /** Near-duplicates, all of them; null until they are known. */
  copies(): SampleCopies | null {
    return this.#copies
  }

  /** Resolves when near-duplicates are known; null where they will not be. */
  async copiesFound(): Promise<SampleCopies | null> {
    this.#hurry.abort()
    await this.#built
    await this.#found
    return this.#copies
  }

  /** How far each sample is from its nearest, 1 is usual [count]; null until it is known. */
  outlierScores(): Float32Array | null {
    return this.#outlierScores
  }

  /** Begins anew with other sorted samples; null: there are none, or for the reason in `note` they are not looked at. */
  start(samples: LatentSamples | null, note: string | null): void {
    this.#stop()
    this.#odd = null
    this.#copies = null
    this.#outlierScores = null
    this.#used = null
    if (!samples) {
      this.#set({ ...off, note })
      return
    }
    this.#ended = new AbortController()
    this.#hurry = new AbortController()
    this.#set({ ...off, state: 'building', progress: 0 })
    this.#built = this.#begin(samples, this.#ended.signal)
    this.#work = Promise.all([this.#work, this.#built])
  }

  /** Labels, classes or the decoder changed. Costs nothing at the time. */
  labelsChanged(): void {
    if (!this.#thread || !this.#outlierScores) return
    const now = performance.now()
    this.#changedAt ??= now
    const { quiet, longest } = this.#delays
    const wait = Math.min(quiet, Math.max(0, longest - (now - this.#changedAt)))
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#refine(), wait)
  }

  /** Resolves when the decoder's answers rest on a refinement of its labels as they are now, or none is to be had. */
  async settled(): Promise<void> {
    this.#hurry.abort()
    await this.#built
    do await this.#refine()
    while (this.#isPartial)
  }

  /** What spreading other labels among the same samples comes to; null where none is to be had. */
  async refinementOf(request: RefinementRequest): Promise<Refinement | null> {
    this.#hurry.abort()
    await this.#built
    const work = this.#turn.then(() =>
      this.#thread && hasRoomFor(request) ? this.#thread.refineWholly(request) : null,
    )
    this.#turn = work.then(
      () => {},
      () => {},
    )
    this.#work = Promise.all([this.#work, this.#turn])
    return work
  }

  /** Ends the thread and whatever reads from the project. */
  async close(): Promise<void> {
    this.#stop()
    await this.#work
  }

  #stop(): void {
    this.#ended.abort()
    clearTimeout(this.#timer)
    this.#changedAt = null
    this.#endThread()
  }

  #endThread(): void {
    this.#isPartial = false
    const thread = this.#thread
    this.#thread = null
    if (thread) this.#work = Promise.all([this.#work, thread.end()])
  }

  async #begin(samples: LatentSamples, ended: AbortSignal): Promise<void> {
    const hurry = this.#hurry.signal
    await sleep(this.#delays.start, undefined, { signal: AbortSignal.any([hurry, ended]) }).catch(() => {})
    if (ended.aborted) return
    const thread = new NeighbourhoodThread()
    this.#thread = thread
    try {
      const built = await thread.build(samples, (progress) => {
        if (!ended.aborted) this.#set({ ...this.#state, progress })
      })
      if (ended.aborted) return
      this.#outlierScores = built.outlierScores
      this.#set({ ...this.#state, state: 'idle', progress: null })
      this.#found = this.#findOdd(built.outlierScores, built.candidates, ended)
      this.#work = Promise.all([this.#work, this.#found])
      this.labelsChanged()
    } catch (thrown) {
      this.#fail(thrown, ended)
    }
  }

  async #findOdd(scores: Float32Array, candidates: Uint32Array, ended: AbortSignal): Promise<void> {
    const pairs = Array.from(
      { length: candidates.length / 2 },
      (_, i) => [candidates[2 * i], candidates[2 * i + 1]] as const,
    )
    try {
      const copies = await confirmCopies(this.#options.samples, pairs, ended)
      if (ended.aborted) return
      this.#odd = oddSamples(copies, scores)
      this.#copies = { groups: groupPairs(copies), isComplete: pairs.length < mostCandidates }
      this.#set({ ...this.#state, oddKnown: true })
    } catch (thrown) {
      this.#fail(thrown, ended)
    }
  }

  #refine(): Promise<void> {
    clearTimeout(this.#timer)
    this.#changedAt = null
    this.#turn = this.#turn.then(() => this.#refineOnce())
    this.#work = Promise.all([this.#work, this.#turn])
    return this.#turn
  }

  async #refineOnce(): Promise<void> {
    const thread = this.#thread
    const ended = this.#ended.signal
    if (!thread || !this.#outlierScores) return
    try {
      const target = this.#options.target()
      if (!target) this.#isPartial = false
      if (!target || (isSame(target, this.#used) && !this.#isPartial)) return
      if (!this.#hasRoomFor(target.request)) return
      this.#set({ ...this.#state, state: 'refining' })
      const refinement = await thread.refine(target.request)
      if (ended.aborted) return
      this.#used = target
      const { drawn } = target.request
      this.#isPartial = refinement.own.size < (drawn?.reduce((sum, isDrawn) => sum + isDrawn, 0) ?? 0)
      this.#set({ ...this.#state, state: 'idle' })
      if (target.adopt(refinement)) this.#options.onRefined()
      if (this.#isPartial) this.labelsChanged()
    } catch (thrown) {
      this.#fail(thrown, ended)
    }
  }

  #hasRoomFor(request: RefinementRequest): boolean {
    if (hasRoomFor(request)) return true
    const { labels, classCount } = request
    this.#endThread()
    const note = `${classCount} classes of ${labels.length.toLocaleString('en')} samples are too many to refine.`
    this.#set({ ...this.#state, state: 'off', note })
    return false
  }

  /** Said once; labels go on without refinement. */
  #fail(thrown: unknown, ended: AbortSignal): void {
    if (ended.aborted) return
    this.#stop()
    this.#set({ ...this.#state, state: 'failed', progress: null, note: FewlabelError.from(thrown).message })
  }

  #set(state: NeighbourhoodState): void {
    this.#state = state
    this.#options.publish(state)
  }
}

/** Whether a decoder has a refinement of these very labels already. */
function isSame(target: RefinementTarget, used: RefinementTarget | null): boolean {
  if (target.decoder !== used?.decoder) return false
  const { labels, weights } = target.request
  const before = used.request
  return (
    labels.every((label, i) => label === before.labels[i]) &&
    (weights === before.weights || labels.every((_, i) => (weights?.[i] ?? 1) === (before.weights?.[i] ?? 1)))
  )
}

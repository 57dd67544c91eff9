import { FewlabelError } from '../contract/errors.ts'
import type { MapState } from '../contract/map.ts'
import type { Artifact, ArtifactPart } from '../project/artifact-store.ts'
import { layOutInThread } from './map-layout.ts'
import type { SortedSamples } from './prediction-state.ts'
import { RateEstimate } from './rate-estimate.ts'

export interface MapServiceOptions {
  /** Where finished maps are kept, beside their run. */
  artifacts: {
    put(runId: number, name: string, version: number, header: unknown, parts: readonly ArtifactPart[]): void
    get(runId: number, name: string, version: number): Artifact | null
  }
  /** The seed a run was trained with. */
  seedOf: (runId: number) => number
  publish: (state: MapState) => void
}

const artifactName = 'map'
/** To be raised when maps should be drawn anew. */
const artifactVersion = 1

const nothing: MapState = {
  state: 'none',
  runId: null,
  count: 0,
  progress: 0,
  secondsLeft: null,
  message: null,
}

/**
 * The map of the latent space: where every sorted sample lies in the plane. It is drawn when somebody first opens it,
 * in a thread of its own, and kept in the project, so that the next time it is there at once.
 */
export class MapService {
  readonly #options: MapServiceOptions
  #sorted: SortedSamples | null = null
  #state = nothing
  #ended = new AbortController()
  /** Drawing that is under way; never rejects. */
  #work: Promise<unknown> = Promise.resolve()

  constructor(options: MapServiceOptions) {
    this.#options = options
  }

  state(): MapState {
    return this.#state
  }

  /** Other samples are sorted now; null: there are none. */
  adopt(sorted: SortedSamples | null): void {
    this.#ended.abort()
    this.#sorted = sorted
    if (!sorted) {
      this.#set(nothing)
      return
    }
    const { runId } = sorted
    const { count } = sorted.posteriors
    const state = this.#kept(runId)?.length === 2 * count ? 'ready' : 'none'
    this.#set({ ...nothing, state, runId, count, progress: state === 'ready' ? 1 : 0 })
  }

  /** Somebody looks at the map: it is drawn, unless it is there or under way. */
  open(): MapState {
    const { state } = this.#state
    if (this.#sorted && (state === 'none' || state === 'failed')) {
      this.#ended = new AbortController()
      this.#set({ ...this.#state, state: 'preparing', progress: 0, message: null })
      const drawing = this.#draw(this.#sorted, this.#ended.signal)
      this.#work = Promise.all([this.#work, drawing])
    }
    return this.#state
  }

  /**
   * x and y of every sorted sample of a run [count · 2], in [−1, 1].
   * @throws FewlabelError `not-found` while there is no map of it
   */
  points(runId: number): Float32Array<ArrayBuffer> {
    const points = this.#state.state === 'ready' && this.#state.runId === runId ? this.#kept(runId) : null
    if (points) return points
    throw new FewlabelError('not-found', 'The map is not drawn yet.', { remedy: 'Wait until it is.' })
  }

  /** Resolves when nothing is being drawn any more. */
  settled(): Promise<unknown> {
    return this.#work
  }

  async close(): Promise<void> {
    this.#ended.abort()
    await this.#work
  }

  async #draw({ runId, means, graph }: SortedSamples, ended: AbortSignal): Promise<void> {
    const { count, dimensions, nodes, anchors, neighbours, index, weight } = graph
    const rate = new RateEstimate()
    try {
      const samples = { count, dimensions, means, cells: { nodes, anchors, neighbours, index, weight } }
      const task = { samples, seed: this.#options.seedOf(runId) }
      const places = await layOutInThread(
        task,
        (progress) => {
          const secondsLeft = rate.secondsLeft(progress, 1, performance.now())
          if (!ended.aborted) this.#set({ ...this.#state, progress, secondsLeft })
        },
        ended,
      )
      if (ended.aborted) return
      this.#keep(runId, places)
      this.#set({ ...this.#state, state: 'ready', progress: 1, secondsLeft: null })
    } catch (thrown) {
      if (ended.aborted) return
      const { message } = FewlabelError.from(thrown)
      this.#set({ ...this.#state, state: 'failed', progress: 0, secondsLeft: null, message })
    }
  }

  #keep(runId: number, places: Float32Array): void {
    const bytes = new Uint8Array(places.buffer, places.byteOffset, places.byteLength)
    this.#options.artifacts.put(runId, artifactName, artifactVersion, {}, [{ name: 'places', bytes }])
  }

  #kept(runId: number): Float32Array<ArrayBuffer> | null {
    const bytes = this.#options.artifacts.get(runId, artifactName, artifactVersion)?.parts.get('places')
    if (!bytes || bytes.byteLength % 8 !== 0) return null
    return new Float32Array(bytes.slice().buffer)
  }

  #set(state: MapState): void {
    this.#state = state
    this.#options.publish(state)
  }
}

import { setImmediate } from 'node:timers/promises'
import { inputLength } from '../contract/data.ts'
import type { SampleDetail } from '../contract/sample.ts'
import { noComponent } from '../decoder/sparse-posteriors.ts'
import type { SampleStore } from '../project/sample-store.ts'
import type { ClusterIndex } from '../query/cluster-index.ts'
import { ColumnMoments, type Moments } from './column-moments.ts'

/** Members of a cluster that its mean is taken over, at most: many times what a mean needs to stand still. */
const mostMembers = 4000
const clustersKept = 64
/** Characters of a text that stands for a cluster. */
const clusterTextLength = 160
/** Bytes read between two turns of everything else. */
const bytesAtOnce = 512 * 1024

export interface SampleDetailsOptions {
  samples: SampleStore
  /** Clusters as people see them now; null before the first training. */
  clusters: () => ClusterIndex | null
}

/** Everything about one sample; what is compared with is worked out when it is first asked for, and kept. */
export class SampleDetails {
  readonly #options: SampleDetailsOptions
  #ranges: { samples: number; ready: Promise<Moments> } | null = null
  readonly #clusters = new WeakMap<ClusterIndex, Map<number, Promise<Moments>>>()

  constructor(options: SampleDetailsOptions) {
    this.#options = options
  }

  /** @throws FewlabelError — `sample-not-found` */
  async detail(id: number): Promise<SampleDetail> {
    const { samples } = this.#options
    const { externalId } = samples.meta(id)
    const text = samples.text(id)
    const readsProfile = text === null && samples.inputShape()?.kind === 'vector'
    return {
      id,
      externalId,
      fields: samples.fields(id),
      text,
      profile: readsProfile ? await this.#profile(id) : null,
    }
  }

  /** The beginning of the text that stands for a cluster: its most typical member's; null where there is none. */
  clusterText(component: number): string | null {
    const clusters = this.#options.clusters()
    if (!clusters || component >= clusters.componentCount) return null
    const { offsets, samples } = clusters
    if (offsets[component] === offsets[component + 1]) return null
    return this.#options.samples.textStarts([samples[offsets[component]] + 1], clusterTextLength)[0]
  }

  /** Least and largest value of every column over the whole project; null for images. */
  async ranges(): Promise<Pick<Moments, 'low' | 'high'> | null> {
    return this.#options.samples.inputShape()?.kind === 'vector' ? this.#overAll() : null
  }

  async #profile(id: number): Promise<SampleDetail['profile']> {
    const { samples } = this.#options
    const clusters = this.#options.clusters()
    const component = clusters && id <= clusters.count ? clusters.component[id - 1] : noComponent
    const { low, high } = await this.#overAll()
    const around = clusters && component !== noComponent ? await this.#around(clusters, component) : null
    return {
      names: samples.featureNames(),
      values: Array.from(samples.input(id), readable),
      cluster: around && {
        component,
        mean: Array.from(around.mean, readable),
        deviation: Array.from(around.deviation, readable),
      },
      range: Array.from(low, (least, column) => ({ low: readable(least), high: readable(high[column]) })),
    }
  }

  /** Of every column over the whole project; worked out anew once samples were added. */
  #overAll(): Promise<Moments> {
    const count = this.#options.samples.count()
    if (this.#ranges?.samples === count) return this.#ranges.ready
    const ranges = { samples: count, ready: this.#readAll(count) }
    this.#ranges = ranges
    // What could not be read once is read again, not refused for good.
    ranges.ready.catch(() => {
      if (this.#ranges === ranges) this.#ranges = null
    })
    return ranges.ready
  }

  async #readAll(count: number): Promise<Moments> {
    const { samples } = this.#options
    const moments = new ColumnMoments(this.#columns())
    const rows = this.#rowsAtOnce()
    for (let first = 0; first < count; first += rows) {
      moments.add(samples.readInputs(first, Math.min(rows, count - first)))
      await setImmediate()
    }
    return moments.result()
  }

  #around(clusters: ClusterIndex, component: number): Promise<Moments> {
    const known = this.#clusters.get(clusters) ?? new Map<number, Promise<Moments>>()
    this.#clusters.set(clusters, known)
    const there = known.get(component)
    if (there) return there
    const ready = this.#readMembers(
      clusters.samples.subarray(clusters.offsets[component], clusters.offsets[component + 1]),
    )
    known.set(component, ready)
    ready.catch(() => known.delete(component))
    const [oldest] = known.keys()
    if (known.size > clustersKept) known.delete(oldest)
    return ready
  }

  /** @param members ordinals, most typical first, so that evenly taken ones are as spread as all are */
  async #readMembers(members: ArrayLike<number>): Promise<Moments> {
    const { samples } = this.#options
    const moments = new ColumnMoments(this.#columns())
    const taken = Math.min(mostMembers, members.length)
    const rows = this.#rowsAtOnce()
    for (let i = 0; i < taken; i++) {
      moments.add(samples.input(members[Math.floor((i * members.length) / taken)] + 1))
      if (i % rows === rows - 1) await setImmediate()
    }
    return moments.result()
  }

  #columns(): number {
    const shape = this.#options.samples.inputShape()
    return shape ? inputLength(shape) : 0
  }

  #rowsAtOnce(): number {
    return Math.min(256, Math.max(1, Math.floor(bytesAtOnce / (4 * Math.max(1, this.#columns())))))
  }
}

/** What was 0.1 in the file is 0.1 again: a 32-bit float holds seven digits. */
function readable(value: number): number {
  return Number(value.toPrecision(7))
}

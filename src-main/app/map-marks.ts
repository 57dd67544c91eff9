import { mapFlags, mapMarkBytes } from '../contract/map.ts'
import { noComponent } from '../decoder/sparse-posteriors.ts'
import { type CurrentLabels, sourceBulk } from '../project/label-state.ts'

export interface MarkedSamples {
  /** Sorted samples: those on the map. */
  count: number
  /** Component of each [≥ count]. */
  component: Uint16Array
  current: Pick<CurrentLabels, 'labels' | 'sources' | 'skipped' | 'flagged' | 'excluded'>
  /** The decoder's guesses, with the class ids it counts by; null while it has none. */
  guesses: { best: ArrayLike<number>; confidence: Float32Array; classIds: readonly number[] } | null
  /** Who gave a labeled sample its label. */
  annotatorOf: (ordinal: number) => string
}

export interface MapMarks {
  /** [count · {@link mapMarkBytes}] */
  bytes: Uint8Array<ArrayBuffer>
  /** In the order in which they are counted, from 1. */
  annotators: string[]
}

/** Annotators that a mark can tell apart. */
const mostAnnotators = 255

/** What is known of every sample on the map, as contract/map.ts lays it out. One pass over the samples. */
export function mapMarks({ count, component, current, guesses, annotatorOf }: MarkedSamples): MapMarks {
  const { labels, sources, skipped, flagged, excluded } = current
  const bytes = new Uint8Array(count * mapMarkBytes)
  const view = new DataView(bytes.buffer)
  const places = new Map<string, number>()
  const placeOf = (name: string): number => {
    const known = places.get(name)
    if (known !== undefined) return known
    if (places.size === mostAnnotators) return 0
    places.set(name, places.size + 1)
    return places.size
  }
  for (let i = 0; i < count; i += 1) {
    const at = i * mapMarkBytes
    const isLabeled = labels[i] !== 0
    const guess = guesses ? guesses.best[i] : -1
    view.setUint16(at, isLabeled ? labels[i] : guess < 0 ? 0 : (guesses?.classIds[guess] ?? 0), true)
    view.setUint16(at + 2, component[i] ?? noComponent, true)
    bytes[at + 4] = guess < 0 ? 0 : Math.round(255 * (guesses?.confidence[i] ?? 0))
    bytes[at + 5] =
      (isLabeled ? mapFlags.labeled : 0) |
      (sources[i] === sourceBulk ? mapFlags.bulk : 0) |
      (skipped[i] ? mapFlags.skipped : 0) |
      (flagged[i] ? mapFlags.flagged : 0) |
      (excluded[i] ? mapFlags.excluded : 0)
    if (isLabeled) bytes[at + 6] = placeOf(annotatorOf(i))
  }
  return { bytes, annotators: [...places.keys()] }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { InputShape } from '../contract/data.ts'
import {
  areImageCopies,
  areVectorCopies,
  columnSpreads,
  type SamplePair,
} from '../decoder/near-duplicates.ts'

/** The part of the sample store that is needed here. */
export interface ComparedSamples {
  count(): number
  inputShape(): InputShape | null
  input(id: number): Uint8Array | Float32Array
}

/** How long samples are compared at a stretch, and how long everything else has its turn, in milliseconds. */
const stretch = 3
const rest = 10
/** Vectors from which the spread of the columns is told. */
const spreadSamples = 300

/**
 * The pairs whose model inputs are nearly the same. Samples are read where the project is open, so it is done in short
 * stretches that no label has to wait for.
 *
 * @param pairs ordinals
 * @throws the signal's reason when aborted
 */
export async function confirmCopies(
  samples: ComparedSamples,
  pairs: readonly SamplePair[],
  signal: AbortSignal,
): Promise<SamplePair[]> {
  let since = performance.now()
  const takeTurns = async () => {
    if (performance.now() - since < stretch) return
    await sleep(rest, undefined, { signal })
    since = performance.now()
  }
  const read = (ordinal: number) => samples.input(ordinal + 1)
  const spreads = samples.inputShape()?.kind === 'vector' ? await spreadsOf(samples, takeTurns) : null
  const areCopies = (a: number, b: number): boolean => {
    const [one, other] = [read(a), read(b)]
    if (spreads) return areVectorCopies(one as Float32Array, other as Float32Array, spreads)
    return areImageCopies(one as Uint8Array, other as Uint8Array)
  }
  const confirmed: SamplePair[] = []
  for (const pair of pairs) {
    await takeTurns()
    if (areCopies(...pair)) confirmed.push(pair)
  }
  return confirmed
}

/** Standard deviation of every column, from samples all over the project. */
async function spreadsOf(samples: ComparedSamples, takeTurns: () => Promise<void>): Promise<Float64Array> {
  const count = samples.count()
  const step = Math.max(1, Math.floor(count / spreadSamples))
  const vectors: Float32Array[] = []
  for (let ordinal = 0; ordinal < count; ordinal += step) {
    await takeTurns()
    vectors.push(samples.input(ordinal + 1) as Float32Array)
  }
  return columnSpreads(vectors)
}

import { confidentFrom } from '../contract/labeling.ts'
import type { Predictions } from '../decoder/label-decoder.ts'

/** The decoder's guesses as they stand, with the class id of each of its classes. */
export interface Guesses {
  predictions: Pick<Predictions, 'best' | 'confidence'>
  classIds: readonly number[]
  /** Samples there are guesses for. */
  count: number
}

/** What an action changed in the guesses for samples it did not touch; by ordinal, in order. */
export interface GuessChanges {
  /** Their most probable class is another one. */
  changed: Uint32Array
  /** Their confidence rose to {@link confidentFrom} or above, whether or not the class changed; none while all guesses agree. */
  confident: Uint32Array
}

export const noChanges: GuessChanges = { changed: new Uint32Array(0), confident: new Uint32Array(0) }

/** Remembers the guesses of before the last action, to tell what it changed. Arrays are filled again and again. */
export class GuessMemory {
  #best = new Int16Array(0)
  #confidence = new Float32Array(0)
  #classIds: readonly number[] = []

  remember({ predictions, classIds, count }: Guesses): void {
    if (this.#best.length !== count) {
      this.#best = new Int16Array(count)
      this.#confidence = new Float32Array(count)
    }
    this.#best.set(predictions.best.subarray(0, count))
    this.#confidence.set(predictions.confidence.subarray(0, count))
    this.#classIds = classIds.slice()
  }

  /** The guess of before; null where there was none. */
  before(ordinal: number): { classId: number; confidence: number } | null {
    const best = this.#best[ordinal] ?? -1
    return best < 0 ? null : { classId: this.#classIds[best], confidence: this.#confidence[ordinal] }
  }

  /**
   * One pass over the samples.
   *
   * @param touched ordinals the action itself touched, which are left out
   * @param counts whether a sample's guess matters: people have not labeled or excluded it
   * @param resolve the class that a class of before stands for now, where classes were merged
   */
  compare(
    { predictions, classIds, count }: Guesses,
    touched: ArrayLike<number>,
    counts: (ordinal: number) => boolean,
    resolve: (classId: number) => number = (id) => id,
  ): GuessChanges {
    const places = new Map(classIds.map((id, place) => [id, place]))
    // Of each class of before, its place now; the first is for no guess at all.
    const now = Int16Array.of(-1, ...this.#classIds.map((id) => places.get(resolve(id)) ?? -2))
    const left = new Set<number>()
    for (let i = 0; i < touched.length; i += 1) left.add(touched[i])
    const { best, confidence } = predictions
    const changed: number[] = []
    const confident: number[] = []
    // With labels of one class alone all guesses are of it, and certain: that says nothing.
    const isTelling = hasTwoClasses(best, count)
    for (let i = 0; i < Math.min(count, this.#best.length); i += 1) {
      const isOther = best[i] !== now[this.#best[i] + 1]
      const isSurer = isTelling && confidence[i] >= confidentFrom && this.#confidence[i] < confidentFrom
      if ((!isOther && !isSurer) || left.has(i) || !counts(i)) continue
      if (isOther) changed.push(i)
      if (isSurer) confident.push(i)
    }
    return { changed: Uint32Array.from(changed), confident: Uint32Array.from(confident) }
  }
}

function hasTwoClasses(best: Int16Array, count: number): boolean {
  let first = -1
  for (let i = 0; i < count; i += 1) {
    if (first < 0) first = best[i]
    else if (best[i] >= 0 && best[i] !== first) return true
  }
  return false
}

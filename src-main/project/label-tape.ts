import type { StepKind } from '../contract/labeling.ts'
import type { LabelAction } from './label-action.ts'

/** Four tracks that labels, skips, flags and exclusions run on: on each, the last action in effect has the last word. */
export const tracks = { label: 0, skip: 1, flag: 2, exclude: 3 } as const
type Track = (typeof tracks)[keyof typeof tracks]
const trackOf: Record<StepKind, Track> = {
  label: tracks.label,
  bulk: tracks.label,
  clear: tracks.label,
  skip: tracks.skip,
  flag: tracks.flag,
  unflag: tracks.flag,
  exclude: tracks.exclude,
  include: tracks.exclude,
  // These two touch no sample.
  merge: tracks.label,
  split: tracks.label,
}

/** An action and the ordinals it touches. */
export interface TapeStep {
  action: LabelAction
  ordinals: Int32Array
}

/**
 * The actions of the log in a row, with a head: those before it are in effect. Undo and redo move the head by one,
 * whoever did the action; a new action cuts off what lies behind it.
 *
 * An *entry* is one sample touched by one action; entries count up from 1 along the tape, 0 means none. Each knows
 * the entry before it of the same sample on the same track, so that all that was said of a sample can be followed back.
 */
export class LabelTape {
  readonly #actions: LabelAction[] = []
  /** Where the entries of each action start in the arrays below; one more for the end. */
  readonly #starts: number[] = [0]
  #head = 0
  /** By entry − 1: the ordinal touched, the entry before it, the action's place in the row. */
  #touched = new Int32Array(1024)
  #before = new Int32Array(1024)
  #place = new Int32Array(1024)
  /** By track and ordinal, the newest entry in effect. */
  readonly #last: Record<Track, Int32Array>

  constructor(count: number) {
    const track = () => new Int32Array(count)
    this.#last = [track(), track(), track(), track()]
  }

  /** Makes room for samples imported since. */
  grow(count: number): void {
    for (const track of Object.values(tracks)) this.#last[track] = resized(this.#last[track], count)
  }

  /** Actions in effect. */
  get head(): number {
    return this.#head
  }

  /** The action at this place of the row, in effect or to be brought back. */
  at(place: number): LabelAction {
    return this.#actions[place]
  }

  /** Place of an action in the row; −1 where it was cut off, or never was one. */
  placeOf(eventId: number): number {
    let low = 0
    let high = this.#actions.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#actions[middle].id < eventId) low = middle + 1
      else high = middle
    }
    return this.#actions[low]?.id === eventId ? low : -1
  }

  /** First place of the step that the action at this place belongs to: actions that came in one batch are one step. */
  stepStart(place: number): number {
    const batch = this.#actions[place].batchId
    let start = place
    while (batch !== null && this.#actions[start - 1]?.batchId === batch) start--
    return start
  }

  /** The place right behind that step. */
  stepEnd(place: number): number {
    const batch = this.#actions[place].batchId
    let end = place + 1
    while (batch !== null && this.#actions[end]?.batchId === batch) end++
    return end
  }

  /** Steps between two places that each lie between two steps. */
  stepsBetween(from: number, to: number): number {
    let steps = 0
    for (let place = from; place < to; place = this.stepEnd(place)) steps++
    return steps
  }

  /** Samples that the action at this place touches. */
  touchedAt(place: number): number {
    return this.#starts[place + 1] - this.#starts[place]
  }

  /** Samples that were touched together with the one of this entry, itself included. */
  touchedWith(entry: number): number {
    return this.touchedAt(this.#place[entry - 1])
  }

  /** The action that {@link back} would take out of effect. */
  get previous(): LabelAction | null {
    return this.#actions[this.#head - 1] ?? null
  }

  /** The action that {@link forward} would bring into effect. */
  get next(): LabelAction | null {
    return this.#actions[this.#head] ?? null
  }

  /** Cuts off what lies behind the head and puts the action there; {@link forward} brings it into effect. */
  put(action: LabelAction, ordinals: ArrayLike<number>): void {
    this.#actions.length = this.#head
    this.#starts.length = this.#head + 1
    const start = this.#starts[this.#head]
    const end = start + ordinals.length
    this.#reserve(end)
    const last = this.#last[trackOf[action.kind]]
    for (let i = 0; i < ordinals.length; i++) {
      this.#touched[start + i] = ordinals[i]
      this.#before[start + i] = last[ordinals[i]]
    }
    this.#place.fill(this.#head, start, end)
    this.#actions.push(action)
    this.#starts.push(end)
  }

  forward(): TapeStep {
    const step = this.#step(this.#head)
    const last = this.#last[trackOf[step.action.kind]]
    const first = this.#starts[this.#head++] + 1
    for (let i = 0; i < step.ordinals.length; i++) last[step.ordinals[i]] = first + i
    return step
  }

  back(): TapeStep {
    const step = this.#step(--this.#head)
    const last = this.#last[trackOf[step.action.kind]]
    const start = this.#starts[this.#head]
    for (let i = 0; i < step.ordinals.length; i++) last[step.ordinals[i]] = this.#before[start + i]
    return step
  }

  /** The newest entry in effect of a sample on a track; 0 for none. Of two, whatever their tracks, the newer is larger. */
  last(track: Track, ordinal: number): number {
    return this.#last[track][ordinal]
  }

  /** The entry before this one of the same sample and track; 0 for none. */
  before(entry: number): number {
    return this.#before[entry - 1]
  }

  /** What was done there. */
  action(entry: number): LabelAction {
    return this.#actions[this.#place[entry - 1]]
  }

  /** The actions in effect, oldest first. */
  *steps(): Generator<TapeStep> {
    for (let place = 0; place < this.#head; place++) yield this.#step(place)
  }

  #step(place: number): TapeStep {
    return {
      action: this.#actions[place],
      ordinals: this.#touched.subarray(this.#starts[place], this.#starts[place + 1]),
    }
  }

  #reserve(length: number): void {
    if (length <= this.#touched.length) return
    const larger = Math.max(length, 2 * this.#touched.length)
    this.#touched = resized(this.#touched, larger)
    this.#before = resized(this.#before, larger)
    this.#place = resized(this.#place, larger)
  }
}

/** A longer copy, filled up with zeros. */
export function resized<Values extends Int32Array | Uint8Array>(values: Values, length: number): Values {
  const longer = new (values.constructor as new (length: number) => Values)(length)
  longer.set(values)
  return longer
}

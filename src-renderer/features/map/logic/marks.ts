import { mapFlags, mapMarkBytes } from '../../../../src-main/contract/map.ts'
import type { LabelingAction } from '../../labeling/logic/labeling-action.ts'

/** Component of a sample that is in no cluster. */
export const noCluster = 0xffff

/** What is known of every sample on the map; see contract/map.ts. Ordinals count from 0. */
export class MapMarks {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly annotators: readonly string[]
  readonly count: number
  readonly #words: Uint16Array

  constructor(bytes: Uint8Array<ArrayBuffer>, annotators: readonly string[]) {
    this.bytes = bytes
    this.annotators = annotators
    this.count = bytes.byteLength / mapMarkBytes
    // Little-endian like every machine that this runs on.
    this.#words = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)
  }

  /** Class id of the label or the guess; 0 for neither. */
  classOf(ordinal: number): number {
    return this.#words[4 * ordinal]
  }

  clusterOf(ordinal: number): number {
    return this.#words[4 * ordinal + 1]
  }

  /** Of the guess, in [0, 1]. */
  confidenceOf(ordinal: number): number {
    return this.bytes[mapMarkBytes * ordinal + 4] / 255
  }

  /** Counted from 1; 0: nobody. */
  annotatorOf(ordinal: number): number {
    return this.bytes[mapMarkBytes * ordinal + 6]
  }

  has(ordinal: number, flag: keyof typeof mapFlags): boolean {
    return (this.bytes[mapMarkBytes * ordinal + 5] & mapFlags[flag]) !== 0
  }

  /** Shows an action before the host has answered. Samples that are not on the map are left out. */
  foresee(action: LabelingAction): boolean {
    if (!('samples' in action)) return false
    for (const id of action.samples) if (id <= this.count) this.#foresee(id - 1, action)
    return true
  }

  #foresee(ordinal: number, action: LabelingAction): void {
    const at = mapMarkBytes * ordinal + 5
    switch (action.kind) {
      case 'label':
      case 'label-cluster':
        this.#words[4 * ordinal] = action.classId
        this.bytes[at] = (this.bytes[at] | mapFlags.labeled) & ~(mapFlags.skipped | mapFlags.excluded)
        break
      case 'clear':
        this.bytes[at] &= ~(mapFlags.labeled | mapFlags.bulk)
        break
      case 'skip':
        this.bytes[at] |= mapFlags.skipped
        break
      case 'flag':
        this.#set(at, mapFlags.flagged, action.flagged)
        break
      case 'exclude':
        this.#set(at, mapFlags.excluded, action.excluded)
        break
    }
  }

  #set(at: number, flag: number, on: boolean): void {
    this.bytes[at] = on ? this.bytes[at] | flag : this.bytes[at] & ~flag
  }
}

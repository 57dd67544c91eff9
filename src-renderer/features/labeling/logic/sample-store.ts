import type { SampleView } from '../../../../src-main/contract/labeling.ts'
import { foresee, type LabelingAction, touchedSamples } from './labeling-action.ts'

/** A sample as it is shown. */
export interface ShownSample {
  readonly view: SampleView
  /** `saving`: the host has not acknowledged it yet; `failed`: it could not be saved and is not shown as done. */
  readonly state: 'saved' | 'saving' | 'failed'
}

interface Overlay {
  ticket: number
  action: LabelingAction
  /** The clock when it was acknowledged; 0 before. */
  commit: number
  failed: boolean
}

interface Entry {
  view: SampleView
  /** The clock when the view was asked for; an answer asked for earlier must not replace it. */
  mark: number
  overlays: Overlay[]
  shown: ShownSample
}

/** Samples to remember. More than anybody looks at before they come back to the first, and some megabytes. */
const usualMost = 20_000
/** So many more are let in, as a share, before those shown least recently are forgotten all at once. */
const slack = 0.1

/**
 * The samples on screen, by id, each with its own listeners, so that a label redraws the tiles it touches and no other.
 * An action is shown at once as an overlay on the last known view. It stays, committed, until a view arrives that was
 * asked for after the commit; so an answer under way meanwhile cannot make a label flicker.
 *
 * Of samples that are not on screen, only so many are remembered; one that was forgotten is asked for when it comes back.
 */
export class SampleStore {
  /** Those shown least recently first. */
  readonly #entries = new Map<number, Entry>()
  readonly #listeners = new Map<number, Set<() => void>>()
  readonly #onStale: () => void
  readonly #most: number
  /** Moves on with everything that can change what the host says about samples. */
  #clock = 0

  /**
   * @param onStale told when a sample comes on screen of which nothing or an older state is known: see {@link stale}
   * @param most samples to remember beside those on screen and those with an action that is not saved
   */
  constructor(onStale: () => void = () => {}, most = usualMost) {
    this.#onStale = onStale
    this.#most = most
  }

  /** To be taken when views are asked for, and handed to {@link put} with them. */
  mark(): number {
    return this.#clock
  }

  /** What is known may be out of date by now: labels, classes or the model changed. */
  outdate(): void {
    this.#clock++
  }

  get(id: number): ShownSample | undefined {
    return this.#entries.get(id)?.shown
  }

  subscribe(id: number, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set()
    this.#listeners.set(id, listeners)
    listeners.add(listener)
    const entry = this.#entries.get(id)
    if ((entry?.mark ?? -1) < this.#clock) this.#onStale()
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      this.#listeners.delete(id)
      this.#becomeLatest(id)
    }
  }

  /** Samples on screen of which nothing or an older state is known. */
  stale(): number[] {
    return [...this.#listeners.keys()].filter((id) => (this.#entries.get(id)?.mark ?? -1) < this.#clock)
  }

  /** Known samples of a cluster that no person has labeled, without those put aside as junk. */
  unlabeledOf(component: number): number[] {
    const ids: number[] = []
    for (const [id, { shown }] of this.#entries) {
      const { label, excluded } = shown.view
      if (shown.view.component === component && !label && !excluded) ids.push(id)
    }
    return ids
  }

  put(views: readonly SampleView[], mark: number): void {
    for (const view of views) {
      const entry = this.#entries.get(view.id)
      if (!entry) {
        this.#entries.set(view.id, { view, mark, overlays: [], shown: { view, state: 'saved' } })
        this.#tell(view.id)
      } else if (mark >= entry.mark) {
        entry.mark = mark
        entry.view = same(entry.view, view) ? entry.view : view
        entry.overlays = entry.overlays.filter((overlay) => overlay.commit === 0 || overlay.commit > mark)
        this.#show(view.id, entry)
      }
    }
    if (this.#entries.size > this.#most * (1 + slack)) this.#forget()
  }

  /** Shows an action before the host has answered. */
  begin(ticket: number, action: LabelingAction): void {
    for (const id of touchedSamples(action)) {
      const entry = this.#entries.get(id)
      if (!entry) continue
      entry.overlays.push({ ticket, action, commit: 0, failed: false })
      this.#show(id, entry)
    }
  }

  commit(ticket: number, action: LabelingAction): void {
    const commit = ++this.#clock
    this.#change(ticket, action, (overlay) => ({ ...overlay, commit, failed: false }))
  }

  fail(ticket: number, action: LabelingAction): void {
    this.#change(ticket, action, (overlay) => ({ ...overlay, failed: true }))
  }

  /** The failed action is tried again. */
  again(ticket: number, action: LabelingAction): void {
    this.#change(ticket, action, (overlay) => ({ ...overlay, failed: false }))
  }

  drop(ticket: number, action: LabelingAction): void {
    this.#change(ticket, action, () => null)
  }

  #change(ticket: number, action: LabelingAction, change: (overlay: Overlay) => Overlay | null): void {
    for (const id of touchedSamples(action)) {
      const entry = this.#entries.get(id)
      if (!entry) continue
      entry.overlays = entry.overlays.flatMap((overlay) => {
        if (overlay.ticket !== ticket) return [overlay]
        return change(overlay) ?? []
      })
      this.#show(id, entry)
    }
  }

  #becomeLatest(id: number): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#entries.delete(id)
    this.#entries.set(id, entry)
  }

  #forget(): void {
    for (const [id, { overlays }] of this.#entries) {
      if (this.#entries.size <= this.#most) return
      // What the host has acknowledged it will tell again; what it has not is known nowhere else.
      const isPending = overlays.some(({ commit }) => commit === 0)
      if (!isPending && !this.#listeners.has(id)) this.#entries.delete(id)
    }
  }

  #show(id: number, entry: Entry): void {
    let view = entry.view
    let state: ShownSample['state'] = 'saved'
    for (const overlay of entry.overlays) {
      if (overlay.failed) state = 'failed'
      else {
        view = foresee(view, overlay.action)
        if (overlay.commit === 0) state = 'saving'
      }
    }
    if (entry.shown.state === state && same(entry.shown.view, view)) return
    entry.shown = { view, state }
    this.#tell(id)
  }

  #tell(id: number): void {
    for (const listener of this.#listeners.get(id) ?? []) listener()
  }
}

function same(a: SampleView, b: SampleView): boolean {
  return (
    a === b ||
    (a.label?.classId === b.label?.classId &&
      a.label?.source === b.label?.source &&
      a.label?.annotator === b.label?.annotator &&
      a.guess?.classId === b.guess?.classId &&
      a.guess?.confidence === b.guess?.confidence &&
      a.skipped === b.skipped &&
      a.flagged === b.flagged &&
      a.flagReason === b.flagReason &&
      a.excluded === b.excluded &&
      a.comments === b.comments &&
      a.text === b.text &&
      a.component === b.component &&
      a.responsibility === b.responsibility &&
      a.externalId === b.externalId)
  )
}

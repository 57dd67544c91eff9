/**
 * What is chosen in a list of samples. Focus and anchor are places in the list; the chosen samples are ids, so that
 * they stay chosen whatever else is loaded.
 */
export interface Selection {
  readonly focus: number
  /** Where a range starts that Shift stretches. */
  readonly anchor: number
  readonly chosen: ReadonlySet<number>
}

export const emptySelection: Selection = { focus: 0, anchor: 0, chosen: new Set() }

/** Sample id at a place, or undefined where that part of the list is not loaded. */
export type IdAt = (index: number) => number | undefined

/** A plain press or a moving key: the focus goes there, and nothing else stays chosen. */
export function moveTo(selection: Selection, index: number): Selection {
  const chosen = selection.chosen.size === 0 ? selection.chosen : emptySelection.chosen
  return { focus: index, anchor: index, chosen }
}

/** Ctrl-click: adds one or takes it away. The first time, what had the focus is not dragged in. */
export function toggle(selection: Selection, index: number, idAt: IdAt): Selection {
  const id = idAt(index)
  if (id === undefined) return selection
  const chosen = new Set(selection.chosen)
  if (!chosen.delete(id)) chosen.add(id)
  return { focus: index, anchor: index, chosen }
}

/** Shift-click or Shift with a moving key: all from the anchor to here. */
export function stretchTo(selection: Selection, index: number, idAt: IdAt): Selection {
  const chosen = new Set<number>()
  const [from, to] = selection.anchor < index ? [selection.anchor, index] : [index, selection.anchor]
  for (let place = from; place <= to; place++) {
    const id = idAt(place)
    if (id !== undefined) chosen.add(id)
  }
  return { focus: index, anchor: selection.anchor, chosen }
}

/**
 * A rectangle dragged over places.
 * @param base what was chosen when the drag began, kept when Ctrl is held
 */
export function chooseAll(
  selection: Selection,
  places: readonly number[],
  idAt: IdAt,
  base: ReadonlySet<number> = emptySelection.chosen,
): Selection {
  const chosen = new Set(base)
  for (const place of places) {
    const id = idAt(place)
    if (id !== undefined) chosen.add(id)
  }
  const focus = places.at(-1) ?? selection.focus
  return { focus, anchor: places[0] ?? selection.anchor, chosen }
}

/** The samples an action is meant for: the chosen ones in the order of the list, else the one in focus. */
export function targets(selection: Selection, idAt: IdAt): number[] {
  if (selection.chosen.size > 0) return [...selection.chosen]
  const id = idAt(selection.focus)
  return id === undefined ? [] : [id]
}

/**
 * After an action: one step on from a single sample, from a choice to the place after its last.
 * @param lastChosen place of the last chosen sample that is loaded, -1 when none is
 */
export function afterAction(selection: Selection, count: number, lastChosen: number): Selection {
  const last = selection.chosen.size === 0 ? selection.focus : Math.max(selection.focus, lastChosen)
  return moveTo(selection, Math.max(0, Math.min(count - 1, last + 1)))
}

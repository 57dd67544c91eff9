import type { LabelingSession } from '../labeling/data/labeling-session.ts'

/** Chooses samples for all ways of working. @param ordinals counted from 0 @param add to those that are chosen */
export function choose(session: LabelingSession, ordinals: Iterable<number>, add = false): void {
  session.view.setState(({ selection }) => {
    const chosen = new Set(add ? selection.chosen : [])
    for (const ordinal of ordinals) chosen.add(ordinal + 1)
    return { selection: { ...selection, chosen } }
  })
}

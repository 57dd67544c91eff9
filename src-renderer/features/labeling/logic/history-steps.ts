import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import type { LabelingAction } from './labeling-action.ts'

/** Events that are undone, whether they can be brought back or were cut off by a newer action. */
export function undoneIn(history: readonly HistoryEntry[]): ReadonlySet<number> {
  return new Set(history.filter((entry) => entry.undone).map((entry) => entry.eventId))
}

/**
 * The step an undo or redo was about, for going back to its sample: the one whose mark changed. Where several changed,
 * because more undos followed meanwhile, the last of them.
 * @param before what was undone before
 * @param history as it is after it
 * @param oldest first event that was looked at before: of those before it nothing was known
 */
export function stepOf(
  kind: 'undo' | 'redo',
  before: ReadonlySet<number>,
  history: readonly HistoryEntry[],
  oldest = 0,
): HistoryEntry | null {
  const changed = history
    .filter((entry) => entry.eventId >= oldest)
    .filter((entry) => entry.undone === (kind === 'undo') && before.has(entry.eventId) === (kind === 'redo'))
    .sort((a, b) => a.eventId - b.eventId)
  return (kind === 'undo' ? changed.at(0) : changed.at(-1)) ?? null
}

/**
 * Whether the log holds an action whose answer was lost.
 * @param history newest first
 * @param after newest event known before the action was sent; what is older is another action
 */
export function findCommitted(
  action: LabelingAction,
  history: readonly HistoryEntry[],
  after: number,
): 'committed' | 'absent' | 'unclear' {
  const newer = history.filter((entry) => entry.eventId > after)
  switch (action.kind) {
    case 'undo':
    case 'redo':
      return 'unclear'
    // Going to a moment twice leads to the same moment.
    case 'travel':
      return 'absent'
    case 'label-cluster':
      return committedIf(newer.some((entry) => entry.kind === 'bulk' && entry.classId === action.classId))
    case 'split':
      return committedIf(
        newer.some((entry) => entry.kind === 'split' && entry.component === action.component),
      )
    case 'merge':
      return committedIf(newer.some((entry) => entry.kind === 'merge' && entry.classId === action.into))
    case 'split-class':
      return committedIf(
        newer.some((entry) => entry.kind === 'label' && action.samples.includes(entry.firstSample ?? 0)),
      )
    default: {
      const kind = stepKindOf(action)
      const found = newer.some(
        (entry) =>
          entry.kind === kind &&
          entry.samples === action.samples.length &&
          action.samples.includes(entry.firstSample ?? 0) &&
          (action.kind !== 'label' || entry.classId === action.classId),
      )
      return committedIf(found)
    }
  }
}

const committedIf = (found: boolean) => (found ? 'committed' : 'absent')

function stepKindOf(action: LabelingAction & { samples: number[] }): string {
  if (action.kind === 'flag') return action.flagged ? 'flag' : 'unflag'
  if (action.kind === 'exclude') return action.excluded ? 'exclude' : 'include'
  return action.kind
}

/** Where the project stands: the newest step that is in effect. Null before the first. */
export function currentStep(history: readonly HistoryEntry[]): number | null {
  return history.find((entry) => !entry.undone)?.eventId ?? null
}

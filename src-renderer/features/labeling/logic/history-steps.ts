import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { formatCounted } from '../../../lib/format.ts'
import type { LabelingAction } from './labeling-action.ts'

/** What a step did, without its class: "412 samples", "3 samples skipped" */
export function stepWords(entry: Pick<HistoryEntry, 'kind' | 'samples'>): string {
  const samples = formatCounted(entry.samples, 'sample')
  switch (entry.kind) {
    case 'label':
    case 'bulk':
      return samples
    case 'clear':
      return `${samples}, label taken away`
    case 'skip':
      return `${samples} skipped`
    case 'flag':
      return `${samples} flagged`
    case 'unflag':
      return `${samples} unflagged`
    default:
      return samples
  }
}

/** Events that are undone, whether they can be brought back or were cut off by a newer action. */
export function undoneIn(history: readonly HistoryEntry[]): ReadonlySet<number> {
  return new Set(history.filter((entry) => entry.undone).map((entry) => entry.eventId))
}

/**
 * The step an undo or redo was about, for going back to its sample: the one whose mark changed. Where several changed,
 * because more undos followed meanwhile, the last of them.
 * @param before what was undone before
 * @param history as it is after it
 */
export function stepOf(
  kind: 'undo' | 'redo',
  before: ReadonlySet<number>,
  history: readonly HistoryEntry[],
): HistoryEntry | null {
  const changed = history
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
    case 'label-cluster':
      return newer.some((entry) => entry.kind === 'bulk' && entry.classId === action.classId)
        ? 'committed'
        : 'absent'
    default: {
      const kind = action.kind === 'flag' && !action.flagged ? 'unflag' : action.kind
      const found = newer.some(
        (entry) =>
          entry.kind === kind &&
          entry.samples === action.samples.length &&
          action.samples.includes(entry.firstSample ?? 0) &&
          (action.kind !== 'label' || entry.classId === action.classId),
      )
      return found ? 'committed' : 'absent'
    }
  }
}

import type { ActionOutcome } from '../../../../src-main/contract/labeling.ts'
import { formatCounted } from '../../../lib/format.ts'
import type { LabelingAction } from './labeling-action.ts'

export interface OutcomeWords {
  /** What was done: "412 samples → cat" */
  done: string
  /** What followed from it: "1,204 samples changed"; null where nothing can follow. */
  changed: string | null
}

/** Says what an action did, for the status line, the toast and assistive technology. */
export function outcomeWords(
  action: LabelingAction,
  outcome: Pick<ActionOutcome, 'touched' | 'changed' | 'summary'>,
  className: (classId: number) => string,
): OutcomeWords {
  const samples = formatCounted(outcome.touched, 'sample')
  const changed =
    outcome.changed === 0 ? 'no other guess changed' : `${formatCounted(outcome.changed, 'sample')} changed`
  switch (action.kind) {
    case 'label':
    case 'label-cluster':
      return { done: `${samples} → ${className(action.classId)}`, changed }
    case 'clear':
      return { done: `Label taken from ${samples}`, changed }
    case 'skip':
      return { done: `${samples} skipped`, changed: null }
    case 'flag':
      return { done: `${samples} ${action.flagged ? 'flagged' : 'no longer flagged'}`, changed: null }
    case 'undo':
    case 'redo':
      return { done: outcome.summary, changed: outcome.changed === 0 ? null : changed }
  }
}

import type { ActionOutcome } from '../../../../src-main/contract/labeling.ts'
import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { t } from '../../../lib/i18n.ts'
import { formatBound } from './format-share.ts'
import type { LabelingAction } from './labeling-action.ts'
import { stepWords } from './step-words.ts'

export interface OutcomeWords {
  /** What was done: "412 samples → cat" */
  done: string
  /** What followed from it: "1,204 samples changed, 312 became confident"; null where nothing can follow. */
  changed: string | null
}

type Counts = Pick<ActionOutcome, 'touched' | 'changed' | 'confident' | 'summary' | 'steps'>
type ClassName = (classId: number) => string

/** Says what an action did, for the status line, the toast and assistive technology. */
export function outcomeWords(action: LabelingAction, outcome: Counts, className: ClassName): OutcomeWords {
  const count = outcome.touched
  const changed = changedWords(outcome) ?? t('labeling:outcome.nothingChanged')
  switch (action.kind) {
    case 'label':
      return { done: t('labeling:outcome.labeled', { count, class: className(action.classId) }), changed }
    case 'label-cluster':
      return { done: clusterWords(count, className(action.classId), action.check), changed }
    case 'clear':
      return { done: t('labeling:outcome.cleared', { count }), changed }
    case 'skip':
      return { done: t('labeling:outcome.skipped', { count }), changed: null }
    case 'flag':
      return {
        done: t(action.flagged ? 'labeling:outcome.flagged' : 'labeling:outcome.unflagged', { count }),
        changed: null,
      }
    case 'exclude':
      return {
        done: t(action.excluded ? 'labeling:outcome.excluded' : 'labeling:outcome.included', { count }),
        changed: changedWords(outcome),
      }
    case 'split':
      return {
        done: t('labeling:outcome.split', { component: action.component, count: action.parts }),
        changed: null,
      }
    case 'merge':
      return {
        done: t('labeling:outcome.merged', { from: className(action.from), into: className(action.into) }),
        changed: changedWords(outcome),
      }
    case 'split-class':
      return { done: t('labeling:outcome.labeled', { count, class: action.name }), changed }
    case 'undo':
    case 'redo':
      return { done: outcome.summary, changed: changedWords(outcome) }
    case 'travel':
      return { done: travelWords(outcome.steps), changed: changedWords(outcome) }
  }
}

function travelWords(steps: number): string {
  if (steps === 0) return t('labeling:outcome.thereAlready')
  const count = Math.abs(steps)
  return t(steps < 0 ? 'labeling:outcome.wentBack' : 'labeling:outcome.wentForward', { count })
}

/** Of an undo or redo, by the step it was about: "Undone: 412 samples → cat" */
export function revisitWords(
  kind: 'undo' | 'redo',
  step: HistoryEntry,
  outcome: Counts,
  className: ClassName,
): OutcomeWords {
  const words = stepWords(step, className)
  return {
    done: t(kind === 'undo' ? 'labeling:outcome.undone' : 'labeling:outcome.redone', { step: words }),
    changed: changedWords(outcome),
  }
}

/** "38 samples → cat, at least 78% of the cluster are (12 of 12 looked at)" */
function clusterWords(
  count: number,
  name: string,
  check: Extract<LabelingAction, { kind: 'label-cluster' }>['check'],
): string {
  const labeled = t('labeling:outcome.labeled', { count, class: name })
  if (!check) return labeled
  const bound = formatBound(check.purityAtLeast)
  return t('labeling:outcome.checked', { labeled, bound, checked: check.checked, agreed: check.agreed })
}

/** "1,204 samples changed, 312 became confident"; null where nothing did. */
function changedWords({ changed, confident }: Counts): string | null {
  const words: string[] = []
  if (changed > 0) words.push(t('labeling:outcome.changed', { count: changed }))
  if (confident > 0) words.push(t('labeling:outcome.confident', { count: confident }))
  return words.length > 0 ? words.join(', ') : null
}

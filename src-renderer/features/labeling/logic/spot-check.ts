import type { ClusterCheck } from '../../../../src-main/contract/labeling.ts'
import { purityAtLeast } from '../../../../src-main/contract/purity-bound.ts'
import type { KeyId } from '../../../lib/keymap.ts'
import type { LabelingAction } from './labeling-action.ts'

/** Random members of a cluster, looked at together: nearly all of one class, with what is something else marked. */
export interface SpotCheck {
  /** What most of them are; null until somebody says. */
  readonly classId: number | null
  /** Samples that are looked at. */
  readonly row: readonly number[]
  /** Place in the row. */
  readonly focus: number
  /** What is not of that class. */
  readonly exceptions: ReadonlyMap<number, number | 'junk'>
}

/** Where the look at a cluster stands. */
export type CheckStage =
  /** There are members to look at. */
  | 'looking'
  /** Enough were looked at and agree: one key labels the rest. */
  | 'offered'
  /** They do not agree, or with another class. */
  | 'mixed'
  /** Nothing is left to label. */
  | 'done'

export function beginCheck(classId: number | null, row: readonly number[]): SpotCheck {
  return { classId, row, focus: 0, exceptions: new Map() }
}

/** A class key: says what most are while nobody has; then what the one in focus is. */
export function giveClass(check: SpotCheck, classId: number): SpotCheck {
  if (check.classId === null) return { ...check, classId }
  return markFocus(check, classId === check.classId ? null : classId)
}

/** Another class for most of them; what was marked as that one is no exception any more. */
export function setClass(check: SpotCheck, classId: number): SpotCheck {
  const exceptions = new Map([...check.exceptions].filter(([, marked]) => marked !== classId))
  return { ...check, classId, exceptions }
}

/** Marks the one in focus as junk, or takes that back. */
export function toggleJunk(check: SpotCheck): SpotCheck {
  return markFocus(check, check.exceptions.get(check.row[check.focus]) === 'junk' ? null : 'junk')
}

function markFocus(check: SpotCheck, mark: number | 'junk' | null): SpotCheck {
  const sample = check.row.at(check.focus)
  if (sample === undefined) return check
  const exceptions = new Map(check.exceptions)
  if (mark === null) exceptions.delete(sample)
  else exceptions.set(sample, mark)
  return { ...check, exceptions, focus: Math.min(check.row.length - 1, check.focus + 1) }
}

/** Moves the focus over the row, laid out in so many columns. */
export function moveInRow(check: SpotCheck, key: KeyId, columns: number): SpotCheck {
  const last = check.row.length - 1
  const by: Partial<Record<KeyId, number>> = {
    'move-left': -1,
    'move-right': 1,
    'move-up': -columns,
    'move-down': columns,
    'move-home': -check.focus,
    'move-end': last - check.focus,
  }
  const target = check.focus + (by[key] ?? 0)
  return target < 0 || target > last ? check : { ...check, focus: target }
}

/** Samples of the row that are of the class most are. */
export function agreeing(check: SpotCheck): number[] {
  return check.row.filter((sample) => !check.exceptions.has(sample))
}

/**
 * What Enter does to the row: junk is excluded, exceptions get their class, then all others theirs, each class one step.
 * Nothing while nobody has said what they are.
 */
export function answersOf(check: SpotCheck): LabelingAction[] {
  if (check.classId === null) return []
  const byMark = new Map<number | 'junk', number[]>()
  for (const [sample, mark] of check.exceptions) byMark.set(mark, [...(byMark.get(mark) ?? []), sample])
  const actions: LabelingAction[] = []
  for (const [mark, samples] of byMark) {
    if (mark === 'junk') actions.push({ kind: 'exclude', samples, excluded: true })
    else actions.push({ kind: 'label', samples, classId: mark })
  }
  const rest = agreeing(check)
  if (rest.length > 0) actions.push({ kind: 'label', samples: rest, classId: check.classId })
  return actions
}

/** @param wanted the class the cluster shall get; null: not said yet */
export function stageOf(check: ClusterCheck, wanted: number | null): CheckStage {
  if (check.open === 0) return 'done'
  const most = check.classes.at(0)
  if (!most) return 'looking'
  if (check.classes.length > 1 || (wanted !== null && most.classId !== wanted)) return 'mixed'
  return check.offered ? 'offered' : 'looking'
}

/** The bound if so many more were looked at and were of the class, too. */
export function boundAfter(check: ClusterCheck, classId: number, more: number): number {
  const agreed = check.classes.find((entry) => entry.classId === classId)?.count ?? 0
  return purityAtLeast(agreed + more, check.checked + more)
}

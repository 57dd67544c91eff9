import type { SampleView } from '../../../../src-main/contract/labeling.ts'

/** What a person can do to the label log. */
export type LabelingAction =
  /** `review`: the samples have labels that were in doubt, and this answer settles what they are. */
  | { kind: 'label'; samples: number[]; classId: number; review?: boolean }
  /** `samples`: those of the cluster that are known here; the host labels all that have no human label. */
  | { kind: 'label-cluster'; component: number; classId: number; samples: number[] }
  | { kind: 'clear'; samples: number[] }
  | { kind: 'skip'; samples: number[] }
  | { kind: 'flag'; samples: number[]; flagged: boolean }
  | { kind: 'undo' }
  | { kind: 'redo' }

/** Samples whose look an action changes at once; undo and redo are known only when the host has answered. */
export function touchedSamples(action: LabelingAction): number[] {
  return 'samples' in action ? action.samples : []
}

/** The sample as it will be when the action is committed, shown until the host tells. */
export function foresee(view: SampleView, action: LabelingAction): SampleView {
  switch (action.kind) {
    case 'label':
    case 'label-cluster': {
      const source = action.kind === 'label' ? 'human' : 'bulk'
      return { ...view, label: { classId: action.classId, source, annotator: '' }, skipped: false }
    }
    case 'clear':
      return { ...view, label: null }
    case 'skip':
      return { ...view, skipped: true }
    case 'flag':
      return { ...view, flagged: action.flagged }
    default:
      return view
  }
}

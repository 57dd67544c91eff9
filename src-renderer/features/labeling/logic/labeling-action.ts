import type { SampleView } from '../../../../src-main/contract/labeling.ts'

/** What a person can do to the label log. */
export type LabelingAction =
  /** `review`: the samples have labels that were in doubt, and this answer settles what they are. */
  | { kind: 'label'; samples: number[]; classId: number; review?: boolean }
  /**
   * `samples`: those of the cluster that are known here; the host labels all that have no human label.
   * `check`: what the look at random members said, for the words.
   */
  | { kind: 'label-cluster'; component: number; classId: number; samples: number[]; check?: CheckedPurity }
  | { kind: 'clear'; samples: number[] }
  | { kind: 'skip'; samples: number[] }
  | { kind: 'flag'; samples: number[]; flagged: boolean; reason?: string }
  | { kind: 'exclude'; samples: number[]; excluded: boolean }
  | { kind: 'split'; component: number; parts: number }
  | { kind: 'merge'; from: number; into: number }
  /** The samples, all of one class, get a new one. */
  | { kind: 'split-class'; classId: number; name: string; samples: number[] }
  | { kind: 'undo' }
  | { kind: 'redo' }
  /** To the moment right after a step; null: before the first. `from`: the newest step that was in effect. */
  | { kind: 'travel'; eventId: number | null; from: number | null }

/** How much of a cluster is of one class, as far as random members tell. */
export interface CheckedPurity {
  checked: number
  agreed: number
  /** 95 % lower bound. */
  purityAtLeast: number
}

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
      // A label takes a sample back in, as it ends a skip.
      return {
        ...view,
        label: { classId: action.classId, source, annotator: '' },
        skipped: false,
        excluded: false,
      }
    }
    case 'clear':
      return { ...view, label: null }
    case 'skip':
      return { ...view, skipped: true }
    case 'flag':
      return {
        ...view,
        flagged: action.flagged,
        flagReason: action.flagged ? (action.reason ?? null) : null,
      }
    case 'exclude':
      return { ...view, excluded: action.excluded }
    default:
      return view
  }
}

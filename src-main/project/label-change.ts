import type { Asked, StepKind } from '../contract/labeling.ts'
import type { LabelAction, LabelDetail, SplitDetail } from './label-action.ts'
import type { LabelBatch } from './label-batches.ts'

/** What a person does, before it is in the log. */
export interface NewLabelEvent {
  kind: StepKind
  /** The class given; only for `label` and `bulk`. For `merge` the class that goes away. */
  classId?: number
  annotator: string
  /** Sample ids (1 … n), each once; none for `merge` and `split`. */
  samples: ArrayLike<number>
  /** The question that `label` or `skip` answers; one about a single sample unless it is a review. */
  asked?: Asked | null
  /** What the model said about each of `samples` at that moment; class id 0 where it had no opinion. */
  said?: { classIds: ArrayLike<number>; confidences: ArrayLike<number> }
  /** A flag's reason, what a bulk label rested on; a merge and a split need theirs. */
  detail?: LabelDetail | null
}

/** What an event did, for those who keep something derived from the labels: subtract `before`, add `after`. */
export interface LabelChange {
  /** The event; of several undone or redone at once the last one. */
  eventId: number
  /** `batch`: steps from elsewhere, as one; `travel`: several steps at once. */
  kind: StepKind | 'batch' | 'undo' | 'redo' | 'travel'
  /** The action itself: for undo and redo the one taken or brought back; for travel the last one in effect now. */
  action: LabelAction | null
  /** What the action is part of. */
  batch: LabelBatch | null
  at: string
  /** Steps of the history that came into effect; negative where they went. */
  steps: number
  /** Ids of the samples touched. */
  samples: Int32Array
  /** Class id of each before and after; 0 for none. Equal where only flags, skips or opinions changed. */
  before: Int32Array
  after: Int32Array
  /** Classes were merged, or are not merged any more: samples that were not touched may have another class id. */
  classesChanged: boolean
  /** See `LabelLog.splits`. */
  splitsChanged: boolean
}

/** A cluster that people parted; see the step `split`. */
export interface ClusterSplit extends SplitDetail {
  eventId: number
}

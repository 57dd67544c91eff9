import type { Asked } from '../contract/labeling.ts'

/** What a person can do to samples. */
export const labelActionKinds = ['label', 'bulk', 'clear', 'skip', 'flag', 'unflag'] as const
export type LabelActionKind = (typeof labelActionKinds)[number]

export interface LabelAction {
  /** Id in the log; grows from event to event. */
  id: number
  kind: LabelActionKind
  /** As it was said; merges are resolved when it is read. Null unless kind is label or bulk. */
  classId: number | null
  annotator: string
  /** ISO 8601, UTC. */
  at: string
  /** How the sample came to be asked; null where a person picked it herself, always unless kind is label or skip. */
  asked: Asked | null
}

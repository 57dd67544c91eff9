import { z } from 'zod'
import { type Asked, flagReasonSchema, type StepKind } from '../contract/labeling.ts'

export const flagDetailSchema = z.object({ reason: flagReasonSchema })
/** What the label of a whole cluster rested on: members looked at, and the share of the cluster they speak for. */
export const bulkDetailSchema = z.object({
  component: z.int().nonnegative(),
  checked: z.int().nonnegative(),
  purityAtLeast: z.number().min(0).max(1).nullable(),
})
/** The class that is left. */
export const mergeDetailSchema = z.object({ into: z.int().positive() })
export const splitDetailSchema = z.object({
  runId: z.int().positive(),
  component: z.int().nonnegative(),
  parts: z.int().min(2).max(8),
  /** Samples sorted at that time: the parts are fitted to those, so that they stay when others come. */
  sorted: z.int().nonnegative(),
})

export type FlagDetail = z.infer<typeof flagDetailSchema>
export type BulkDetail = z.infer<typeof bulkDetailSchema>
export type MergeDetail = z.infer<typeof mergeDetailSchema>
export type SplitDetail = z.infer<typeof splitDetailSchema>
export type LabelDetail = FlagDetail | BulkDetail | MergeDetail | SplitDetail

export interface LabelAction {
  /** Id in the log; grows from event to event. */
  id: number
  kind: StepKind
  /** As it was said; merges are resolved when it is read. Null unless kind is label, bulk or merge (the class that goes). */
  classId: number | null
  annotator: string
  /** ISO 8601, UTC. */
  at: string
  /** How the sample came to be asked; null where a person picked it herself, always unless kind is label or skip. */
  asked: Asked | null
  /** Always there of merge and split, of flag and bulk where it was said. */
  detail: LabelDetail | null
  /** The batch it came in with; null where somebody did it here. */
  batchId: number | null
}

/** Whether it gives its samples a class. */
export function givesClass({ kind }: Pick<LabelAction, 'kind'>): boolean {
  return kind === 'label' || kind === 'bulk'
}

/** Of a merge, the class that is left; null of everything else. */
export function mergedInto({ detail }: Pick<LabelAction, 'detail'>): number | null {
  return detail && 'into' in detail ? detail.into : null
}

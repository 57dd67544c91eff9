import { z } from 'zod'

/** What goes on behind the labels: finding out which samples are alike, and spreading labels from one to the next. */
export const neighbourhoodStateSchema = z.object({
  /** `off`: there is nothing to work on, or too much of it. After `failed`, labels work as before, without refinement. */
  state: z.enum(['off', 'building', 'idle', 'refining', 'failed']),
  /** Share of the building that is done; null otherwise. */
  progress: z.number().nullable(),
  /** Why it is off or what failed, as a sentence; null where there is nothing to say. */
  note: z.string().nullable(),
  /** Whether near-duplicates and outliers are known. */
  oddKnown: z.boolean(),
})
export type NeighbourhoodState = z.infer<typeof neighbourhoodStateSchema>

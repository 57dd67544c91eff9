import { z } from 'zod'

/** How the day goes for the annotator at this window, from the label log alone. A day is one of the computer's own. */
export const sessionStateSchema = z.object({
  annotator: z.string(),
  /** Samples she labeled today, one by one or in a selection; what was undone does not count. */
  today: z.int(),
  /** Labels she set herself for a day; null for none. */
  goal: z.int().nullable(),
  /** Labels per minute at work, over the last {@link rateMinutes} of it; breaks do not count; null before there are enough. */
  perMinute: z.number().nullable(),
  /** Labels in each of the last {@link rateMinutes} minutes at work, oldest first. */
  pace: z.array(z.int()),
  /** Minutes at work today. */
  minutes: z.number(),
  /** Days in a row with a label of hers, today included once there is one. */
  daysInARow: z.int(),
  /** Minutes to the lead's target at this pace, as a range; null where labels or pace do not tell. */
  minutesLeft: z.object({ low: z.number(), high: z.number().nullable() }).nullable(),
})
export type SessionState = z.infer<typeof sessionStateSchema>

/** Minutes that pace is taken over. */
export const rateMinutes = 20
export const goalSchema = z.int().min(1).max(100_000)

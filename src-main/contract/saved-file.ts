import { z } from 'zod'

/** Endings of what the window makes itself and the host saves for it. */
export const savedEndings = ['.svg', '.png', '.csv'] as const
export type SavedEnding = (typeof savedEndings)[number]

/** Larger than any picture of a chart, and smaller than what one request may be. */
export const mostSavedCharacters = 8_000_000

export const saveFileRequestSchema = z.object({
  out: z.string().min(1).max(4096),
  ending: z.enum(savedEndings),
  /** Text as it is; of pictures base64. */
  content: z.string().max(mostSavedCharacters),
  overwrite: z.boolean().default(false),
})
export type SaveFileRequest = z.infer<typeof saveFileRequestSchema>

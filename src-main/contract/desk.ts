import { z } from 'zod'
import { imageRecipeSchema } from './data.ts'
import { croissantFactsSchema } from './export.ts'

/** One import that the project holds, as it is listed. */
export const importEntrySchema = z.object({
  id: z.int(),
  /** File or folder it was read from, as it was named then. */
  source: z.string(),
  format: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  samples: z.int(),
  /** Of these samples, how many people have labeled by now. */
  labeled: z.int(),
})
export type ImportEntry = z.infer<typeof importEntrySchema>

export const importHistorySchema = z.object({
  /** Oldest first. */
  imports: z.array(importEntrySchema),
  /** How images were prepared, which later ones must be as well; null before the first and for vectors. */
  recipe: imageRecipeSchema.nullable(),
})
export type ImportHistory = z.infer<typeof importHistorySchema>

/** One of the first samples of a source, before it is imported. */
export const peekedSampleSchema = z.object({
  name: z.string(),
  /** What came with it: the truth, or what people said. */
  classes: z.array(z.string()),
  /** How its text begins; null where it has none. */
  text: z.string().nullable(),
  /** What will be seen of it, base64. */
  picture: z.object({ mediaType: z.string(), data: z.string() }),
})
export type PeekedSample = z.infer<typeof peekedSampleSchema>

/** What there is to choose from in an export, beside classes. */
export const exportChoicesSchema = z.object({
  /** People whose labels count now, and how many of them each gave; most first. */
  annotators: z.array(z.object({ name: z.string(), labels: z.int() })),
  hasTexts: z.boolean(),
  /** What the lead said of the set when it was last described. */
  facts: croissantFactsSchema.nullable(),
})
export type ExportChoices = z.infer<typeof exportChoicesSchema>

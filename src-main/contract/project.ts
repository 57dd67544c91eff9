import { z } from 'zod'
import { inputShapeSchema } from './data.ts'

export { projectExtension } from './project-extension.ts'

/** `FEWL` as SQLite's application_id. */
export const projectApplicationId = 0x4645574c

export const projectSummarySchema = z.object({
  path: z.string(),
  name: z.string(),
  samples: z.int(),
  labels: z.int(),
  classes: z.int(),
  trained: z.boolean(),
  hasTruth: z.boolean(),
  inputShape: inputShapeSchema.nullable(),
  bytes: z.int(),
  /** The file lies on a network share, where saving takes longer and one machine at a time can have it open. */
  onShare: z.boolean(),
  /** Whose work this is, where the project is a package of work; null where it is not. */
  work: z.object({ annotator: z.string(), projectName: z.string(), independent: z.boolean() }).nullable(),
})
export type ProjectSummary = z.infer<typeof projectSummarySchema>

export const recentProjectSchema = z.object({
  path: z.string(),
  name: z.string(),
  openedAt: z.string(),
  exists: z.boolean(),
  samples: z.int().nullable(),
  labels: z.int().nullable(),
})
export type RecentProject = z.infer<typeof recentProjectSchema>

import { z } from 'zod'
import type { LabelSource } from './labeling.ts'

export const exportFormats = ['csv', 'jsonl', 'folder'] as const
export const exportFormatSchema = z.enum(exportFormats)
export type ExportFormat = z.infer<typeof exportFormatSchema>

export const exportRequestSchema = z.object({
  format: exportFormatSchema,
  /** File to write (csv, jsonl) or folder to make (folder). */
  out: z.string().min(1).max(4096),
  /** Leave out what only the model labeled. */
  humansOnly: z.boolean().default(false),
  /** Model labels below this confidence are left out. */
  minConfidence: z.number().min(0).max(1).default(0),
  /** Replace an existing file; an existing folder is never replaced. */
  overwrite: z.boolean().default(false),
})
export type ExportRequest = z.infer<typeof exportRequestSchema>

export const exportProgressSchema = z.object({ done: z.int(), total: z.int() })
export type ExportProgress = z.infer<typeof exportProgressSchema>

export const exportReportSchema = z.object({
  rows: z.int(),
  out: z.string(),
  format: exportFormatSchema,
  bySource: z.object({ human: z.int(), bulk: z.int(), model: z.int() }),
  /** Samples left out because people excluded them. */
  excluded: z.int(),
  seconds: z.number(),
})
export type ExportReport = z.infer<typeof exportReportSchema>

/** One exported sample. `probabilities` are the model's, in the order of the classes, also for people's labels. */
export interface ExportRow {
  id: string
  /** Path of the original, or null. */
  source: string | null
  label: string
  labelSource: LabelSource
  /** The model's probability of `label`; null where the model has no opinion yet. */
  confidence: number | null
  /** Component with the largest responsibility. */
  cluster: number | null
  probabilities: Float32Array | null
  annotator: string | null
  /** ISO 8601, UTC. */
  labeledAt: string | null
  /** folder export: how to get the image's bytes. */
  sampleId: number
}

import { z } from 'zod'
import { type LabelSource, labelSourceSchema } from './labeling.ts'

/**
 * `csv`, `jsonl`, `parquet` and `npz` are one file each; all others are folders: `folder` (class folders with a table
 * beside them), `imagefolder` (Hugging Face: images and metadata.parquet), `yolo` (Ultralytics classify tree), `coco`,
 * `label-studio` (tasks and configuration), `prodigy` (tasks with images beside them), `tfrecord` (shards).
 */
export const exportFormats = [
  'csv',
  'jsonl',
  'parquet',
  'npz',
  'folder',
  'imagefolder',
  'yolo',
  'coco',
  'label-studio',
  'prodigy',
  'tfrecord',
] as const
export const exportFormatSchema = z.enum(exportFormats)
export type ExportFormat = z.infer<typeof exportFormatSchema>

export const folderExportFormats = [
  'folder',
  'imagefolder',
  'yolo',
  'coco',
  'label-studio',
  'prodigy',
  'tfrecord',
] as const satisfies readonly ExportFormat[]

/** Which samples are exported: those that fit every part that is given. */
export const exportFilterSchema = z.object({
  /** Classes of the label. */
  classIds: z.array(z.int().positive()).min(1).max(100_000).optional(),
  /** Whose labels; model labels are nobody's. */
  annotators: z.array(z.string().max(100)).min(1).max(10_000).optional(),
  clusters: z.array(z.int().min(0)).min(1).max(100_000).optional(),
})
export type ExportFilter = z.infer<typeof exportFilterSchema>

/**
 * Parts into which the set is split, drawn by a seed. `groupDuplicates`: near-duplicates go into the same part, so that
 * nothing a model is tested on was in its training; `stratify`: every part has each class in the same share.
 */
export const exportSplitSchema = z.object({
  parts: z
    .array(
      z.object({ name: z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/), share: z.number().min(0.001).max(1) }),
    )
    .min(2)
    .max(10)
    .refine(
      (parts) => new Set(parts.map(({ name }) => name)).size === parts.length,
      'Each part needs a name of its own.',
    ),
  seed: z.int().min(0).default(1),
  stratify: z.boolean().default(true),
  groupDuplicates: z.boolean().default(true),
})
export type ExportSplit = z.infer<typeof exportSplitSchema>

/** What Croissant demands and nobody but the lead knows; never invented. */
export const croissantFactsSchema = z.object({
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().min(1).max(4000),
  license: z.url().max(1000),
  url: z.url().max(1000),
  creator: z.string().trim().min(1).max(200),
})
export type CroissantFacts = z.infer<typeof croissantFactsSchema>

export const exportRequestSchema = z.object({
  format: exportFormatSchema,
  /** File to write or folder to make; see {@link folderExportFormats}. */
  out: z.string().min(1).max(4096),
  /** Whose word is exported: that of people, one by one or in bulk, and the model's. */
  sources: z.array(labelSourceSchema).min(1).max(3).default(['human', 'bulk', 'model']),
  /** Model labels below this confidence are left out. */
  minConfidence: z.number().min(0).max(1).default(0),
  filter: exportFilterSchema.default({}),
  split: exportSplitSchema.nullable().default(null),
  /**
   * csv, jsonl, parquet, label-studio, prodigy: the samples themselves, too: vector, text, fields, and (parquet) the
   * image.
   */
  withSamples: z.boolean().default(false),
  /** Writes `croissant.json` into the folder, or `NAME.croissant.json` beside the file. */
  croissant: croissantFactsSchema.nullable().default(null),
  /** Exports the project as it was when this snapshot was taken; null: as it is. */
  snapshotId: z.int().positive().nullable().default(null),
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
  /** Rows of each part of the split, in its order; empty without a split. */
  parts: z.array(z.object({ name: z.string(), rows: z.int() })),
  /** What did not come out quite as it was asked for, in sentences: a group that outweighs its part, a missing part. */
  notices: z.array(z.string()),
  /** Every file that was written, relative to the folder of `out` (file) or to `out` (folder), up to 1,000 of them. */
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  seconds: z.number(),
})
export type ExportReport = z.infer<typeof exportReportSchema>

/** What an export would hold, without writing it. */
export const exportCountsSchema = exportReportSchema
  .pick({ rows: true, bySource: true, excluded: true, parts: true, notices: true })
  .extend({
    /**
     * Near-duplicates are still being looked for, so that the parts may come out a little different; an export waits
     * for them.
     */
    duplicatesPending: z.boolean(),
  })
export type ExportCounts = z.infer<typeof exportCountsSchema>

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
  /** Name of the part it belongs to; null without a split. */
  split: string | null
  /** How to get at the sample itself. */
  sampleId: number
}

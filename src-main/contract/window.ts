import { z } from 'zod'
import {
  importFormatSchema,
  importProblemSchema,
  importProgressSchema,
  importReportSchema,
  importRequestSchema,
  inputShapeSchema,
  sourceColumnSchema,
} from './data.ts'
import { errorDocumentSchema } from './errors.ts'
import { exportProgressSchema, exportReportSchema, exportRequestSchema } from './export.ts'
import {
  batchKindSchema,
  effectSchema,
  labelingSummarySchema,
  reasonSchema,
  sampleViewSchema,
  stepKinds,
} from './labeling.ts'
import { mapStateSchema } from './map.ts'
import { neighbourhoodStateSchema } from './neighbourhood.ts'
import { projectSummarySchema } from './project.ts'
import { qualityGistSchema } from './quality.ts'
import { sessionStateSchema } from './session.ts'
import {
  engineStatusSchema,
  epochRecordSchema,
  trainingProgressSchema,
  trainingRunSchema,
} from './training.ts'

/**
 * State of work that takes time. A topic of the event stream always carries the whole state, never a difference,
 * so a window that missed events is right again after the next one.
 */
export const importStateSchema = z.object({
  state: z.enum(['idle', 'running', 'done', 'failed', 'cancelled']),
  request: importRequestSchema.nullable(),
  progress: importProgressSchema.nullable(),
  report: importReportSchema.nullable(),
  error: errorDocumentSchema.nullable(),
})
export type ImportState = z.infer<typeof importStateSchema>

export const trainingStateSchema = z.object({
  /** `preparing` after posteriors have come: anchors and decoder are being built. */
  state: z.enum([
    'idle',
    'starting',
    'running',
    'pausing',
    'paused',
    'preparing',
    'done',
    'failed',
    'cancelled',
  ]),
  run: trainingRunSchema.nullable(),
  progress: trainingProgressSchema.nullable(),
  history: z.array(epochRecordSchema),
  notices: z.array(z.object({ at: z.string(), message: z.string() })),
  /** Epoch of the gallery that can be fetched; null before there is one. */
  galleryEpoch: z.int().nullable(),
  error: errorDocumentSchema.nullable(),
})
export type TrainingState = z.infer<typeof trainingStateSchema>

export const exportStateSchema = z.object({
  state: z.enum(['idle', 'running', 'done', 'failed', 'cancelled']),
  request: exportRequestSchema.nullable(),
  progress: exportProgressSchema.nullable(),
  report: exportReportSchema.nullable(),
  error: errorDocumentSchema.nullable(),
})
export type ExportState = z.infer<typeof exportStateSchema>

/** One event of the stream: a topic and its whole new state. On (re)connection every topic is sent once. */
export const windowEventSchema = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('project'), state: projectSummarySchema.nullable() }),
  z.object({ topic: z.literal('engine'), state: engineStatusSchema }),
  z.object({ topic: z.literal('import'), state: importStateSchema }),
  z.object({ topic: z.literal('training'), state: trainingStateSchema }),
  z.object({ topic: z.literal('labeling'), state: labelingSummarySchema.nullable() }),
  z.object({ topic: z.literal('export'), state: exportStateSchema }),
  z.object({ topic: z.literal('neighbourhood'), state: neighbourhoodStateSchema }),
  z.object({ topic: z.literal('quality'), state: qualityGistSchema.nullable() }),
  z.object({ topic: z.literal('map'), state: mapStateSchema }),
  z.object({ topic: z.literal('session'), state: sessionStateSchema.nullable() }),
])
export type WindowEvent = z.infer<typeof windowEventSchema>
export type WindowTopic = WindowEvent['topic']

export const sourcePreviewSchema = z.object({
  format: importFormatSchema,
  shape: inputShapeSchema,
  /** Samples expected, where that is known without reading all. */
  total: z.int().nullable(),
  /** Tables: all columns in their order, with what each is used for. */
  columns: z.array(sourceColumnSchema).optional(),
  /** What was decided about the source and people should know before they import it: a column left out, and why. */
  notices: z.array(importProblemSchema).optional(),
})
export type SourcePreview = z.infer<typeof sourcePreviewSchema>

export const folderListingSchema = z.object({
  folder: z.string(),
  parent: z.string().nullable(),
  /** Shortcuts: home, documents, drives. */
  places: z.array(z.object({ name: z.string(), path: z.string() })),
  entries: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      kind: z.enum(['folder', 'file']),
      bytes: z.number().nullable(),
      modified: z.string().nullable(),
    }),
  ),
})
export type FolderListing = z.infer<typeof folderListingSchema>

export const queueItemSchema = z.object({
  sample: sampleViewSchema,
  reason: reasonSchema,
  /** Null before the first training. */
  effect: effectSchema.nullable(),
})
export type QueueItem = z.infer<typeof queueItemSchema>

export const memberOrders = ['typical', 'borderline', 'random'] as const
export const clusterMembersSchema = z.object({
  component: z.int(),
  /** All members, of which a page is here. */
  total: z.int(),
  samples: z.array(sampleViewSchema),
  reason: reasonSchema,
})
export type ClusterMembers = z.infer<typeof clusterMembersSchema>

export const galleryViewSchema = z.object({
  runId: z.int(),
  epoch: z.int(),
  /** Largest mass first. The picture is at `/prototypes/{runId}/{epoch}/{component}`. */
  components: z.array(z.object({ component: z.int(), mass: z.number() })),
})
export type GalleryView = z.infer<typeof galleryViewSchema>

export const historyEntrySchema = z.object({
  eventId: z.int(),
  at: z.string(),
  annotator: z.string(),
  /** `batch`: steps that came in together. */
  kind: z.enum([...stepKinds, 'batch']),
  /** The class given; of a merge the one that is left. */
  classId: z.int().nullable(),
  /** merge: name of the class that went into it. */
  mergedName: z.string().nullable(),
  /** bulk and split: the cluster. */
  component: z.int().nullable(),
  samples: z.int(),
  /** One of them, to show; null where the step touches none. */
  firstSample: z.int().nullable(),
  /** flag: the reason, where there is one. */
  reason: z.string().nullable(),
  /** batch: where its steps came from, and whose they are. */
  batch: z.object({ kind: batchKindSchema, name: z.string(), people: z.array(z.string()) }).nullable(),
  undone: z.boolean(),
  /** Undone and still to be brought back: nothing else was done since. */
  redoable: z.boolean(),
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>

export const originalsStateSchema = z.object({
  /** Originals that are not embedded but referenced. */
  referenced: z.int(),
  missing: z.int(),
  /** Folders (as recorded) in which something is missing. */
  missingFolders: z.array(z.string()),
})
export type OriginalsState = z.infer<typeof originalsStateSchema>

export const shellInfoSchema = z.object({
  shell: z.enum(['browser', 'electron']),
  version: z.string(),
  platform: z.string(),
  /** Where new projects are proposed to be kept. */
  projectsFolder: z.string(),
  annotator: z.string(),
})
export type ShellInfo = z.infer<typeof shellInfoSchema>

import { z } from 'zod'
import { classPriorSchema, decoderKindSchema } from './labeling.ts'
import { accuracyEstimateSchema, calibrationSchema } from './quality.ts'

/** A class as it was. */
export const snapshotClassSchema = z.object({
  id: z.int().positive(),
  name: z.string(),
  colour: z.string(),
  /** The class it stood for; null for one that could be given. */
  mergedInto: z.int().positive().nullable(),
})
export type SnapshotClass = z.infer<typeof snapshotClassSchema>

/** What does not follow from the label log. */
export const snapshotFactsSchema = z.object({
  decoder: decoderKindSchema,
  prior: classPriorSchema,
  /** All there were, in the order they were made. */
  classes: z.array(snapshotClassSchema),
  counts: z.object({
    labeled: z.int(),
    /** Of those, labeled with their whole cluster. */
    bulk: z.int(),
    skipped: z.int(),
    flagged: z.int(),
    excluded: z.int(),
    audits: z.int(),
  }),
  accuracy: accuracyEstimateSchema,
  calibration: calibrationSchema,
})

/** Labels, model and decoder at one moment, under a name; it stays as it is. */
export const snapshotSchema = z.object({
  id: z.int().positive(),
  name: z.string(),
  note: z.string(),
  /** Who took it. */
  annotator: z.string(),
  /** ISO 8601, UTC. */
  takenAt: z.string(),
  /** The last event of the label log; 0 where there was none. */
  lastEvent: z.int().nonnegative(),
  samples: z.int().nonnegative(),
  /** The training run in use; null before the first training. */
  runId: z.int().positive().nullable(),
  /** Samples it had sorted. */
  sorted: z.int().nonnegative(),
  facts: snapshotFactsSchema,
  /** Of labels, classes, settings and what the model makes of the samples; checked whenever it is used. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Snapshot = z.infer<typeof snapshotSchema>

export const snapshotRequestSchema = z.object({
  name: z.string().trim().min(1).max(100),
  note: z.string().trim().max(2000).default(''),
})
export type SnapshotRequest = z.infer<typeof snapshotRequestSchema>

/** What two moments are compared by: what people said, or what the set says: labels and, where there is none, the guess. */
export const comparedParts = ['labels', 'answers'] as const
export const comparedPartSchema = z.enum(comparedParts)
export type ComparedPart = z.infer<typeof comparedPartSchema>

/** Samples that were of one class and are of another; null for none. */
export const changedCellSchema = z.object({
  from: z.int().positive().nullable(),
  to: z.int().positive().nullable(),
  count: z.int(),
})
export type ChangedCell = z.infer<typeof changedCellSchema>

const momentSchema = z.object({
  /** Null: the project as it is now. */
  snapshotId: z.int().positive().nullable(),
  name: z.string().nullable(),
  at: z.string(),
  samples: z.int(),
  labeled: z.int(),
  runId: z.int().positive().nullable(),
  decoder: decoderKindSchema,
  prior: classPriorSchema,
  accuracy: accuracyEstimateSchema,
})
export type ComparedMoment = z.infer<typeof momentSchema>

/** What became of the labels of a snapshot until another moment. */
export const snapshotComparisonSchema = z.object({
  from: momentSchema,
  to: momentSchema,
  labels: z.object({
    same: z.int(),
    /** Had none and have one; had another; had one and have none. */
    added: z.int(),
    changed: z.int(),
    cleared: z.int(),
    excluded: z.int(),
    included: z.int(),
  }),
  /** Who said so, most first; null: it was taken back by undo. */
  people: z.array(
    z.object({ annotator: z.string().nullable(), added: z.int(), changed: z.int(), cleared: z.int() }),
  ),
  /** Samples without a label at both moments: those whose guess is another one, and all that have one at both. */
  guesses: z.object({ changed: z.int(), compared: z.int() }),
  /** Largest first; what stayed the same is there, too. */
  cells: z.object({ labels: z.array(changedCellSchema), answers: z.array(changedCellSchema) }),
  classes: z.object({
    /** Every class of either moment, as it was called last. */
    all: z.array(snapshotClassSchema),
    added: z.array(z.int().positive()),
    merged: z.array(z.object({ id: z.int().positive(), into: z.int().positive() })),
    renamed: z.array(z.object({ id: z.int().positive(), from: z.string(), to: z.string() })),
  }),
})
export type SnapshotComparison = z.infer<typeof snapshotComparisonSchema>

/** What a restoring did. */
export const restoreReportSchema = z.object({
  snapshot: z.string(),
  /** Samples whose labels, skips, flags or exclusion are as they were again. */
  samples: z.int(),
  /** The step of the history; null where nothing had to change. */
  eventId: z.int().nullable(),
  /** Samples that came later: they keep what they have. */
  newer: z.int(),
  /** Labels whose class was merged since: they count as the class that is left. */
  merged: z.int(),
  /** The run that is in use again; null where it was in use all along, or there was none. */
  runId: z.int().positive().nullable(),
  decoderChanged: z.boolean(),
})
export type RestoreReport = z.infer<typeof restoreReportSchema>

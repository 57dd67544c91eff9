import { z } from 'zod'
import { agreementSchema, teamMemberSchema } from './agreement.ts'

/** Which samples are shared out. `share`: so much of what is open, drawn at random. */
export const workChoiceSchema = z.discriminatedUnion('from', [
  z.object({
    from: z.literal('clusters'),
    clusters: z.array(z.int().min(0).max(1_000_000)).min(1).max(10_000),
  }),
  z.object({
    from: z.literal('range'),
    first: z.int().positive().max(1_000_000_000),
    last: z.int().positive().max(1_000_000_000),
  }),
  z.object({ from: z.literal('share'), share: z.number().gt(0).max(1) }),
])
export type WorkChoice = z.infer<typeof workChoiceSchema>

const annotatorName = z.string().trim().min(1).max(100)

export const workPlanSchema = z.object({
  people: z
    .array(annotatorName)
    .min(1)
    .max(100)
    .refine((people) => new Set(people).size === people.length, 'Each name is needed once.'),
  choice: workChoiceSchema,
  /** How many people label the same sample. */
  overlap: z.int().min(1).max(100).default(1),
  /** Share of the samples that so many label, drawn at random; the others are labeled once. */
  overlapShare: z.number().gt(0).max(1).default(1),
  /** Also samples that people gave a class already, for a second opinion. */
  withLabeled: z.boolean().default(false),
  seed: z.int().min(0).max(2_147_483_647).default(1),
})
export type WorkPlan = z.infer<typeof workPlanSchema>

export const workPackagesSchema = workPlanSchema.extend({
  /** The file of one person's package, or the folder for those of several. */
  out: z.string().min(1).max(4096),
  /** Packages without the model's guesses and without what others said, so that people agree on their own. */
  independent: z.boolean().default(false),
})
export type WorkPackages = z.infer<typeof workPackagesSchema>

/** Work given to one person at one time. */
export const workAssignmentSchema = z.object({
  id: z.int(),
  annotator: z.string(),
  choice: workChoiceSchema,
  samples: z.int(),
  /** Of those, how many she has labeled, passed over or called junk. */
  done: z.int(),
  assignedBy: z.string(),
  assignedAt: z.string(),
  /** The package it travels in; null where it is labeled in this project. */
  package: z.object({ fileName: z.string(), independent: z.boolean(), madeAt: z.string() }).nullable(),
})
export type WorkAssignment = z.infer<typeof workAssignmentSchema>

/** Where a package comes from. */
export const workOriginSchema = z.object({
  /** Identity of the label log its steps go back to. */
  logId: z.string().regex(/^[0-9a-f]{32}$/),
  projectName: z.string().max(1000),
  annotator: annotatorName,
  independent: z.boolean(),
  /** Its samples were drawn evenly among all that were open. */
  drawn: z.boolean(),
  madeAt: z.string(),
})

export const workMergeSchema = z.object({
  id: z.int(),
  fileName: z.string(),
  /** Whom the package was made for. */
  annotator: z.string(),
  mergedBy: z.string(),
  mergedAt: z.string(),
  taken: z.int(),
  known: z.int(),
  disputed: z.int(),
})
export type WorkMerge = z.infer<typeof workMergeSchema>

/** A class of a package that is not what it was when the package was made, and what its labels became. */
export const classConflictSchema = z.object({
  kind: z.enum(['renamed', 'merged-there', 'merged-here']),
  name: z.string(),
  became: z.string(),
})
export type ClassConflict = z.infer<typeof classConflictSchema>

export const mergeReportSchema = z.object({
  file: z.string(),
  annotator: z.string(),
  /** Names in its steps, which may be others than the one it was made for. */
  people: z.array(z.string()),
  /** Steps that came in, and steps that were here already. */
  taken: z.int(),
  known: z.int(),
  /** Samples those steps touch. */
  samples: z.int(),
  comments: z.int(),
  classesAdded: z.array(z.string()),
  classConflicts: z.array(classConflictSchema),
  /** Samples on which people disagree since, up to 1,000 of them by id, and how many there are. */
  disputed: z.int(),
  disputedSamples: z.array(z.int()),
  /** Steps merged before that were taken back in the package since; they stay here until somebody changes them. */
  withdrawn: z.int(),
  /** Splits of clusters there, which mean nothing here. */
  leftOut: z.int(),
  /** Samples of the package that this project does not have. */
  unknownSamples: z.int(),
})
export type MergeReport = z.infer<typeof mergeReportSchema>

export const packageReportSchema = z.object({
  annotator: z.string(),
  file: z.string(),
  samples: z.int(),
  bytes: z.int(),
  /** Originals that stay behind, as the project itself only refers to them; their small pictures travel. */
  withoutOriginal: z.int(),
  /** Whether the model's sorting travels along. */
  withModel: z.boolean(),
})
export type PackageReport = z.infer<typeof packageReportSchema>

export const workProgressSchema = z.object({
  annotator: z.string(),
  done: z.int(),
  total: z.int(),
  secondsLeft: z.number().nullable(),
})
export type WorkProgress = z.infer<typeof workProgressSchema>

/** What is being made at the moment; null where nothing is. */
export const workStateSchema = z.object({ progress: workProgressSchema.nullable() })
export type WorkState = z.infer<typeof workStateSchema>

export const teamReportSchema = z.object({
  revision: z.int(),
  people: z.array(teamMemberSchema),
  agreement: agreementSchema,
  assignments: z.array(workAssignmentSchema),
  merges: z.array(workMergeSchema),
  /** Samples on which people disagree and that no review has settled; and those that reviews have. */
  disputes: z.int(),
  settled: z.int(),
  /** Null unless this project is a package itself. */
  origin: workOriginSchema.nullable(),
})
export type TeamReport = z.infer<typeof teamReportSchema>

export const auditLogFormats = ['csv', 'jsonl'] as const
export const auditLogRequestSchema = z.object({
  out: z.string().min(1).max(4096),
  format: z.enum(auditLogFormats),
  overwrite: z.boolean().default(false),
})
export type AuditLogRequest = z.infer<typeof auditLogRequestSchema>

export const auditLogReportSchema = z.object({
  out: z.string(),
  events: z.int(),
  rows: z.int(),
  bytes: z.int(),
  sha256: z.string(),
})
export type AuditLogReport = z.infer<typeof auditLogReportSchema>

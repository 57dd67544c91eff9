import { z } from 'zod'
import { errorDocumentSchema } from '../contract/errors.ts'
import { engineBackendSchema, type TrainingEvent, trainingConfigSchema } from '../contract/training.ts'

/*
 * What host and engine say to each other. Both are of the same version, started one by the other, so the envelope is
 * checked and the training events inside it (megabytes of typed arrays) are not.
 *
 *   host → engine   hello · train · infer · pause · acknowledge · shutdown
 *   engine → host   ready | failed (job null) · event* · done | failed · heartbeat
 */

export const enginePreferences = ['auto', 'native', 'wasm'] as const
export const enginePreferenceSchema = z.enum(enginePreferences)
export type EnginePreference = z.infer<typeof enginePreferenceSchema>

export const trainRequestSchema = z.object({
  projectPath: z.string(),
  runId: z.int(),
  config: trainingConfigSchema,
  /** Go on from the run's last checkpoint; from the beginning when it has none yet. */
  resume: z.boolean(),
})
export type TrainRequest = z.infer<typeof trainRequestSchema>

export const inferRequestSchema = z.object({
  projectPath: z.string(),
  /** Run whose last checkpoint sorts the samples. */
  runId: z.int(),
  /** First sample to sort, 0-based in the order of the project. */
  first: z.int().min(0),
})
export type InferRequest = z.infer<typeof inferRequestSchema>

/** Numbers jobs, so that a late message about an earlier one is recognised. */
const job = z.int()

export const hostMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    preference: enginePreferenceSchema,
    /** Why not to try native: loading it ended earlier engine processes. */
    nativeProblem: z.string().nullable(),
  }),
  z.object({ type: z.literal('train'), job, request: trainRequestSchema }),
  z.object({ type: z.literal('infer'), job, request: inferRequestSchema }),
  /** Write a last checkpoint and end as `stopped`. */
  z.object({ type: z.literal('pause'), job }),
  /** One event has been dealt with; see {@link unacknowledgedEvents}. */
  z.object({ type: z.literal('acknowledge'), job }),
  z.object({ type: z.literal('shutdown') }),
])
export type HostMessage = z.infer<typeof hostMessageSchema>

export const jobOutcomes = ['finished', 'stopped'] as const
export type JobOutcome = (typeof jobOutcomes)[number]

export const engineMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    backend: engineBackendSchema,
    reason: z.string(),
    version: z.string(),
    pid: z.int(),
  }),
  z.object({
    type: z.literal('event'),
    job,
    event: z.custom<TrainingEvent>((value) => typeof (value as TrainingEvent | null)?.type === 'string'),
  }),
  z.object({ type: z.literal('done'), job, outcome: z.enum(jobOutcomes) }),
  /** `job` is null when the engine could not start. */
  z.object({ type: z.literal('failed'), job: job.nullable(), error: errorDocumentSchema }),
  z.object({ type: z.literal('heartbeat') }),
])
export type EngineMessage = z.infer<typeof engineMessageSchema>

/**
 * Events the engine sends ahead of the host's acknowledgement. A checkpoint has tens of megabytes; a host that is
 * slow to store them holds the engine up instead of collecting them.
 */
export const unacknowledgedEvents = 4

/** Seconds between the engine's signs of life. */
export const heartbeatSeconds = 5

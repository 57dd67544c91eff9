import { z } from 'zod'

export const decoderKinds = ['hard', 'soft', 'graph'] as const
export const decoderKindSchema = z.enum(decoderKinds)
export type DecoderKind = z.infer<typeof decoderKindSchema>

export const queryStrategies = ['random', 'uncertainty'] as const
export const queryStrategySchema = z.enum(queryStrategies)
export type QueryStrategy = z.infer<typeof queryStrategySchema>

export const labelSources = ['human', 'bulk', 'model'] as const
export const labelSourceSchema = z.enum(labelSources)
export type LabelSource = z.infer<typeof labelSourceSchema>

/**
 * Letters that mean something else in the window (comment, flag, next and previous cluster, new class, queue); no class
 * may have them.
 */
export const reservedHotkeys: ReadonlySet<string> = new Set(['c', 'f', 'j', 'k', 'n', 'q'])

export const classSchema = z.object({
  id: z.int(),
  name: z.string().min(1).max(200),
  /** `#rrggbb` */
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  /** One lower-case letter or digit, or null. */
  hotkey: z
    .string()
    .regex(/^[a-z0-9]$/)
    .nullable(),
  /** Samples that people gave this class, one by one or in bulk. */
  labeled: z.int(),
  /** Samples the decoder gives this class at the moment (without the labeled ones). */
  predicted: z.int(),
})
export type LabelClass = z.infer<typeof classSchema>

/** What is known about one sample: what a person said and what the model says are never mixed. */
export const sampleViewSchema = z.object({
  id: z.int(),
  externalId: z.string(),
  /** A person's label. */
  label: z.object({ classId: z.int(), source: z.enum(['human', 'bulk']), annotator: z.string() }).nullable(),
  /** The decoder's guess; null while it has no label to go by. */
  guess: z.object({ classId: z.int(), confidence: z.number() }).nullable(),
  skipped: z.boolean(),
  flagged: z.boolean(),
  component: z.int().nullable(),
  /** Responsibility of that component. */
  responsibility: z.number().nullable(),
})
export type SampleView = z.infer<typeof sampleViewSchema>

export const clusterViewSchema = z.object({
  component: z.int(),
  /** Samples for which this component has the largest responsibility. */
  size: z.int(),
  labeled: z.int(),
  /** Mean predictive uncertainty of its members in [0, 1]; 1 where the decoder knows nothing. */
  uncertainty: z.number(),
  /** uncertainty · size / all samples: what the board is ordered by. */
  priority: z.number(),
  /** Shares of the classes among its members as the decoder sees them, largest first; sums to ≤ 1. */
  mix: z.array(z.object({ classId: z.int(), share: z.number() })),
})
export type ClusterView = z.infer<typeof clusterViewSchema>

/** Why a cluster or sample is asked about, as data; the window turns it into a sentence. */
export const reasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unlabeled-cluster'), component: z.int(), size: z.int() }),
  z.object({
    kind: z.literal('mixed-cluster'),
    component: z.int(),
    size: z.int(),
    classes: z.array(z.object({ classId: z.int(), share: z.number() })),
  }),
  z.object({
    kind: z.literal('between-classes'),
    classes: z.array(z.object({ classId: z.int(), probability: z.number() })),
  }),
  z.object({
    kind: z.literal('between-clusters'),
    components: z.array(z.object({ component: z.int(), responsibility: z.number() })),
  }),
  z.object({ kind: z.literal('settled'), component: z.int(), size: z.int() }),
  z.object({ kind: z.literal('random') }),
])
export type Reason = z.infer<typeof reasonSchema>

/** What an action did; answered after it is committed. */
export const actionOutcomeSchema = z.object({
  /** Id in the label log. */
  eventId: z.int(),
  kind: z.enum(['label', 'bulk', 'clear', 'skip', 'flag', 'unflag', 'undo', 'redo']),
  /** Samples the action itself touched. */
  touched: z.int(),
  /** Unlabeled samples whose most probable class is another one now. */
  changed: z.int(),
  /** For undo and redo: a few words on what was undone, for the toast. */
  summary: z.string(),
  revision: z.int(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
})
export type ActionOutcome = z.infer<typeof actionOutcomeSchema>

export const labelingSummarySchema = z.object({
  samples: z.int(),
  labeled: z.int(),
  skipped: z.int(),
  flagged: z.int(),
  /** Share of unlabeled samples with confidence ≥ 0.9. */
  confident: z.number(),
  /** Accuracy of the decoder on unlabeled samples against imported truth; null where none was imported. */
  accuracyAgainstTruth: z.number().nullable(),
  decoder: decoderKindSchema,
  /** Counts up with every change of labels or model; views with an older one are stale. */
  revision: z.int(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  /** Training run whose posteriors are in use; null before the first training. */
  runId: z.int().nullable(),
  /** Samples imported after that run, not sorted yet. */
  unsorted: z.int(),
})
export type LabelingSummary = z.infer<typeof labelingSummarySchema>

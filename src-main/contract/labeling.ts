import { z } from 'zod'
import type { ErrorDocument } from './errors.ts'

/** `hard` and `soft` are the published baselines; `hard-nearest` is hard, with empty clusters taking the nearest labeled one. */
export const decoderKinds = ['hard', 'hard-nearest', 'soft', 'graph'] as const
export const decoderKindSchema = z.enum(decoderKinds)
export type DecoderKind = z.infer<typeof decoderKindSchema>

/**
 * `default`: coverage first, then uncertainty × reach, and after the first twenty every fifth question drawn at random for
 * the audit. The others are
 * for comparison and ask nothing but their own.
 */
export const queryStrategies = [
  'default',
  'sigma',
  'random',
  'biggest',
  'margin',
  'entropy',
  'typical',
] as const
export const queryStrategySchema = z.enum(queryStrategies)
export type QueryStrategy = z.infer<typeof queryStrategySchema>

/**
 * How frequent the classes are taken to be when labels are spread: all alike; as the samples drawn at random say (chosen
 * ones would mislead); or as somebody knows. Shares are of class ids, in any scale; classes not named count as none.
 */
export const classPriorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('uniform') }),
  z.object({ kind: z.literal('estimated') }),
  z.object({
    kind: z.literal('given'),
    shares: z
      .array(z.object({ classId: z.int().positive(), share: z.number().min(0).max(1e9) }))
      .min(1)
      .max(100_000),
  }),
])
export type ClassPrior = z.infer<typeof classPriorSchema>

/**
 * How a labeled sample came to be asked. `audit`: drawn at random among all unlabeled samples, so it counts for
 * estimates of accuracy; `chosen`: by a strategy, because it says much; `review`: asked again, and what is answered
 * settles it. A sample that a person picked herself was not asked.
 */
export const askedKinds = ['audit', 'chosen', 'review'] as const
export const askedSchema = z.enum(askedKinds)
export type Asked = z.infer<typeof askedSchema>

export const labelSources = ['human', 'bulk', 'model'] as const
export const labelSourceSchema = z.enum(labelSources)
export type LabelSource = z.infer<typeof labelSourceSchema>

/**
 * Letters that mean something else in the window (comment, flag, next and previous cluster, map, new class, queue,
 * exclude); no class may have them.
 */
export const reservedHotkeys: ReadonlySet<string> = new Set(['c', 'f', 'j', 'k', 'm', 'n', 'q', 'x'])

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
  /** Names of the groups it belongs to, outermost first; empty for none. */
  group: z.array(z.string().min(1).max(200)).max(8),
  /** What belongs to the class and what does not, for annotators; empty while nobody wrote it. */
  guideline: z.string().max(4000),
  /** Ids of samples that show what is meant, in the order they were chosen. */
  examples: z.array(z.int()),
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
  /** Why, in the words of who flagged it; null where nobody said. */
  flagReason: z.string().nullable(),
  /** Junk: takes no part in questions, counts or exports until it is taken back. */
  excluded: z.boolean(),
  comments: z.int(),
  /** First characters of the text that belongs to it; null where there is none. */
  text: z.string().nullable(),
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
  /** Of its members; counted in `size`, too. */
  excluded: z.int(),
  /** The component it was split from; null where it is one of the model's own. */
  splitFrom: z.int().nullable(),
  /** Mean predictive uncertainty of its members in [0, 1]; 1 where the decoder knows nothing. */
  uncertainty: z.number(),
  /**
   * Expected gain of one label here: bits it tells about the cluster's classes (closed-form information gain) · share of
   * all samples. What the board is ordered by.
   */
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
  /** Nothing labeled is near: likeness to the most alike labeled sample, in [0, 1]. */
  z.object({ kind: z.literal('no-label-near'), component: z.int(), size: z.int(), likeness: z.number() }),
  /** Unlike anything seen: so many times the usual distance to its nearest neighbours. */
  z.object({ kind: z.literal('outlier'), distance: z.number() }),
  z.object({ kind: z.literal('settled'), component: z.int(), size: z.int() }),
  /** Drawn at random to measure accuracy; the model's opinion is not shown before the answer. */
  z.object({ kind: z.literal('audit') }),
  z.object({ kind: z.literal('random') }),
])
export type Reason = z.infer<typeof reasonSchema>

/** What a label would change, as far as can be told before it is given. */
export const effectSchema = z.object({
  /** Samples that are alike enough for the label to speak for them, in whole-sample equivalents. */
  reach: z.number(),
  /** Samples whose most probable class would be another one, on average over the answers that are likely; null without labels. */
  changes: z.number().nullable(),
  /** Bits that the answer tells about its cluster's classes, times the cluster's samples (upper bound). */
  information: z.number(),
})
export type Effect = z.infer<typeof effectSchema>

/** What people can do; each is one step of the history. `split` parts a cluster, `merge` joins two classes. */
export const stepKinds = [
  'label',
  'bulk',
  'clear',
  'skip',
  'flag',
  'unflag',
  'exclude',
  'include',
  'merge',
  'split',
] as const
export type StepKind = (typeof stepKinds)[number]

/**
 * Where steps come from that came in together, as one step of the history: labels that came with imported samples, a
 * file of labels, somebody's work package, a snapshot that was restored.
 */
export const batchKinds = ['import', 'file', 'work', 'restore'] as const
export const batchKindSchema = z.enum(batchKinds)
export type BatchKind = z.infer<typeof batchKindSchema>

/** What an action did; answered after it is committed. */
export const actionOutcomeSchema = z.object({
  /** Id in the label log; of the last one where several steps were taken back at once. */
  eventId: z.int(),
  /** `batch`: took in steps from elsewhere; `travel`: went to another moment of the history. */
  kind: z.enum([...stepKinds, 'batch', 'undo', 'redo', 'travel']),
  /** Samples the action itself touched. */
  touched: z.int(),
  /** Unlabeled samples whose most probable class is another one now. */
  changed: z.int(),
  /** Unlabeled samples whose confidence rose to {@link confidentFrom} or above. */
  confident: z.int(),
  /** For undo and redo: a few words on what was undone, for the toast. */
  summary: z.string(),
  /** Steps of the history that came into effect; negative: that were taken back. */
  steps: z.int(),
  revision: z.int(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
})
export type ActionOutcome = z.infer<typeof actionOutcomeSchema>

/** A guess counts as confident from here on. */
export const confidentFrom = 0.9

/** What the last action changed among samples it did not touch, for a look at them. */
export const changesSchema = z.object({
  eventId: z.int(),
  /** All there are; a page of them is here. Those whose class changed come first, by confidence now, then by sample. */
  total: z.int(),
  samples: z.array(
    z.object({
      sample: sampleViewSchema,
      before: sampleViewSchema.shape.guess,
      became: z.enum(['changed', 'confident']),
    }),
  ),
})
export type Changes = z.infer<typeof changesSchema>

/**
 * Whether one key may label what is left of a cluster. Members are looked at in an order drawn at random; those at the
 * beginning of it that people labeled one by one, or in steps of no more than a screen, are a random sample of the
 * cluster, whatever made them label those.
 */
export const clusterCheckSchema = z.object({
  component: z.int(),
  /** Members without a label and not excluded: what a label of the cluster would reach. */
  open: z.int(),
  /** Length of the labeled beginning of the random order. */
  checked: z.int(),
  /** What those were given, most frequent first. */
  classes: z.array(z.object({ classId: z.int(), count: z.int() })),
  /** With 95 % probability at least this share of the cluster is of the most frequent class (Clopper–Pearson); null before any. */
  purityAtLeast: z.number().nullable(),
  /** Members that have to be looked at, and to agree, before the cluster may be labeled with one key. */
  needed: z.int(),
  /** All that were looked at agree, and they are enough. */
  offered: z.boolean(),
  /** The next members to look at, in the random order. */
  next: z.array(sampleViewSchema),
})
export type ClusterCheck = z.infer<typeof clusterCheckSchema>

export const commentSchema = z.object({
  id: z.int(),
  sample: z.int(),
  annotator: z.string(),
  at: z.string(),
  text: z.string().min(1).max(2000),
})
export type Comment = z.infer<typeof commentSchema>

/** A reason for a flag, in people's own words. */
export const flagReasonSchema = z.string().trim().min(1).max(500)

/** Why a sample asks for a second look; `low-confidence`: unlabeled ones by how unsure the guess is. */
export const reviewKinds = ['flagged', 'commented', 'low-confidence', 'excluded', 'skipped'] as const
export const reviewKindSchema = z.enum(reviewKinds)
export type ReviewKind = z.infer<typeof reviewKindSchema>

export interface ReviewPage {
  /** All there are, of which a page is here. */
  total: number
  samples: SampleView[]
}

/** What became of one of several names that were to be classes. */
export interface AddedClass {
  name: string
  /** Null where it could not be added; then why is in `error`. */
  added: LabelClass | null
  error: ErrorDocument | null
}

export const labelingSummarySchema = z.object({
  samples: z.int(),
  labeled: z.int(),
  skipped: z.int(),
  flagged: z.int(),
  excluded: z.int(),
  commented: z.int(),
  /** Share of unlabeled samples with confidence ≥ {@link confidentFrom}. */
  confident: z.number(),
  /** Accuracy of the decoder on unlabeled samples against imported truth; null where none was imported. */
  accuracyAgainstTruth: z.number().nullable(),
  decoder: decoderKindSchema,
  prior: classPriorSchema,
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

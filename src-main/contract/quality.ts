import { z } from 'zod'
import { decoderKindSchema } from './labeling.ts'

/** A share with the interval that holds it with 95 % probability. */
export const intervalSchema = z.object({ value: z.number(), low: z.number(), high: z.number() })
export type Interval = z.infer<typeof intervalSchema>

/**
 * How often the decoder's guesses are right on samples that nobody has labeled, from labels of audit questions:
 * only those were drawn at random. `prediction-powered`: the decoder's own confidence, put right by what it gets wrong
 * on audit samples (Angelopoulos et al. 2023); `beta`: audit samples alone (Jeffreys interval).
 */
export const accuracyEstimateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('too-early'), audits: z.int(), needed: z.int() }),
  intervalSchema.extend({
    state: z.literal('known'),
    method: z.enum(['prediction-powered', 'beta']),
    audits: z.int(),
  }),
])
export type AccuracyEstimate = z.infer<typeof accuracyEstimateSchema>

/** Labeled samples whose probability, had they not been labeled, falls between two bounds. */
export const reliabilityBinSchema = z.object({
  from: z.number(),
  to: z.number(),
  count: z.int(),
  /** Mean probability of the guess. */
  confidence: z.number(),
  /** How often the guess was right. */
  accuracy: intervalSchema,
})
export type ReliabilityBin = z.infer<typeof reliabilityBinSchema>

export const calibrationSchema = z.object({
  /** Which labels it is taken from: the audit's where there are enough of them, else all (which are not drawn at random). */
  from: z.enum(['audit', 'all']),
  /** Expected calibration error: mean |confidence − accuracy| over the bins, weighted by count; null below 20 labels. */
  error: z.number().nullable(),
  bins: z.array(reliabilityBinSchema),
})
export type Calibration = z.infer<typeof calibrationSchema>

export const classQualitySchema = z.object({
  classId: z.int(),
  labeled: z.int(),
  audited: z.int(),
  predicted: z.int(),
  /** Of the samples guessed to be of this class, how many are; null while no audit sample tells. */
  precision: intervalSchema.nullable(),
  /** Of the samples of this class, how many are guessed to be; null likewise. */
  recall: intervalSchema.nullable(),
  /** Share of the whole project that is of this class, by audit labels; null likewise. */
  share: intervalSchema.nullable(),
})
export type ClassQuality = z.infer<typeof classQualitySchema>

export const clusterCoverageSchema = z.object({
  component: z.int(),
  size: z.int(),
  labeled: z.int(),
  audited: z.int(),
  /** Labels here over labels expected if they were spread like the samples; 1 is even. */
  representation: z.number(),
  /** Mean confidence of the guesses for its unlabeled samples. */
  confidence: z.number(),
})
export type ClusterCoverage = z.infer<typeof clusterCoverageSchema>

/** A human label that everything else speaks against. */
export const suspectSchema = z.object({
  sample: z.int(),
  classId: z.int(),
  annotator: z.string(),
  /** Probability of the given class, had this sample not been labeled. */
  probability: z.number(),
  suggestedClassId: z.int(),
  suggestedProbability: z.number(),
})
export type Suspect = z.infer<typeof suspectSchema>

/** A sample to which people gave different classes. */
export const disputeSchema = z.object({
  sample: z.int(),
  opinions: z.array(z.object({ annotator: z.string(), classId: z.int() })),
  /** The class that annotators' reliability and the decoder speak for, and how much (Dawid and Skene 1979). */
  consensusClassId: z.int(),
  probability: z.number(),
})
export type Dispute = z.infer<typeof disputeSchema>

export const annotatorQualitySchema = z.object({
  annotator: z.string(),
  labels: z.int(),
  /** Samples that others labeled, too. */
  shared: z.int(),
  /** How often this person gives the class that all evidence speaks for; null without shared samples. */
  reliability: intervalSchema.nullable(),
})
export type AnnotatorQuality = z.infer<typeof annotatorQualitySchema>

/** One point of the learning curve: what was known after a label. */
export const curvePointSchema = z.object({
  /** Event of the label log after which it was taken. */
  eventId: z.int(),
  labeled: z.int(),
  audits: z.int(),
  /** Estimated accuracy with its interval; null while it was too early. */
  accuracy: intervalSchema.nullable(),
  /** Mean confidence on unlabeled samples. */
  confidence: z.number(),
  /** Share of unlabeled samples whose most probable class changed with this label. */
  changed: z.number(),
})
export type CurvePoint = z.infer<typeof curvePointSchema>

/** How many more labels the target takes. */
export const forecastSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('too-early'), labels: z.int(), needed: z.int() }),
  z.object({ state: z.literal('reached') }),
  /** Bootstrapped range (80 %) of further labels; `high` null: at the upper end it is not reached. */
  z.object({ state: z.literal('range'), low: z.int(), high: z.int().nullable() }),
  /** The curve levels off below the target. */
  z.object({ state: z.literal('out-of-reach'), ceiling: z.number() }),
])
export type Forecast = z.infer<typeof forecastSchema>

export const stopRules = ['accuracy', 'stability', 'unseen'] as const
/** Advice to stop names its rules: it is given when all of them are met. */
export const stopAdviceSchema = z.object({
  stop: z.boolean(),
  rules: z.array(
    z.object({
      rule: z.enum(stopRules),
      met: z.boolean(),
      /** Lower end of the accuracy interval / share of guesses that changed lately / unseen-class mass; null: not known. */
      value: z.number().nullable(),
      limit: z.number(),
    }),
  ),
})
export type StopAdvice = z.infer<typeof stopAdviceSchema>

/** Probability that the next random sample is of a class nobody has labeled yet (Good–Turing). */
export const unseenMassSchema = z.object({
  /** Null below {@link draws} that would say anything. */
  mass: intervalSchema.nullable(),
  /** Classes whose only label is one random draw. */
  singletons: z.int(),
  draws: z.int(),
})
export type UnseenMass = z.infer<typeof unseenMassSchema>

/** What is worth a look beyond the labels; null while it is being computed. */
export const oddSamplesSchema = z.object({
  /** Groups of samples that are nearly the same, largest first; samples by id. */
  duplicateGroups: z.array(z.array(z.int())),
  /** Samples in all groups, beyond those listed. */
  duplicates: z.int(),
  /** Samples farthest from all others, with how many times the usual distance; farthest first. */
  outliers: z.array(z.object({ sample: z.int(), distance: z.number() })),
})
export type OddSamples = z.infer<typeof oddSamplesSchema>

export const qualityReportSchema = z.object({
  revision: z.int(),
  decoder: decoderKindSchema,
  samples: z.int(),
  labeled: z.int(),
  audits: z.int(),
  /** Audit questions that people passed over: what they would have said is unknown, so accuracy is, too, by that much. */
  auditsSkipped: z.int(),
  /** Accuracy the project is to reach, as the lead set it. */
  target: z.number(),
  accuracy: accuracyEstimateSchema,
  calibration: calibrationSchema,
  classes: z.array(classQualitySchema),
  clusters: z.array(clusterCoverageSchema),
  unseen: unseenMassSchema,
  /** Least probable first. */
  suspects: z.array(suspectSchema),
  disputes: z.array(disputeSchema),
  annotators: z.array(annotatorQualitySchema),
  forecast: forecastSchema,
  advice: stopAdviceSchema,
  curve: z.array(curvePointSchema),
})
export type QualityReport = z.infer<typeof qualityReportSchema>

/** The few numbers that every label brings up to date, for the labeling view. */
export const qualityGistSchema = qualityReportSchema.pick({
  target: true,
  accuracy: true,
  forecast: true,
  advice: true,
  audits: true,
})
export type QualityGist = z.infer<typeof qualityGistSchema>

export const targetSchema = z.number().min(0.5).max(0.999)

/** What the model said of audit samples without their labels, against what people said; classes by id. */
export const confusionSchema = z.object({
  /** Audit samples that the model has sorted. */
  audits: z.int(),
  /** Classes that people or the model named, those that are confused with one another most side by side and first. */
  classIds: z.array(z.int()),
  /** Pairs that occur. `guessId` null: the model has no opinion. */
  cells: z.array(
    z.object({
      labelId: z.int(),
      guessId: z.int().nullable(),
      count: z.int(),
      /** What these samples stand for among all unlabeled ones, as in the estimate of accuracy; about 1 each. */
      weight: z.number(),
    }),
  ),
  /** Some audit samples stand for more than others, so that shares do not follow from counts. */
  weighted: z.boolean(),
})
export type Confusion = z.infer<typeof confusionSchema>

const classCountsSchema = z.array(z.tuple([z.int(), z.int()]))

/** Which classes each cluster holds, largest cluster first; pairs of class id and samples, most first. */
export const clusterClassesSchema = z.object({
  component: z.int(),
  size: z.int(),
  /** By people's labels. */
  labels: classCountsSchema,
  /** By the model's guesses for what nobody labeled. */
  guesses: classCountsSchema,
})
export type ClusterClasses = z.infer<typeof clusterClassesSchema>

export const groupQualitySchema = z.object({
  /** A cell of the field, or the name of a source. */
  value: z.string(),
  size: z.int(),
  labeled: z.int(),
  audits: z.int(),
  /** Share of the group that people labeled. */
  share: intervalSchema,
  /** Accuracy by its audit samples; null below the number that says anything. */
  accuracy: intervalSchema.nullable(),
  /** The interval of the share lies wholly below the share of all. */
  labeledLess: z.boolean(),
  /** The interval of the accuracy lies wholly below that of everything else. */
  lessAccurate: z.boolean(),
})
export type GroupQuality = z.infer<typeof groupQualitySchema>

/** Whether some samples are labeled less, or told less well, than others, by what came with them. */
export const groupingSchema = z.object({
  by: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('source') }),
    z.object({ kind: z.literal('field'), name: z.string() }),
  ]),
  groups: z.array(groupQualitySchema),
})
export type Grouping = z.infer<typeof groupingSchema>

export const groupingsSchema = z.object({
  groupings: z.array(groupingSchema),
  /** Fields with so many values that no group would say anything. */
  leftOut: z.array(z.string()),
  /** Audit samples a group needs for a number. */
  auditsNeeded: z.int(),
})
export type Groupings = z.infer<typeof groupingsSchema>

/** Decoders against each other, each by what it says of the same audit samples without their labels. */
export const decoderComparisonSchema = z.object({
  inUse: decoderKindSchema,
  audits: z.int(),
  needed: z.int(),
  /** Empty while there are too few audit samples. */
  decoders: z.array(
    z.object({
      decoder: decoderKindSchema,
      accuracy: intervalSchema,
      /** Accuracy less that of the decoder in use, with the interval of the pairs; null for that one itself. */
      difference: intervalSchema.nullable(),
      /** Audit samples that this one alone gets right, and the one in use alone. */
      onlyThis: z.int(),
      onlyInUse: z.int(),
    }),
  ),
})
export type DecoderComparison = z.infer<typeof decoderComparisonSchema>

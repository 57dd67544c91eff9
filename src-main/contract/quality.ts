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

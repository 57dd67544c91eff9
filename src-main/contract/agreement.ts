import { z } from 'zod'
import { intervalSchema } from './quality.ts'

/**
 * Why a figure is not known. `one-person`: fewer than two people labeled; `nothing-shared`: no sample has labels of two;
 * `one-class`: all of them gave one and the same class, so that nothing tells agreement from chance.
 */
export const agreementGaps = ['one-person', 'nothing-shared', 'one-class'] as const
export const agreementGapSchema = z.enum(agreementGaps)
export type AgreementGap = z.infer<typeof agreementGapSchema>

/** A figure of agreement; its interval holds it with 95 % probability, and is null where too little is there to tell one. */
export const agreementFigureSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('known'),
    value: z.number(),
    interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  }),
  z.object({ state: z.literal('unknown'), reason: agreementGapSchema }),
])
export type AgreementFigure = z.infer<typeof agreementFigureSchema>

/** Shared samples from which on an interval is told. */
export const leastForInterval = 10

export const agreementSchema = z.object({
  /** Samples that at least two people looked at and gave a class, each on her own. */
  samples: z.int(),
  /** Share of pairs of people who say the same, averaged over samples. */
  percent: agreementFigureSchema,
  /** Fleiss' κ, also where not every sample has the same number of labels. */
  fleiss: agreementFigureSchema,
  /** Krippendorff's α for classes, which takes missing labels as they are. */
  alpha: agreementFigureSchema,
  /** Of those people who share most samples. */
  pairs: z.array(
    z.object({
      first: z.string(),
      second: z.string(),
      /** Samples that both labeled. */
      samples: z.int(),
      percent: agreementFigureSchema,
      /** Cohen's κ. */
      kappa: agreementFigureSchema,
    }),
  ),
  /** People who share samples and stand in no pair, as there are others who share more. */
  pairsWithout: z.int(),
  classes: z.array(
    z.object({
      classId: z.int(),
      /** Labels of this class on shared samples. */
      labels: z.int(),
      /** Of those who label a shared sample beside somebody who says this class, how many say it, too. */
      agreement: agreementFigureSchema,
      /** Krippendorff's α of this class against all others. */
      alpha: agreementFigureSchema,
    }),
  ),
})
export type Agreement = z.infer<typeof agreementSchema>

/** One person of the team. */
export const teamMemberSchema = z.object({
  annotator: z.string(),
  /** Samples she gave a class that still counts as her opinion. */
  labels: z.int(),
  /** Of those, samples that somebody else gave a class, too. */
  shared: z.int(),
  /** How often she says what the sample most probably is (Dawid and Skene); null where she shares none. */
  reliability: intervalSchema.nullable(),
  /** Labels per minute at work; null before there are enough. */
  perMinute: z.number().nullable(),
  /** Samples assigned to her, and those of them she has labeled, passed over or called junk. */
  assigned: z.int(),
  done: z.int(),
})
export type TeamMember = z.infer<typeof teamMemberSchema>

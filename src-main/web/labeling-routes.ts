import { z } from 'zod'
import {
  classPriorSchema,
  commentSchema,
  decoderKindSchema,
  flagReasonSchema,
  queryStrategySchema,
  reviewKindSchema,
} from '../contract/labeling.ts'
import { memberOrders } from '../contract/window.ts'
import { classId, component, limit, offset, sampleId, sampleIds } from './inputs.ts'
import { procedure, router } from './trpc.ts'

const eventId = z.int().positive()

/** Labels, and everything that is shown to decide on them. */
export const labelingRoutes = router({
  summary: procedure.query(({ ctx }) => ctx.workbench.project().labeling.summary()),
  board: procedure.query(({ ctx }) => ctx.workbench.project().labeling.views.board()),
  cluster: procedure
    .input(
      z.object({
        component,
        order: z.enum(memberOrders).default('typical'),
        hideExcluded: z.boolean().default(false),
        offset,
        limit,
      }),
    )
    .query(({ ctx, input }) => ctx.workbench.project().labeling.views.cluster(input)),
  queue: procedure
    .input(
      z.object({
        count: z.int().min(1).max(50).default(8),
        strategy: queryStrategySchema.default('default'),
        /** Samples on screen already. */
        exclude: z.array(sampleId).max(1000).default([]),
      }),
    )
    .query(({ ctx, input }) => ctx.workbench.project().labeling.views.queue(input)),
  samples: procedure
    .input(z.object({ ids: z.array(sampleId).min(1).max(1000) }))
    .query(({ ctx, input }) => ctx.workbench.project().labeling.views.samples(input.ids)),
  probabilities: procedure
    .input(z.object({ id: sampleId }))
    .query(({ ctx, input }) => ctx.workbench.project().labeling.views.probabilities(input.id)),
  /** The samples most alike in latent space, nearest first. */
  neighbours: procedure
    .input(z.object({ id: sampleId, count: z.int().min(1).max(50).default(8) }))
    .query(({ ctx, input }) => ctx.workbench.project().labeling.views.neighbours(input)),
  /** What the last action changed: all of it, or those of one kind; who became another class and confident is of both. */
  changes: procedure
    .input(z.object({ kind: z.enum(['changed', 'confident']).optional(), offset, limit }))
    .query(({ ctx, input }) => ctx.workbench.project().labeling.views.changes(input)),
  /** Samples that ask for a second look. */
  review: procedure
    .input(z.object({ kind: reviewKindSchema, offset, limit }))
    .query(({ ctx, input }) => ctx.workbench.project().labeling.views.review(input)),
  /** Steps, newest first: the last ones, or those before one. */
  history: procedure
    .input(z.object({ limit: z.int().min(1).max(500).default(50), before: eventId.optional() }))
    .query(({ ctx, input }) => ctx.workbench.project().labeling.history(input)),
  /** One sample or a selection: one action with one undo. A `review` settles what people said before. */
  label: procedure
    .input(z.object({ samples: sampleIds, classId, review: z.boolean().optional() }))
    .mutation(({ ctx, input }) =>
      ctx.workbench.project().labeling.label(input.samples, input.classId, { review: input.review }),
    ),
  /** Whether one key may label what is left of a cluster, and what to look at before. */
  check: procedure
    .input(z.object({ component, count: z.int().min(1).max(50).default(12) }))
    .query(({ ctx, input }) => ctx.workbench.project().labeling.views.check(input)),
  /** Labels every member of the cluster that no person has labeled or excluded, as one bulk action. */
  labelCluster: procedure
    .input(z.object({ component, classId }))
    .mutation(({ ctx, input }) =>
      ctx.workbench.project().labeling.labelCluster(input.component, input.classId),
    ),
  /** Parts a cluster into several by where its members lie. */
  splitCluster: procedure
    .input(z.object({ component, parts: z.int().min(2).max(8) }))
    .mutation(({ ctx, input }) =>
      ctx.workbench.project().labeling.splitCluster(input.component, input.parts),
    ),
  clear: procedure
    .input(z.object({ samples: sampleIds }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.clear(input.samples)),
  skip: procedure
    .input(z.object({ samples: sampleIds }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.skip(input.samples)),
  /** With a reason in people's own words, or without. */
  flag: procedure
    .input(z.object({ samples: sampleIds, flagged: z.boolean(), reason: flagReasonSchema.optional() }))
    .mutation(({ ctx, input }) =>
      ctx.workbench.project().labeling.flag(input.samples, input.flagged, input.reason),
    ),
  /** Takes junk out of everything, or takes it back in. */
  exclude: procedure
    .input(z.object({ samples: sampleIds, excluded: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.exclude(input.samples, input.excluded)),
  undo: procedure.mutation(({ ctx }) => ctx.workbench.project().labeling.undo()),
  redo: procedure.mutation(({ ctx }) => ctx.workbench.project().labeling.redo()),
  /** To the moment right after a step; null: before the first. */
  goTo: procedure
    .input(z.object({ eventId: eventId.nullable() }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.goTo(input.eventId)),
  /** Comments on a sample, oldest first. */
  comments: procedure
    .input(z.object({ sample: sampleId }))
    .query(({ ctx, input }) => ctx.workbench.project().labeling.comments.list(input.sample)),
  /** Adds one; answers with all of the sample's. */
  comment: procedure
    .input(z.object({ sample: sampleId, text: commentSchema.shape.text }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.comments.add(input.sample, input.text)),
  /** Answers with those that are left. */
  removeComment: procedure
    .input(z.object({ id: z.int().positive() }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.comments.remove(input.id)),
  setPrior: procedure
    .input(z.object({ prior: classPriorSchema }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.setPrior(input.prior)),
  setDecoder: procedure
    .input(z.object({ decoder: decoderKindSchema }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.setDecoder(input.decoder)),
})

import { initTRPC, tracked } from '@trpc/server'
import { z } from 'zod'
import type { Workbench } from '../app/workbench.ts'
import { importRequestSchema } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { exportRequestSchema } from '../contract/export.ts'
import { classPriorSchema, decoderKindSchema, queryStrategySchema } from '../contract/labeling.ts'
import { targetSchema } from '../contract/quality.ts'
import { engineBackendSchema, trainingConfigSchema } from '../contract/training.ts'
import { memberOrders } from '../contract/window.ts'
import { httpStatusOf } from './http-status.ts'

export interface RouterContext {
  workbench: Workbench
}

const t = initTRPC.context<RouterContext>().create({
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  errorFormatter({ shape, error }) {
    // What a person can act on travels whole; the stack does not.
    const fewlabel =
      error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError
        ? new FewlabelError('bad-request', 'The window sent a message of the wrong form.', {
            found: z.prettifyError(error.cause),
          })
        : FewlabelError.from(error.cause ?? error)
    return {
      ...shape,
      message: fewlabel.message,
      data: {
        code: shape.data.code,
        httpStatus: httpStatusOf(fewlabel.code),
        fewlabel: fewlabel.toDocument(),
      },
    }
  },
})

const { router, procedure } = t

const path = z.string().min(1).max(4096)
const sampleId = z.int().positive()
const sampleIds = z.array(sampleId).min(1).max(1_000_000)
const classId = z.int().positive()
const component = z.int().nonnegative()
const className = z.string().trim().min(1).max(200)
const colour = z.string().regex(/^#[0-9a-f]{6}$/)
const hotkey = z.string().regex(/^[a-z0-9]$/)

/** Everything the window can ask for. One-line wrappers: what happens is the business of `app`. */
export const appRouter = router({
  shell: router({
    info: procedure.query(({ ctx }) => ctx.workbench.shellInfo()),
    setAnnotator: procedure
      .input(z.object({ annotator: z.string().trim().min(1).max(100) }))
      .mutation(({ ctx, input }) => ctx.workbench.setAnnotator(input.annotator)),
    listFolder: procedure
      .input(z.object({ folder: path.optional() }))
      .query(({ ctx, input }) => ctx.workbench.listFolder(input.folder)),
  }),

  /** Whole states by topic; see contract/window.ts. Ids let a lost stream go on. */
  events: procedure
    .input(z.object({ lastEventId: z.string().nullish() }).optional())
    .subscription(async function* ({ ctx, signal }) {
      for await (const { id, event } of ctx.workbench.topics.stream(signal)) yield tracked(id, event)
    }),

  projects: router({
    recent: procedure.query(({ ctx }) => ctx.workbench.recentProjects()),
    current: procedure.query(({ ctx }) => ctx.workbench.currentSummary()),
    create: procedure
      .input(z.object({ path }))
      .mutation(({ ctx, input }) => ctx.workbench.createProject(input.path)),
    open: procedure
      .input(z.object({ path }))
      .mutation(({ ctx, input }) => ctx.workbench.openProject(input.path)),
    /** Makes (or opens) the sample project and starts drawing its letters. */
    openSample: procedure.mutation(({ ctx }) => ctx.workbench.openSampleProject()),
    close: procedure.mutation(({ ctx }) => ctx.workbench.closeProject()),
    forget: procedure
      .input(z.object({ path }))
      .mutation(({ ctx, input }) => ctx.workbench.forgetProject(input.path)),
    originals: procedure.query(({ ctx }) => ctx.workbench.project().originals()),
    relink: procedure
      .input(z.object({ from: path, to: path }))
      .mutation(({ ctx, input }) => ctx.workbench.project().relink(input.from, input.to)),
  }),

  imports: router({
    preview: procedure
      .input(importRequestSchema)
      .query(({ ctx, input }) => ctx.workbench.previewSource(input)),
    start: procedure
      .input(importRequestSchema)
      .mutation(({ ctx, input }) => ctx.workbench.project().imports.start(input)),
    cancel: procedure.mutation(({ ctx }) => ctx.workbench.project().imports.cancel()),
    state: procedure.query(({ ctx }) => ctx.workbench.project().imports.state()),
  }),

  training: router({
    defaults: procedure.query(({ ctx }) => ctx.workbench.project().training.defaults()),
    /** The jitter that suits the samples, whatever the last training took. */
    suggestedRecipe: procedure.query(({ ctx }) => ctx.workbench.project().suggestedRecipe()),
    /** Whether the samples look like embeddings, which need no encoder. */
    suggestedEncoder: procedure.query(({ ctx }) => ctx.workbench.project().suggestedEncoder()),
    state: procedure.query(({ ctx }) => ctx.workbench.project().training.state()),
    start: procedure
      .input(z.object({ config: trainingConfigSchema.optional() }))
      .mutation(({ ctx, input }) => ctx.workbench.project().training.start(input.config)),
    /** Trains the model of an earlier run further, on all samples there are now. */
    continue: procedure
      .input(z.object({ runId: z.int().positive().optional(), epochs: z.int().min(1).max(5000).optional() }))
      .mutation(({ ctx, input }) => {
        const { training } = ctx.workbench.project()
        return training.start(training.continuation(input))
      }),
    pause: procedure.mutation(({ ctx }) => ctx.workbench.project().training.pause()),
    resume: procedure.mutation(({ ctx }) => ctx.workbench.project().training.resume()),
    cancel: procedure.mutation(({ ctx }) => ctx.workbench.project().training.cancel()),
    /** Sorts samples imported after the last training, with its model. */
    sortNew: procedure.mutation(({ ctx }) => ctx.workbench.project().training.sortNew()),
    gallery: procedure.query(({ ctx }) => ctx.workbench.project().training.prototypes.view()),
  }),

  engine: router({
    status: procedure.query(({ ctx }) => ctx.workbench.engineStatus()),
    restart: procedure
      .input(z.object({ backend: z.enum(['auto', ...engineBackendSchema.options]) }))
      .mutation(({ ctx, input }) => ctx.workbench.restartEngine(input.backend)),
  }),

  classes: router({
    list: procedure.query(({ ctx }) => ctx.workbench.project().labeling.classes()),
    add: procedure
      .input(
        z.object({
          name: className,
          colour: colour.optional(),
          hotkey: hotkey.nullish(),
        }),
      )
      .mutation(({ ctx, input }) => ctx.workbench.project().labeling.addClass(input)),
    update: procedure
      .input(
        z.object({
          id: classId,
          name: className.optional(),
          colour: colour.optional(),
          hotkey: hotkey.nullish(),
        }),
      )
      .mutation(({ ctx, input }) => ctx.workbench.project().labeling.updateClass(input)),
    merge: procedure
      .input(z.object({ from: classId, into: classId }))
      .mutation(({ ctx, input }) => ctx.workbench.project().labeling.mergeClasses(input.from, input.into)),
  }),

  labeling: router({
    summary: procedure.query(({ ctx }) => ctx.workbench.project().labeling.summary()),
    board: procedure.query(({ ctx }) => ctx.workbench.project().labeling.views.board()),
    cluster: procedure
      .input(
        z.object({
          component,
          order: z.enum(memberOrders).default('typical'),
          offset: z.int().nonnegative().default(0),
          limit: z.int().min(1).max(500).default(100),
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
    history: procedure
      .input(z.object({ limit: z.int().min(1).max(500).default(50) }))
      .query(({ ctx, input }) => ctx.workbench.project().labeling.history(input.limit)),
    /** One sample or a selection: one action with one undo. A `review` settles what people said before. */
    label: procedure
      .input(z.object({ samples: sampleIds, classId, review: z.boolean().optional() }))
      .mutation(({ ctx, input }) =>
        ctx.workbench.project().labeling.label(input.samples, input.classId, { review: input.review }),
      ),
    /** Labels every member of the cluster that no person has labeled yet, as one bulk action. */
    labelCluster: procedure
      .input(z.object({ component, classId }))
      .mutation(({ ctx, input }) =>
        ctx.workbench.project().labeling.labelCluster(input.component, input.classId),
      ),
    clear: procedure
      .input(z.object({ samples: sampleIds }))
      .mutation(({ ctx, input }) => ctx.workbench.project().labeling.clear(input.samples)),
    skip: procedure
      .input(z.object({ samples: sampleIds }))
      .mutation(({ ctx, input }) => ctx.workbench.project().labeling.skip(input.samples)),
    flag: procedure
      .input(z.object({ samples: sampleIds, flagged: z.boolean() }))
      .mutation(({ ctx, input }) => ctx.workbench.project().labeling.flag(input.samples, input.flagged)),
    undo: procedure.mutation(({ ctx }) => ctx.workbench.project().labeling.undo()),
    redo: procedure.mutation(({ ctx }) => ctx.workbench.project().labeling.redo()),
    setPrior: procedure
      .input(z.object({ prior: classPriorSchema }))
      .mutation(({ ctx, input }) => ctx.workbench.project().labeling.setPrior(input.prior)),
    setDecoder: procedure
      .input(z.object({ decoder: decoderKindSchema }))
      .mutation(({ ctx, input }) => ctx.workbench.project().labeling.setDecoder(input.decoder)),
  }),

  quality: router({
    report: procedure.query(({ ctx }) => ctx.workbench.project().quality.report()),
    /** Near-duplicates and outliers; null while they are being looked for. */
    odd: procedure.query(({ ctx }) => ctx.workbench.project().quality.odd()),
    setTarget: procedure
      .input(z.object({ target: targetSchema }))
      .mutation(({ ctx, input }) => ctx.workbench.project().quality.setTarget(input.target)),
  }),

  exports: router({
    preview: procedure
      .input(exportRequestSchema)
      .query(({ ctx, input }) => ctx.workbench.project().exports.preview(input)),
    start: procedure
      .input(exportRequestSchema)
      .mutation(({ ctx, input }) => ctx.workbench.project().exports.start(input)),
    cancel: procedure.mutation(({ ctx }) => ctx.workbench.project().exports.cancel()),
    state: procedure.query(({ ctx }) => ctx.workbench.project().exports.state()),
  }),
})

export type AppRouter = typeof appRouter

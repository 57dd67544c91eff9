import { tracked } from '@trpc/server'
import { z } from 'zod'
import { importRequestSchema } from '../contract/data.ts'
import { exportRequestSchema } from '../contract/export.ts'
import { goalSchema } from '../contract/session.ts'
import { engineBackendSchema, trainingConfigSchema } from '../contract/training.ts'
import { classRoutes } from './class-routes.ts'
import { datasheetRoutes } from './datasheet-routes.ts'
import { deskRoutes } from './desk-routes.ts'
import { fileRoutes } from './file-routes.ts'
import { component, sampleId } from './inputs.ts'
import { labelingRoutes } from './labeling-routes.ts'
import { modelRoutes } from './model-routes.ts'
import { qualityRoutes } from './quality-routes.ts'
import { snapshotRoutes } from './snapshot-routes.ts'
import { procedure, router } from './trpc.ts'
import { workRoutes } from './work-routes.ts'

const path = z.string().min(1).max(4096)

/** Everything the window can ask for. One-line wrappers: what happens is the business of `app`. */
export const appRouter = router({
  shell: router({
    info: procedure.query(({ ctx }) => ctx.workbench.shellInfo()),
    about: procedure.query(({ ctx }) => ctx.workbench.about(ctx.notices)),
    setAnnotator: procedure
      .input(z.object({ annotator: z.string().trim().min(1).max(100) }))
      .mutation(({ ctx, input }) => ctx.workbench.setAnnotator(input.annotator)),
    listFolder: procedure
      .input(z.object({ folder: path.optional() }))
      .query(({ ctx, input }) => ctx.workbench.listFolder(input.folder)),
  }),

  /** Whole states by topic; see contract/window.ts. Ids let a lost stream go on. */
  events: procedure
    .input(z.object({ lastEventId: z.string().max(100).nullish() }).optional())
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

  desk: deskRoutes,

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

  classes: classRoutes,
  labeling: labelingRoutes,

  samples: router({
    detail: procedure
      .input(z.object({ id: sampleId }))
      .query(({ ctx, input }) => ctx.workbench.project().details.detail(input.id)),
    /** What a cluster of texts is about, as its most typical one begins. */
    clusterText: procedure
      .input(z.object({ component }))
      .query(({ ctx, input }) => ctx.workbench.project().details.clusterText(input.component)),
  }),

  session: router({
    state: procedure.query(({ ctx }) => ctx.workbench.project().session.state()),
    setGoal: procedure
      .input(z.object({ goal: goalSchema.nullable() }))
      .mutation(({ ctx, input }) => ctx.workbench.project().session.setGoal(input.goal)),
  }),

  map: router({
    state: procedure.query(({ ctx }) => ctx.workbench.project().map.state()),
    /** Somebody looks at it: it is drawn unless it is there. How it goes is in the `map` topic. */
    open: procedure.mutation(({ ctx }) => ctx.workbench.project().map.open()),
  }),

  quality: qualityRoutes,
  datasheets: datasheetRoutes,
  files: fileRoutes,

  snapshots: snapshotRoutes,

  model: modelRoutes,

  work: workRoutes,

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

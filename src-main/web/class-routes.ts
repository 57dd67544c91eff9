import { z } from 'zod'
import { classSchema } from '../contract/labeling.ts'
import { classId, className, colour, hotkey, sampleId, sampleIds } from './inputs.ts'
import { procedure, router } from './trpc.ts'

const { group, guideline } = classSchema.shape

/** Classes: what samples can be. */
export const classRoutes = router({
  list: procedure.query(({ ctx }) => ctx.workbench.project().labeling.classes.list()),
  /** Samples that people gave the class, each with its cluster. */
  samples: procedure
    .input(z.object({ id: classId }))
    .query(({ ctx, input }) => ctx.workbench.project().labeling.views.samplesOf(input.id)),
  add: procedure
    .input(z.object({ name: className, colour: colour.optional(), hotkey, group: group.optional() }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.classes.add(input)),
  /** Several at once: those that can be added are; what is wrong with the others is told for each. */
  addMany: procedure
    .input(z.object({ names: z.array(z.string().max(1000)).min(1).max(1000) }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.classes.addMany(input.names)),
  update: procedure
    .input(
      z.object({
        id: classId,
        name: className.optional(),
        colour: colour.optional(),
        hotkey,
        group: group.optional(),
        guideline: guideline.optional(),
      }),
    )
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.classes.update(input)),
  /** Whether a sample is one of those that show what is meant by the class. */
  setExample: procedure
    .input(z.object({ id: classId, sample: sampleId, on: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.classes.setExample(input)),
  /** A step of the history, to be undone like any other. */
  merge: procedure
    .input(z.object({ from: classId, into: classId }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.classes.merge(input.from, input.into)),
  /** Gives samples of a class a new one of that name, as one step; all of them must have the class. */
  split: procedure
    .input(z.object({ id: classId, name: className, samples: sampleIds }))
    .mutation(({ ctx, input }) => ctx.workbench.project().labeling.classes.split(input)),
})

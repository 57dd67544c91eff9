import { z } from 'zod'
import { targetSchema } from '../contract/quality.ts'
import { classId } from './inputs.ts'
import { procedure, router } from './trpc.ts'

/** How good labels and guesses are, and what lies behind the numbers. */
export const qualityRoutes = router({
  report: procedure.query(({ ctx }) => ctx.workbench.project().quality.report()),
  /** Near-duplicates and outliers; null while they are being looked for. */
  odd: procedure.query(({ ctx }) => ctx.workbench.project().quality.odd()),
  setTarget: procedure
    .input(z.object({ target: targetSchema }))
    .mutation(({ ctx, input }) => ctx.workbench.project().quality.setTarget(input.target)),
  confusion: procedure.query(({ ctx }) => ctx.workbench.project().quality.breakdown.confusion()),
  /** Ids of the samples in one cell of the confusion. */
  confusedSamples: procedure
    .input(z.object({ labelId: classId, guessId: classId.nullable() }))
    .query(({ ctx, input }) => ctx.workbench.project().quality.breakdown.confusedSamples(input)),
  clusterClasses: procedure.query(({ ctx }) => ctx.workbench.project().quality.breakdown.clusterClasses()),
  groups: procedure.query(({ ctx }) => ctx.workbench.project().quality.breakdown.groups()),
  decoders: procedure.query(({ ctx }) => ctx.workbench.project().quality.breakdown.decoders()),
})

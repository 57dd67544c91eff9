import { modelSaveRequestSchema } from '../contract/model-file.ts'
import { procedure, router } from './trpc.ts'

/** The model, for use elsewhere. */
export const modelRoutes = router({
  save: procedure
    .input(modelSaveRequestSchema)
    .mutation(({ ctx, input }) => ctx.workbench.project().saveModel(input)),
})

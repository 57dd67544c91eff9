import { datasheetRequestSchema, datasheetSetupSchema } from '../contract/datasheet.ts'
import { procedure, router } from './trpc.ts'

/** What the set is, how it was labeled and how good that is, written down. */
export const datasheetRoutes = router({
  draft: procedure.query(({ ctx }) => ctx.workbench.project().datasheets.draft()),
  keep: procedure
    .input(datasheetSetupSchema)
    .mutation(({ ctx, input }) => ctx.workbench.project().datasheets.keep(input)),
  write: procedure
    .input(datasheetRequestSchema)
    .mutation(({ ctx, input }) => ctx.workbench.project().datasheets.write(input)),
})

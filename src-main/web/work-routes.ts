import { z } from 'zod'
import { auditLogRequestSchema, workPackagesSchema, workPlanSchema } from '../contract/work.ts'
import { procedure, router } from './trpc.ts'

/** Several people at one project. */
export const workRoutes = router({
  /** Who is there, how far they agree, and what they were given. */
  team: procedure.query(({ ctx }) => ctx.workbench.project().work.team()),
  /** What is being made at the moment. */
  state: procedure.query(({ ctx }) => ctx.workbench.project().work.state()),
  cancel: procedure.mutation(({ ctx }) => ctx.workbench.project().work.cancel()),
  /** Shares samples out among people who label in this project. */
  assign: procedure
    .input(workPlanSchema)
    .mutation(({ ctx, input }) => ctx.workbench.project().work.assign(input)),
  withdraw: procedure
    .input(z.object({ id: z.int().positive() }))
    .mutation(({ ctx, input }) => ctx.workbench.project().work.withdraw(input.id)),
  /** Answers when all packages are there. */
  make: procedure
    .input(workPackagesSchema)
    .mutation(({ ctx, input }) => ctx.workbench.project().work.makePackages(input)),
  /** Takes a package back in, as one step of the history. */
  merge: procedure
    .input(z.object({ path: z.string().min(1).max(4096) }))
    .mutation(({ ctx, input }) => ctx.workbench.project().work.merge(input.path)),
  /** Writes the whole label log. */
  log: procedure
    .input(auditLogRequestSchema)
    .mutation(({ ctx, input }) => ctx.workbench.project().work.writeLog(input)),
})

import { z } from 'zod'
import { comparedPartSchema, snapshotRequestSchema } from '../contract/snapshots.ts'
import { classId, limit, offset } from './inputs.ts'
import { procedure, router } from './trpc.ts'

const snapshotId = z.int().positive()
/** Null: the project as it is now. */
const moments = z.object({ from: snapshotId, to: snapshotId.nullable() })

/** Named versions of labels and model. */
export const snapshotRoutes = router({
  list: procedure.query(({ ctx }) => ctx.workbench.project().snapshots.list()),
  take: procedure
    .input(snapshotRequestSchema)
    .mutation(({ ctx, input }) => ctx.workbench.project().snapshots.take(input)),
  compare: procedure
    .input(moments)
    .query(({ ctx, input }) => ctx.workbench.project().snapshots.compare(input.from, input.to)),
  /** Samples that were of one class and are of another; null: of none. */
  samples: procedure
    .input(
      moments.extend({
        over: comparedPartSchema,
        cell: z.object({ from: classId.nullable(), to: classId.nullable() }),
        offset,
        limit,
      }),
    )
    .query(({ ctx, input }) => ctx.workbench.project().snapshots.samples(input)),
  /** Makes what people had said hold again, as one step of the history, with the model of then. */
  restore: procedure
    .input(z.object({ id: snapshotId }))
    .mutation(({ ctx, input }) => ctx.workbench.project().snapshots.restore(input.id)),
})

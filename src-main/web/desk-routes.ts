import { importRequestSchema } from '../contract/data.ts'
import type { PeekedSample } from '../contract/desk.ts'
import { croissantFactsSchema } from '../contract/export.ts'
import { pictureOfInput } from './pictures.ts'
import { procedure, router } from './trpc.ts'

/** What the lead's desk shows of what comes in and goes out. */
export const deskRoutes = router({
  imports: procedure.query(({ ctx }) => ctx.workbench.project().desk.imports()),
  /** The first samples of a source, before anything of it is imported. */
  peek: procedure
    .input(importRequestSchema)
    .query(async ({ ctx, input, signal }): Promise<PeekedSample[]> => {
      const peeked = await ctx.workbench.peekSource(input, signal)
      return peeked.map(({ picture: { input: values, shape }, ...sample }) => {
        const { mediaType, bytes } = pictureOfInput(values, shape)
        return { ...sample, picture: { mediaType, data: Buffer.from(bytes).toString('base64') } }
      })
    }),
  exportChoices: procedure.query(({ ctx }) => ctx.workbench.project().desk.exportChoices()),
  rememberFacts: procedure
    .input(croissantFactsSchema)
    .mutation(({ ctx, input }) => ctx.workbench.project().desk.rememberFacts(input)),
})

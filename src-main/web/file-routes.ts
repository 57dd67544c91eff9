import { saveFile } from '../app/save-file.ts'
import { saveFileRequestSchema } from '../contract/saved-file.ts'
import { procedure, router } from './trpc.ts'

/** What a page cannot do for itself. */
export const fileRoutes = router({
  save: procedure.input(saveFileRequestSchema).mutation(({ input }) => saveFile(input)),
})

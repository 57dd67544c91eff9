import { z } from 'zod'

export const windowMemorySchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  maximized: z.boolean(),
  fullScreen: z.boolean().default(false),
})
/** Where the window was. `bounds` are those it has when it is neither maximized nor fills the screen. */
export type WindowMemory = z.infer<typeof windowMemorySchema>

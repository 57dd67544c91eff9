import { initTRPC } from '@trpc/server'
import { z } from 'zod'
import type { Workbench } from '../app/workbench.ts'
import { FewlabelError } from '../contract/errors.ts'
import { httpStatusOf } from './http-status.ts'

export interface RouterContext {
  workbench: Workbench
  /** Whether the licences of all parts are served beside the window. */
  notices: boolean
}

const t = initTRPC.context<RouterContext>().create({
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  errorFormatter({ shape, error }) {
    // What a person can act on travels whole; the stack does not.
    const fewlabel =
      error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError
        ? new FewlabelError('bad-request', 'The window sent a message of the wrong form.', {
            found: z.prettifyError(error.cause),
          })
        : FewlabelError.from(error.cause ?? error)
    return {
      ...shape,
      message: fewlabel.message,
      data: {
        code: shape.data.code,
        httpStatus: httpStatusOf(fewlabel.code),
        fewlabel: fewlabel.toDocument(),
      },
    }
  },
})

export const { router, procedure } = t

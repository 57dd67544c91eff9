import { initTRPC, type TRPCError } from '@trpc/server'
import { z } from 'zod'
import type { Workbench } from '../app/workbench.ts'
import { FewlabelError } from '../contract/errors.ts'
import { httpStatusOf } from './http-status.ts'

export interface RouterContext {
  workbench: Workbench
  /** Whether the licences of all parts are served beside the window. */
  notices: boolean
}

/** Faults of a request, found before any procedure ran. */
const faultsOfRequests: readonly TRPCError['code'][] = [
  'BAD_REQUEST',
  'PARSE_ERROR',
  'NOT_FOUND',
  'METHOD_NOT_SUPPORTED',
  'UNSUPPORTED_MEDIA_TYPE',
]

/** What went wrong with a call, in the words of the program. */
export function fewlabelErrorOf(error: TRPCError): FewlabelError {
  if (!faultsOfRequests.includes(error.code)) return FewlabelError.from(error.cause ?? error)
  return new FewlabelError('bad-request', 'The window sent a message of the wrong form.', {
    found: error.cause instanceof z.ZodError ? z.prettifyError(error.cause) : error.message,
  })
}

const t = initTRPC.context<RouterContext>().create({
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  errorFormatter({ shape, error }) {
    // What a person can act on travels whole; the stack does not.
    const fewlabel = fewlabelErrorOf(error)
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

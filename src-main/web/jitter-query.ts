import { z } from 'zod'
import { FewlabelError } from '../contract/errors.ts'
import { type Jitter, jitterSchema } from '../contract/training.ts'

const jitterTextSchema = z
  .string()
  .max(1000)
  .transform((text, context) => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'It is not JSON.' })
      return z.NEVER
    }
  })
  .pipe(jitterSchema)

/**
 * The jitter that the window writes into an address.
 * @param text its ranges as JSON, those that are left out by their defaults
 * @throws FewlabelError `bad-request`
 */
export function parseJitterQuery(text: string | undefined): Jitter {
  const parsed = jitterTextSchema.safeParse(text)
  if (parsed.success) return parsed.data
  throw new FewlabelError('bad-request', 'The window asked for a preview in the wrong form.', {
    expected: 'the ranges of a jitter as JSON',
    found: z.prettifyError(parsed.error),
  })
}

import { type ErrorDocument, FewlabelError } from '../contract/errors.ts'

/** How a job that threw is shown: what a person cancelled is no failure. */
export function outcomeOf(thrown: unknown): { state: 'cancelled' | 'failed'; error: ErrorDocument | null } {
  const error = FewlabelError.from(thrown)
  return error.code === 'cancelled'
    ? { state: 'cancelled', error: null }
    : { state: 'failed', error: error.toDocument() }
}

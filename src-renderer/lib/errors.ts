import { TRPCClientError } from '@trpc/client'
import type { ErrorDocument } from '../../src-main/contract/errors.ts'

/**
 * Turns whatever a call to the host threw into the document people see.
 * Host errors arrive whole in `data.fewlabel`; anything without it did not reach the host.
 */
export function toErrorDocument(thrown: unknown): ErrorDocument {
  if (thrown instanceof TRPCClientError) {
    const document = (thrown.data as { fewlabel?: ErrorDocument } | null | undefined)?.fewlabel
    if (document) return document
    return {
      code: 'io-failed',
      message: 'Fewlabel’s host process does not answer.',
      remedy: 'Wait until it is connected again, then repeat the last step.',
      found: thrown.message,
    }
  }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) }
}

/** The document as plain text, for copying into a report. */
export function errorAsText(error: ErrorDocument): string {
  const lines = [error.message]
  if (error.remedy) lines.push(error.remedy)
  for (const key of ['file', 'place', 'expected', 'found'] as const) {
    if (error[key]) lines.push(`${key}: ${error[key]}`)
  }
  lines.push(`code: ${error.code}`)
  return lines.join('\n')
}

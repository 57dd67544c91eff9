import { TRPCClientError } from '@trpc/client'
import type { ErrorDocument } from '../../src-main/contract/errors.ts'
import { t } from './i18n.ts'

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
      message: t('noAnswer.message'),
      remedy: t('noAnswer.remedy'),
      found: thrown.message,
    }
  }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) }
}

/** What kind of failure it is, in the language of the window; the host's own words, which are English, say the rest. */
export function errorHeading({ code }: ErrorDocument): string {
  return t(`errors:${code}`)
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

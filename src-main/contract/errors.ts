import { z } from 'zod'

/** Every failure a person can meet has one of these codes; scripts rely on them, so they are never renamed. */
export const errorCodes = [
  'bad-request',
  'not-found',
  'no-project-open',
  'project-not-found',
  'project-exists',
  'project-locked',
  'project-foreign',
  'project-newer',
  'project-damaged',
  'project-read-only',
  'disk-full',
  'io-failed',
  'source-not-found',
  'source-empty',
  'source-damaged',
  'source-unsupported',
  'source-mismatch',
  'busy',
  'cancelled',
  'nothing-to-train',
  'not-trained',
  'no-labels',
  'no-truth',
  'class-not-found',
  'class-conflict',
  'sample-not-found',
  'nothing-to-undo',
  'nothing-to-redo',
  'engine-unavailable',
  'engine-crashed',
  'training-diverged',
  'export-target-exists',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** What a person needs beside the message: what was expected, what was found, what to do, and where. */
export const errorDetailsSchema = z.object({
  expected: z.string().optional(),
  found: z.string().optional(),
  /** One sentence in the imperative: what to do now. */
  remedy: z.string().optional(),
  /** The file the error is about. */
  file: z.string().optional(),
  /** The place in it, as a person would say it: `row 17, column "width"`, `byte 16`. */
  place: z.string().optional(),
})
export type ErrorDetails = z.infer<typeof errorDetailsSchema>

export const errorDocumentSchema = errorDetailsSchema.extend({
  code: z.enum(errorCodes),
  message: z.string(),
})
/** The form in which an error crosses a process boundary or is printed by `--json`. */
export type ErrorDocument = z.infer<typeof errorDocumentSchema>

/** A failure that was foreseen. Anything else that is thrown is a bug and is reported as `internal`. */
export class FewlabelError extends Error {
  override readonly name = 'FewlabelError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }

  toDocument(): ErrorDocument {
    return { code: this.code, message: this.message, ...this.details }
  }

  static fromDocument(document: ErrorDocument): FewlabelError {
    const { code, message, ...details } = document
    return new FewlabelError(code, message, details)
  }

  /** Turns whatever was thrown into a typed error; unforeseen ones keep their cause. */
  static from(thrown: unknown): FewlabelError {
    if (thrown instanceof FewlabelError) return thrown
    const systemCode = (thrown as NodeJS.ErrnoException | undefined)?.code
    if (systemCode === 'ENOSPC' || systemCode === 'SQLITE_FULL') {
      return new FewlabelError(
        'disk-full',
        'The disk is full; nothing was changed.',
        { remedy: 'Free some space and try again.' },
        { cause: thrown },
      )
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    return new FewlabelError('internal', message, {}, { cause: thrown })
  }
}

import type { ErrorCode } from '../contract/errors.ts'

/** HTTP status for an error code; the code itself, not the status, is what the window reads. */
export function httpStatusOf(code: ErrorCode): number {
  switch (code) {
    case 'bad-request':
      return 400
    case 'not-found':
    case 'project-not-found':
    case 'source-not-found':
    case 'class-not-found':
    case 'sample-not-found':
      return 404
    case 'internal':
    case 'io-failed':
    case 'engine-crashed':
      return 500
    case 'disk-full':
      return 507
    case 'project-locked':
      return 423
    default:
      return 409
  }
}

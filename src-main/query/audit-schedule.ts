/** Every fifth question is one of the audit. */
const auditEvery = 5
/**
 * But not among the first: each of those covers a class or a group nobody has heard of yet, and an estimate of
 * accuracy would be out of date before it could be used.
 */
const coveringQuestions = 20

/**
 * Whether the question after `asked` others (answers to audit and chosen questions in effect, and questions on screen
 * before it) is one of the audit: every fifth after the first twenty. A question passed over is not an answer, so the
 * audit asks another one in its place.
 */
export function isAuditPlace(asked: number): boolean {
  return asked >= coveringQuestions && asked % auditEvery === auditEvery - 1
}

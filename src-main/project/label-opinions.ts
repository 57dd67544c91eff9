import { type LabelTape, tracks } from './label-tape.ts'

/** What one person says a sample is. */
export interface Opinion {
  annotator: string
  /** Merges resolved. */
  classId: number
  eventId: number
}

/**
 * The newest class that each person gave a sample, oldest first, since its label was last cleared. An answer to a
 * review settles what was said before it. A class given to a whole cluster is nobody's opinion of a sample that
 * somebody looked at afterwards: who gave it may never have seen that sample.
 */
export function opinionsOn(
  tape: LabelTape,
  ordinal: number,
  resolve: (classId: number) => number,
): Opinion[] {
  const opinions: Opinion[] = []
  let wasSeen = false
  for (let entry = tape.last(tracks.label, ordinal); entry !== 0; entry = tape.before(entry)) {
    const { id, kind, classId, annotator, asked } = tape.action(entry)
    if (classId === null) break
    const isOutdated = (kind === 'bulk' && wasSeen) || opinions.some((newer) => newer.annotator === annotator)
    if (!isOutdated) opinions.push({ annotator, classId: resolve(classId), eventId: id })
    wasSeen ||= kind === 'label'
    if (asked === 'review') break
  }
  return opinions.reverse()
}

/** Several people gave the sample a class: all the same one, or different ones. */
export const agreed = 1
export const disputed = 2

/** {@link agreed}, {@link disputed}, or 0 where fewer than two people gave the sample a class. */
export function agreementOn(tape: LabelTape, ordinal: number, resolve: (classId: number) => number): number {
  const last = tape.last(tracks.label, ordinal)
  // Nearly every sample ends here.
  if (last === 0 || tape.before(last) === 0) return 0
  const opinions = opinionsOn(tape, ordinal, resolve)
  if (opinions.length < 2) return 0
  return opinions.every(({ classId }) => classId === opinions[0].classId) ? agreed : disputed
}

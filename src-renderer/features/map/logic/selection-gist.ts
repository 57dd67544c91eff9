import type { MapMarks } from './marks.ts'

/** What is among the chosen samples. */
export interface SelectionGist {
  count: number
  unlabeled: number
  /** The most frequent guess among those without a label; null where there is none. */
  guess: { classId: number; count: number } | null
  /** The most frequent label; null where there is none. */
  label: { classId: number; count: number } | null
  excluded: number
}

/** @param ordinals those that are not on the map count, and nothing is known of them */
export function selectionGist(marks: MapMarks, ordinals: Iterable<number>): SelectionGist {
  const guesses = new Map<number, number>()
  const labels = new Map<number, number>()
  let count = 0
  let unlabeled = 0
  let excluded = 0
  for (const ordinal of ordinals) {
    count += 1
    const isLabeled = marks.has(ordinal, 'labeled')
    if (!isLabeled) unlabeled += 1
    if (marks.has(ordinal, 'excluded')) excluded += 1
    const classId = marks.classOf(ordinal)
    const counts = isLabeled ? labels : guesses
    if (classId > 0) counts.set(classId, (counts.get(classId) ?? 0) + 1)
  }
  return { count, unlabeled, guess: mostFrequent(guesses), label: mostFrequent(labels), excluded }
}

function mostFrequent(counts: ReadonlyMap<number, number>): { classId: number; count: number } | null {
  let most: { classId: number; count: number } | null = null
  for (const [classId, count] of counts) if (count > (most?.count ?? 0)) most = { classId, count }
  return most
}

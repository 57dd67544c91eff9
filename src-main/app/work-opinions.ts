import type { TapeStep } from '../project/label-tape.ts'
import type { AgreementInput } from '../quality/agreement.ts'

/** What one person has done in the project. */
export interface PersonWork {
  annotator: string
  /** Class id she gave samples on her own, by ordinal. No array of all samples: a crowd may be thousands of people. */
  classes: ReadonlyMap<number, number>
  /** Ordinals to which she gave a class, or that she passed over or called junk, also with their whole cluster. */
  dealtWith: ReadonlySet<number>
  /** Labels per minute at work; null before there are enough. */
  perMinute: number | null
}

interface Worker extends PersonWork {
  classes: Map<number, number>
  dealtWith: Set<number>
  /** When she gave how many labels. */
  times: [at: number, labels: number][]
}

export interface TeamWork {
  people: PersonWork[]
  /** Samples on which people disagreed and that a review has settled. */
  settled: number
}

/** Two labels within a minute are one stretch of work; a longer gap is a break. */
const longestGap = 60_000
const leastMinutes = 1
const leastLabels = 5

/**
 * What each person said on her own: the newest class she gave a sample since it was last cleared. A class given to a whole
 * cluster is no opinion of its samples. A review is none either: who judges between others knows what they said; and what
 * was said after it, by the clock, may follow it. (What comes in from elsewhere was said when it says it was.)
 *
 * @param steps in effect, oldest first
 * @param excluded 1 where a sample is out, by ordinal
 * @param resolve the class that a class stands for after all merges
 */
export function teamWork(
  steps: Iterable<TapeStep>,
  excluded: ArrayLike<number>,
  resolve: (classId: number) => number,
): TeamWork {
  const people = new Map<string, Worker>()
  const reviewed = new Map<number, string>()
  const person = (annotator: string) => {
    let found = people.get(annotator)
    if (!found) {
      found = { annotator, classes: new Map(), dealtWith: new Set(), perMinute: null, times: [] }
      people.set(annotator, found)
    }
    return found
  }
  for (const { action, ordinals } of steps) {
    const { kind, classId, annotator, at, asked } = action
    if (kind === 'clear') {
      for (const { classes } of people.values()) for (const ordinal of ordinals) classes.delete(ordinal)
      for (const ordinal of ordinals) reviewed.delete(ordinal)
    }
    if (kind === 'label' && asked === 'review') for (const ordinal of ordinals) reviewed.set(ordinal, at)
    if (!(kind === 'label' || kind === 'bulk' || kind === 'skip' || kind === 'exclude')) continue
    const { classes, dealtWith, times } = person(annotator)
    for (const ordinal of ordinals) dealtWith.add(ordinal)
    if (kind !== 'label' || classId === null || asked === 'review') continue
    times.push([Date.parse(at), ordinals.length])
    const own = resolve(classId)
    for (const ordinal of ordinals) {
      const settledAt = reviewed.get(ordinal)
      if (settledAt === undefined || at < settledAt) classes.set(ordinal, own)
    }
  }
  const team = [...people.values()]
  for (const { classes } of team) {
    for (const ordinal of classes.keys()) if (excluded[ordinal]) classes.delete(ordinal)
  }
  const disagree = (ordinal: number) =>
    new Set(team.flatMap(({ classes }) => classes.get(ordinal) ?? [])).size > 1
  return {
    people: team.map(({ times, ...work }) => ({ ...work, perMinute: paceOf(times) })),
    settled: [...reviewed.keys()].filter(disagree).length,
  }
}

/** The samples that somebody gave a class, as figures of agreement take them. */
export function agreementInput(people: readonly PersonWork[], classIds: readonly number[]): AgreementInput {
  const indexOf = new Map(classIds.map((id, index) => [id, index]))
  const bySample = new Map<number, { people: number[]; classes: number[] }>()
  for (const [at, { classes }] of people.entries()) {
    for (const [ordinal, classId] of classes) {
      const sample = bySample.get(ordinal) ?? { people: [], classes: [] }
      bySample.set(ordinal, sample)
      sample.people.push(at)
      sample.classes.push(indexOf.get(classId) as number)
    }
  }
  const samples = [...bySample].sort(([a], [b]) => a - b).map(([, sample]) => sample)
  return { people: people.map(({ annotator }) => annotator), classIds, samples }
}

function paceOf(times: [at: number, labels: number][]): number | null {
  times.sort(([a], [b]) => a - b)
  let worked = 0
  let labels = 0
  times.forEach(([at, count], i) => {
    const gap = i === 0 ? Number.POSITIVE_INFINITY : at - times[i - 1][0]
    if (gap > longestGap) return
    worked += gap
    labels += count
  })
  const minutes = worked / 60_000
  return minutes >= leastMinutes && labels >= leastLabels ? labels / minutes : null
}

import type { TapeStep } from '../project/label-tape.ts'
import type { AgreementInput } from '../quality/agreement.ts'

/** What one person has done in the project. */
export interface PersonWork {
  annotator: string
  /** Class id she gave each sample on her own, 0 for none [samples]. */
  classes: Int32Array
  /** 1 where she gave it a class, passed it over or called it junk, also with its whole cluster [samples]. */
  dealtWith: Uint8Array
  /** Labels per minute at work; null before there are enough. */
  perMinute: number | null
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
 * @param resolve the class that a class stands for after all merges
 */
export function teamWork(
  steps: Iterable<TapeStep>,
  count: number,
  excluded: ArrayLike<number>,
  resolve: (classId: number) => number,
): TeamWork {
  const people = new Map<string, PersonWork & { times: [at: number, labels: number][] }>()
  const reviewed = new Map<number, string>()
  const person = (annotator: string) => {
    let found = people.get(annotator)
    if (!found) {
      const [classes, dealtWith] = [new Int32Array(count), new Uint8Array(count)]
      found = { annotator, classes, dealtWith, perMinute: null, times: [] }
      people.set(annotator, found)
    }
    return found
  }
  for (const { action, ordinals } of steps) {
    const { kind, classId, annotator, at, asked } = action
    if (kind === 'clear') {
      for (const { classes } of people.values()) for (const ordinal of ordinals) classes[ordinal] = 0
      for (const ordinal of ordinals) reviewed.delete(ordinal)
    }
    if (kind === 'label' && asked === 'review') for (const ordinal of ordinals) reviewed.set(ordinal, at)
    if (!(kind === 'label' || kind === 'bulk' || kind === 'skip' || kind === 'exclude')) continue
    const { classes, dealtWith, times } = person(annotator)
    for (const ordinal of ordinals) dealtWith[ordinal] = 1
    if (kind !== 'label' || classId === null || asked === 'review') continue
    times.push([Date.parse(at), ordinals.length])
    const own = resolve(classId)
    for (const ordinal of ordinals) {
      const settledAt = reviewed.get(ordinal)
      if (settledAt === undefined || at < settledAt) classes[ordinal] = own
    }
  }
  const team = [...people.values()]
  for (const { classes } of team) {
    for (let ordinal = 0; ordinal < count; ordinal++) if (excluded[ordinal]) classes[ordinal] = 0
  }
  const disagree = (ordinal: number) =>
    new Set(team.flatMap(({ classes }) => classes[ordinal] || [])).size > 1
  return {
    people: team.map(({ times, ...work }) => ({ ...work, perMinute: paceOf(times) })),
    settled: [...reviewed.keys()].filter(disagree).length,
  }
}

/** The samples that somebody gave a class, as figures of agreement take them. */
export function agreementInput(people: readonly PersonWork[], classIds: readonly number[]): AgreementInput {
  const indexOf = new Map(classIds.map((id, index) => [id, index]))
  const count = people[0]?.classes.length ?? 0
  const samples: AgreementInput['samples'][number][] = []
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const said = people.flatMap(({ classes }, at) => (classes[ordinal] ? [at] : []))
    if (said.length === 0) continue
    samples.push({
      people: said,
      classes: said.map((at) => indexOf.get(people[at].classes[ordinal]) as number),
    })
  }
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

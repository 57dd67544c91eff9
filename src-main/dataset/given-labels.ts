import {
  type GivenLabel,
  type ImportRequest,
  type PreparedSample,
  unknownAnnotator,
} from '../contract/data.ts'

/** The longest name of a class, and of a person, that a project takes. */
export const classNameLimit = 200
const annotatorLimit = 100

/** What a source says a sample is, in its own words. */
export interface GivenWord {
  /** Name of the class. */
  name: string
  /** Whose word it is, where the source says so. */
  annotator?: string | null
  /** When it was given, in any form that is a moment: ISO 8601, or seconds since 1970. */
  at?: string | number | null
}

type Given = Pick<PreparedSample, 'truth' | 'labels'>

/**
 * What becomes of the classes that come with a sample, as the lead wants it: its truth, labels of people, or nothing.
 * Several people may have said something; it is the truth only where all of them say the same.
 */
export function takeGiven(
  { givenLabels, labelsBy }: Pick<ImportRequest, 'givenLabels' | 'labelsBy'>,
  words: readonly GivenWord[],
): Given {
  if (givenLabels === 'out' || words.length === 0) return { truth: null }
  if (givenLabels === 'truth') {
    const agreed = words.every(({ name }) => name === words[0].name)
    return { truth: agreed ? words[0].name : null }
  }
  const labels = words.map(
    ({ name, annotator, at }): GivenLabel => ({
      name,
      annotator: annotator?.trim().slice(0, annotatorLimit) || labelsBy || unknownAnnotator,
      at: momentOf(at),
    }),
  )
  return { truth: null, labels: labels.sort(oldestFirst) }
}

/**
 * A moment as ISO 8601 in UTC; null where it is none. What says no time zone is taken as UTC. Only what can mean one moment
 * is one: whether "05.06.2024" is in May or in June nobody knows, and JavaScript finds a date in nearly any text.
 */
export function momentOf(at: string | number | null | undefined): string | null {
  if (at === null || at === undefined || at === '') return null
  const moment = new Date(typeof at === 'number' ? at * 1000 : inUtc(at.trim()))
  const time = moment.getTime()
  // Labels of the year 0 or 20000 are none.
  if (!(time >= 0 && time < 8_000_000_000_000)) return null
  return moment.toISOString()
}

const isoDate = /^\d{4}-\d\d-\d\d$/
const isoTime = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i
/** As in mails: `Fri, 31 Jan 2025 09:15:02 GMT`. */
const mailTime = /^([a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d(:\d\d)? (GMT|UTC|[+-]\d{4})$/i
/** As a number is, written as text. */
const seconds = /^\d{9,10}(\.\d+)?$/

/** In a form that is read the same everywhere; NaN where it is none. */
function inUtc(text: string): string | number {
  if (isoDate.test(text) || mailTime.test(text)) return text
  if (seconds.test(text)) return Number(text) * 1000
  const [, date, time, zone = 'Z'] = isoTime.exec(text) ?? []
  if (date === undefined) return Number.NaN
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? []
  return `${date}T${time}${sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`}`
}

/** Labels without a time get that of the import, so they are the newest. */
function oldestFirst(a: GivenLabel, b: GivenLabel): number {
  if (a.at === b.at) return 0
  if (a.at === null) return 1
  if (b.at === null) return -1
  return a.at < b.at ? -1 : 1
}

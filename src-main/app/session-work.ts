import { rateMinutes, type SessionState } from '../contract/session.ts'

/** Something a person did, as the label log has it. */
export interface WorkMark {
  annotator: string
  /** ISO 8601, UTC. */
  at: string
  /** Samples she labeled with it, one by one or in a selection. */
  labels: number
  /** Whether it gave anything a label, be it a whole cluster. */
  isLabel: boolean
}

export type Work = Pick<SessionState, 'today' | 'perMinute' | 'pace' | 'minutes' | 'daysInARow'>

/** Two things done within a minute are one stretch of work; a longer gap is a break and counts for nothing. */
const longestGap = 60_000
/** Before this there is no telling how fast somebody is. */
const leastMinutes = 1
const leastLabels = 5

/**
 * How one person's day goes. Takes only as many marks as it needs.
 *
 * @param marks of all people, newest first, without what was undone
 * @param now decides what today is, in the time zone of this computer
 */
export function workOf(marks: Iterable<WorkMark>, annotator: string, now: Date): Work {
  const days = new DayCount(now)
  const times: number[] = []
  const labels: number[] = []
  for (const mark of marks) {
    if (mark.annotator !== annotator) continue
    if (days.isToday(mark.at)) {
      times.push(Date.parse(mark.at))
      labels.push(mark.labels)
    }
    if (mark.isLabel && !days.take(mark.at)) break
    // Without a label yet, older days are still looked at; marks that are none say nothing about them.
  }
  return {
    today: labels.reduce((sum, count) => sum + count, 0),
    ...paceOf(times, labels),
    daysInARow: days.inARow,
  }
}

/** Counts days without a gap, from today or yesterday backwards. */
class DayCount {
  readonly #today: string
  /** Beginning of the last day counted, and of the one before it. */
  #from: string
  #before: string
  #date: Date
  inARow = 0

  constructor(now: Date) {
    this.#date = midnight(now, 0)
    this.#today = this.#date.toISOString()
    this.#from = midnight(now, 1).toISOString()
    this.#before = this.#today
  }

  isToday(at: string): boolean {
    return at >= this.#today
  }

  /** Takes the next older label into account. @returns false when it is older than an unbroken row */
  take(at: string): boolean {
    if (this.isToday(at)) {
      if (this.inARow === 0) this.inARow = 1
      return true
    }
    if (at >= this.#before) return true
    if (at < this.#from) return false
    this.inARow += 1
    this.#date = midnight(this.#date, 1)
    this.#before = this.#from
    this.#from = midnight(this.#date, 1).toISOString()
    return true
  }
}

/** Midnight so many days before a moment, on this computer's clock; a day is not always 24 hours long. */
function midnight(date: Date, daysBefore: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysBefore)
}

/** @param times newest first, in milliseconds @param labels of each */
function paceOf(
  times: readonly number[],
  labels: readonly number[],
): Pick<Work, 'perMinute' | 'pace' | 'minutes'> {
  /** Minutes at work from each of them to the newest. */
  const back: number[] = []
  let worked = 0
  times.forEach((time, i) => {
    const gap = i === 0 ? 0 : times[i - 1] - time
    if (gap > 0 && gap <= longestGap) worked += gap
    back.push(worked / 60_000)
  })
  const minutes = worked / 60_000
  const span = Math.min(rateMinutes, minutes)
  const pace = new Array<number>(Math.ceil(span)).fill(0)
  let recent = 0
  labels.forEach((count, i) => {
    const place = pace.length - 1 - Math.floor(back[i])
    // The first of them all lies exactly at the end of the last minute.
    const at = place < 0 && back[i] === span ? 0 : place
    if (at < 0 || pace.length === 0) return
    pace[at] += count
    recent += count
  })
  const isEnough = minutes >= leastMinutes && recent >= leastLabels
  return { minutes, pace, perMinute: isEnough ? recent / span : null }
}

import { describe, expect, it } from 'vitest'
import { type WorkMark, workOf } from './session-work.ts'

const now = new Date(2026, 2, 30, 15, 0, 0)
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const mark = (at: Date, changes: Partial<WorkMark> = {}): WorkMark => ({
  annotator: 'ann',
  at: at.toISOString(),
  labels: 1,
  isLabel: true,
  ...changes,
})
/** Newest first, so many seconds ago. */
const marks = (...seconds: number[]) => seconds.map((each) => mark(ago(each)))

describe('work', () => {
  it('is nothing before the first label', () => {
    expect(workOf([], 'ann', now)).toEqual({ today: 0, minutes: 0, pace: [], perMinute: null, daysInARow: 0 })
  })

  it('counts gaps of up to a minute, and no break', () => {
    const { minutes, today } = workOf(marks(0, 60, 90, 151, 400), 'ann', now)
    expect({ minutes, today }).toEqual({ minutes: 1.5, today: 5 })
  })

  it('is hers alone, and everything she does is work, but only labels are labels', () => {
    const others = [
      mark(ago(0)),
      mark(ago(10), { annotator: 'bob' }),
      mark(ago(40), { labels: 0, isLabel: false }),
      mark(ago(70), { labels: 12 }),
    ]
    expect(workOf(others, 'ann', now)).toMatchObject({ today: 13, minutes: 70 / 60 })
  })

  it('has a pace over the last twenty minutes of it, whenever they were', () => {
    // One label every ten seconds for ten minutes, an hour's break, two labels every ten seconds for fifteen.
    const late = Array.from({ length: 91 }, (_, i) => mark(ago(10 * i), { labels: 2 }))
    const early = Array.from({ length: 61 }, (_, i) => mark(ago(900 + 3600 + 10 * i)))
    const { minutes, pace, perMinute } = workOf([...late, ...early], 'ann', now)
    expect(minutes).toBeCloseTo(25)
    expect(pace).toHaveLength(20)
    expect(pace.slice(-15).every((count) => count === 12)).toBe(true)
    expect(pace.slice(1, 4)).toEqual([6, 6, 6])
    expect(perMinute).toBeCloseTo(pace.reduce((sum, count) => sum + count, 0) / 20)
  })

  it('has no pace before there is enough of it', () => {
    expect(workOf(marks(0, 20, 40), 'ann', now).perMinute).toBeNull()
    expect(workOf(marks(0, 5, 10, 15, 20), 'ann', now).perMinute).toBeNull()
    expect(workOf(marks(0, 15, 30, 45, 60), 'ann', now)).toMatchObject({ perMinute: 5, pace: [5] })
  })

  it('counts days in a row by the calendar, today once there is a label', () => {
    const day = (back: number, hour = 12) => mark(new Date(2026, 2, 30 - back, hour, 30))
    const inARow = (...all: WorkMark[]) => workOf(all, 'ann', now).daysInARow
    expect(inARow(day(0), day(1, 23), day(1, 0), day(2), day(4))).toBe(3)
    expect(inARow(day(1), day(2))).toBe(2)
    expect(inARow(day(2), day(3))).toBe(0)
    expect(inARow(day(0))).toBe(1)
    // The night the clocks change is a night, too (in time zones where they do).
    expect(inARow(...Array.from({ length: 40 }, (_, back) => day(back, 0)))).toBe(40)
  })

  it('takes no more marks than it needs', () => {
    let taken = 0
    function* endless() {
      for (;;) {
        taken += 1
        yield mark(ago(taken * 86_400 * 2))
      }
    }
    expect(workOf(endless(), 'ann', now).today).toBe(0)
    expect(taken).toBe(1)
  })
})

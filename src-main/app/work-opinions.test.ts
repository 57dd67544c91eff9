import { describe, expect, it } from 'vitest'
import type { LabelAction } from '../project/label-action.ts'
import type { TapeStep } from '../project/label-tape.ts'
import { agreementInput, teamWork } from './work-opinions.ts'

let events = 0
const minutes = (count: number) => new Date(Date.UTC(2026, 0, 1, 9, 0, 0) + count * 60_000).toISOString()

function step(parts: Partial<LabelAction> & Pick<LabelAction, 'annotator'>, ...ordinals: number[]): TapeStep {
  const usual = {
    kind: 'label',
    classId: 1,
    at: minutes(events),
    asked: null,
    detail: null,
    batchId: null,
  } as const
  return { action: { id: ++events, ...usual, ...parts }, ordinals: Int32Array.from(ordinals) }
}

const work = (steps: readonly TapeStep[], excluded = new Uint8Array(4)) =>
  teamWork(steps, excluded, (classId) => classId)
const saidBy = (team: ReturnType<typeof work>, name: string) => {
  const said = team.people.find(({ annotator }) => annotator === name)?.classes
  return [0, 1, 2, 3].map((ordinal) => said?.get(ordinal) ?? 0)
}

describe('teamWork', () => {
  it('keeps the newest class of each person, and forgets all of them where a label is cleared', () => {
    const team = work([
      step({ annotator: 'Ann' }, 0, 1),
      step({ annotator: 'Ann', classId: 2 }, 1),
      step({ annotator: 'Ben', classId: 3 }, 0, 2),
      step({ annotator: 'Ann', kind: 'clear', classId: null }, 0),
    ])
    expect(saidBy(team, 'Ann')).toEqual([0, 2, 0, 0])
    expect(saidBy(team, 'Ben')).toEqual([0, 0, 3, 0])
  })

  it('counts no label of a whole cluster and no review, and what was said before the review though it came later', () => {
    const before = minutes(events)
    const team = work([
      step({ annotator: 'Ann' }, 0, 1),
      step({ annotator: 'Ben', classId: 2 }, 0),
      step({ annotator: 'Ann', kind: 'bulk', classId: 3 }, 2, 3),
      step({ annotator: 'Lead', classId: 1, asked: 'review' }, 0, 1),
      step({ annotator: 'Ben', classId: 4 }, 0),
      step({ annotator: 'Cleo', classId: 5, at: before }, 1),
    ])
    expect(saidBy(team, 'Ann')).toEqual([1, 1, 0, 0])
    expect(saidBy(team, 'Ben')).toEqual([2, 0, 0, 0])
    expect(saidBy(team, 'Cleo')).toEqual([0, 5, 0, 0])
    expect(saidBy(team, 'Lead')).toEqual([0, 0, 0, 0])
    expect(team.settled).toBe(2)
    expect(Array.from(team.people[0].dealtWith)).toEqual([0, 1, 2, 3])
  })

  it('leaves out what is excluded, and tells how fast somebody is at work', () => {
    const steady = Array.from({ length: 8 }, (_, i) =>
      step({ annotator: 'Ann', at: new Date(Date.UTC(2026, 0, 2, 9, 0, 20 * i)).toISOString() }, i % 4),
    )
    const team = work(steady, Uint8Array.of(0, 0, 0, 1))
    expect(saidBy(team, 'Ann')).toEqual([1, 1, 1, 0])
    expect(team.people[0].perMinute).toBeCloseTo(3, 6)
    expect(work([step({ annotator: 'Ben' }, 0)]).people[0].perMinute).toBeNull()
  })

  it('hands on who said what of which sample', () => {
    const { people } = work([step({ annotator: 'Ann' }, 0, 1), step({ annotator: 'Ben', classId: 9 }, 1)])
    expect(agreementInput(people, [1, 9])).toEqual({
      people: ['Ann', 'Ben'],
      classIds: [1, 9],
      samples: [
        { people: [0], classes: [0] },
        { people: [0, 1], classes: [0, 1] },
      ],
    })
  })
})

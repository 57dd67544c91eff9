import { describe, expect, it } from 'vitest'
import { type WorkPlan, workPlanSchema } from '../contract/work.ts'
import { errorOf } from '../project/testing/fixture.ts'
import { shareOut, type WorkPool } from './work-plan.ts'

const count = 100
const pool: WorkPool = {
  count,
  component: Uint16Array.from({ length: count }, (_, i) => i % 4),
  labels: new Int32Array(count),
  excluded: new Uint8Array(count),
  skipped: new Uint8Array(count),
  assigned: new Map(),
}
const plan = (parts: Partial<WorkPlan>): WorkPlan =>
  workPlanSchema.parse({ people: ['Ann', 'Ben', 'Cleo'], choice: { from: 'share', share: 1 }, ...parts })

/** How many people have each sample. */
function times(shares: readonly Int32Array[]): number[] {
  const given = new Array<number>(count).fill(0)
  for (const own of shares) for (const ordinal of own) given[ordinal]++
  return given
}

function assignedAfter(people: readonly string[], shares: readonly Int32Array[]): Map<number, string[]> {
  const assigned = new Map<number, string[]>()
  shares.forEach((own, at) => {
    for (const ordinal of own) assigned.set(ordinal, [...(assigned.get(ordinal) ?? []), people[at]])
  })
  return assigned
}

describe('shareOut', () => {
  it('gives each sample to one person, evenly', () => {
    const shares = shareOut(plan({}), pool)
    expect(times(shares).every((people) => people === 1)).toBe(true)
    expect(shares.map((own) => own.length).sort()).toEqual([33, 33, 34])
    expect(shareOut(plan({}), pool)).toEqual(shares)
    expect(shareOut(plan({ seed: 2 }), pool)).not.toEqual(shares)
  })

  it('gives each sample to two of three people, never twice to one', () => {
    const shares = shareOut(plan({ overlap: 2 }), pool)
    expect(times(shares).every((people) => people === 2)).toBe(true)
    for (const own of shares) expect(new Set(own).size).toBe(own.length)
    expect(
      Math.max(...shares.map((own) => own.length)) - Math.min(...shares.map((own) => own.length)),
    ).toBeLessThan(3)
  })

  it('lets several label a part and one the rest', () => {
    const given = times(shareOut(plan({ overlap: 3, overlapShare: 0.2 }), pool))
    expect(given.filter((people) => people === 3)).toHaveLength(20)
    expect(given.filter((people) => people === 1)).toHaveLength(80)
  })

  it('comes to the same person by person: who lacks a second opinion comes first', () => {
    const first = shareOut(plan({ people: ['Ann'], overlap: 2, choice: { from: 'share', share: 0.3 } }), pool)
    // What she has labeled meanwhile still lacks somebody else.
    const labels = Int32Array.from({ length: count }, (_, i) => (first[0].includes(i) ? 1 : 0))
    const second = shareOut(plan({ people: ['Ben'], overlap: 2, choice: { from: 'share', share: 0.3 } }), {
      ...pool,
      labels,
      assigned: assignedAfter(['Ann'], first),
    })
    expect(second).toEqual(first)
  })

  it('takes clusters and ranges, without what is labeled, skipped, excluded or given already', () => {
    const busy = {
      ...pool,
      labels: Int32Array.from({ length: count }, (_, i) => (i < 10 ? 1 : 0)),
      skipped: Uint8Array.from({ length: count }, (_, i) => (i === 12 ? 1 : 0)),
      excluded: Uint8Array.from({ length: count }, (_, i) => (i === 16 ? 1 : 0)),
      assigned: new Map([[20, ['Zoe']]]),
    }
    const [own] = shareOut(plan({ people: ['Ann'], choice: { from: 'clusters', clusters: [0] } }), busy)
    expect([...own].slice(0, 4)).toEqual([24, 28, 32, 36])
    const range = plan({ people: ['Ann'], choice: { from: 'range', first: 9, last: 14 } })
    expect([...shareOut(range, busy)[0]]).toEqual([10, 11, 13])
    expect([...shareOut({ ...range, withLabeled: true }, busy)[0]]).toEqual([8, 9, 10, 11, 12, 13])
  })

  it('says why there is nothing to share out', () => {
    expect(
      errorOf(() => shareOut(plan({ choice: { from: 'range', first: 500, last: 600 } }), pool)),
    ).toMatchObject({
      code: 'not-found',
    })
    expect(errorOf(() => shareOut(plan({ overlap: 4 }), pool))).toMatchObject({ code: 'bad-request' })
    const clusters = plan({ choice: { from: 'clusters', clusters: [1] } })
    expect(errorOf(() => shareOut(clusters, { ...pool, component: null }))).toMatchObject({
      code: 'not-trained',
    })
  })
})

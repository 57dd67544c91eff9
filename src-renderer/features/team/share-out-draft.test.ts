import { describe, expect, it } from 'vitest'
import { emptyDraft, packagesOf, peopleOf, planOf } from './share-out-draft.ts'

const draft = { ...emptyDraft, people: 'Ann\nBen, Cleo;Ann\n' }

describe('a draft of sharing out', () => {
  it('takes names on lines or between commas, each once', () => {
    expect(peopleOf(draft)).toEqual(['Ann', 'Ben', 'Cleo'])
  })

  it('becomes a plan', () => {
    expect(planOf({ ...draft, percent: '12,5', overlap: '3', overlapPercent: '20' })).toMatchObject({
      plan: {
        people: ['Ann', 'Ben', 'Cleo'],
        choice: { from: 'share', share: 0.125 },
        overlap: 3,
        overlapShare: 0.2,
      },
    })
    expect(planOf({ ...draft, from: 'clusters', clusters: '3, 17 4' })).toMatchObject({
      plan: { choice: { from: 'clusters', clusters: [3, 17, 4] }, overlapShare: 1 },
    })
    expect(planOf({ ...draft, from: 'range', first: '5', last: '9' })).toMatchObject({
      plan: { choice: { from: 'range', first: 5, last: 9 } },
    })
    // In one project nobody is asked twice.
    expect(planOf({ ...draft, how: 'here', overlap: '3' })).toMatchObject({ plan: { overlap: 1 } })
    // Typed for several people, before one was left.
    expect(planOf({ ...draft, people: 'Ann', overlap: '3' })).toMatchObject({ plan: { overlap: 1 } })
    const planned = planOf(draft)
    expect('plan' in planned && packagesOf(draft, planned.plan, '/w')).toMatchObject({
      out: '/w',
      independent: true,
    })
  })

  it('says what is wrong with it', () => {
    expect(planOf(emptyDraft)).toEqual({ faults: ['people'] })
    expect(planOf({ ...draft, percent: '0' })).toEqual({ faults: ['percent'] })
    expect(planOf({ ...draft, from: 'clusters', clusters: '3 x' })).toEqual({ faults: ['clusters'] })
    expect(planOf({ ...draft, from: 'clusters', clusters: '5000000' })).toEqual({ faults: ['clusters'] })
    expect(planOf({ ...draft, from: 'range', first: '9', last: '5' })).toEqual({ faults: ['range'] })
    expect(planOf({ ...draft, overlap: '4' })).toEqual({ faults: ['overlap'] })
    expect(planOf({ ...draft, overlap: '2', overlapPercent: '' })).toEqual({ faults: ['overlapPercent'] })
  })
})

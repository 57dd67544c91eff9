import { describe, expect, it } from 'vitest'
import type { QualityReport } from '../../../../src-main/contract/quality.ts'
import {
  countOf,
  firstAnswer,
  indexAt,
  isListed,
  listedItems,
  placeAt,
  type ReviewItem,
  reviewItems,
  reviewKinds,
  suggestedClass,
} from './review-items.ts'

const suspect = {
  sample: 5,
  classId: 1,
  annotator: 'anna',
  probability: 0.02,
  suggestedClassId: 2,
  suggestedProbability: 0.9,
}
const dispute = {
  sample: 9,
  opinions: [
    { annotator: 'anna', classId: 1 },
    { annotator: 'ben', classId: 3 },
  ],
  consensusClassId: 3,
  probability: 0.87,
}
const odd = { duplicateGroups: [[3, 4, 8]], duplicates: 3, outliers: [{ sample: 7, distance: 4.2 }] }
const report = { suspects: [suspect], disputes: [dispute] } as unknown as QualityReport
const items = reviewItems(report, odd)

describe('reviewItems', () => {
  it('lists each kind with its samples', () => {
    expect(items.suspects[0]).toMatchObject({ samples: [5], suspect })
    expect(items.disputes[0]).toMatchObject({ samples: [9], dispute })
    expect(items.outliers[0]).toMatchObject({ samples: [7], distance: 4.2 })
    expect(items.duplicates[0]).toMatchObject({ samples: [3, 4, 8] })
    expect(reviewItems(report, null).outliers).toEqual([])
  })
})

describe('the place in the list', () => {
  const list = ['a', 'b', 'c'].map((key) => ({ key }))

  it('stays at its item while others come and go', () => {
    expect(indexAt(list, { key: 'c', index: 0 })).toBe(2)
    expect(indexAt(list.slice(1), { key: 'c', index: 2 })).toBe(1)
  })

  it('falls to what took its place when the item is gone', () => {
    expect(indexAt(list, { key: 'gone', index: 1 })).toBe(1)
    expect(indexAt(list, { key: 'gone', index: 9 })).toBe(2)
    expect(indexAt([], { key: 'gone', index: 0 })).toBe(-1)
  })

  it('is held within the list', () => {
    expect(placeAt(list, 5)).toEqual({ key: 'c', index: 2 })
    expect(placeAt(list, -1)).toEqual({ key: 'a', index: 0 })
    expect(placeAt([], 0)).toEqual({ key: null, index: 0 })
  })
})

describe('lists of the host', () => {
  it('become items by sample', () => {
    expect(listedItems('flagged', [{ id: 4 }, { id: 9 }])).toEqual([
      { kind: 'flagged', key: 'flagged-4', samples: [4] },
      { kind: 'flagged', key: 'flagged-9', samples: [9] },
    ])
    expect(reviewKinds.filter(isListed)).toEqual([
      'low-confidence',
      'flagged',
      'commented',
      'skipped',
      'excluded',
    ])
  })

  it('are counted by the summary; every guess is more or less sure, so those are not counted', () => {
    const summary = { flagged: 3, commented: 2, skipped: 1, excluded: 0 }
    expect(reviewKinds.map((kind) => countOf(kind, items, summary))).toEqual([1, 1, null, 3, 2, 1, 0, 1, 1])
    expect(countOf('flagged', items, null)).toBe(0)
  })
})

describe('firstAnswer', () => {
  const label = (classId: number) => ({
    label: { classId, source: 'human' as const, annotator: 'anna' },
    guess: null,
  })
  const guess = (classId: number) => ({ label: null, guess: { classId, confidence: 0.4 } })
  const listed = (kind: Parameters<typeof listedItems>[0]): ReviewItem => listedItems(kind, [{ id: 1 }])[0]

  it('keeps a suspect, settles a dispute, and shares what near-duplicates agree on', () => {
    expect(firstAnswer(items.suspects[0], [label(1)])).toMatchObject({ classId: 1, as: 'keep' })
    expect(firstAnswer(items.disputes[0], [label(1)])).toMatchObject({ classId: 3, as: 'settle' })
    const [group] = items.duplicates
    expect(firstAnswer(group, [label(2), guess(1), label(2)])).toMatchObject({ classId: 2, as: 'all' })
    expect(firstAnswer(group, [label(2), label(1), undefined])).toBeNull()
    expect(firstAnswer(group, [guess(2), guess(2), guess(2)])).toBeNull()
    expect(firstAnswer(items.outliers[0], [guess(2)])).toBeNull()
  })

  it('agrees with the guess for what nobody labeled', () => {
    expect(firstAnswer(listed('low-confidence'), [guess(5)])).toEqual({
      does: 'label',
      classId: 5,
      as: 'agree',
    })
    expect(firstAnswer(listed('skipped'), [label(2)])).toMatchObject({ classId: 2, as: 'keep' })
    expect(firstAnswer(listed('skipped'), [undefined])).toBeNull()
    expect(firstAnswer(listed('commented'), [guess(5)])).toBeNull()
  })

  it('takes back what a sample is listed for', () => {
    expect(firstAnswer(listed('flagged'), [label(2)])).toEqual({ does: 'unflag' })
    expect(firstAnswer(listed('excluded'), [undefined])).toEqual({ does: 'include' })
  })

  it('does not settle a dispute as what no person said; that is only suggested', () => {
    const alone = { ...items.disputes[0], dispute: { ...dispute, consensusClassId: 7 } }
    expect(firstAnswer(alone, [])).toBeNull()
    expect(suggestedClass(alone)).toBe(7)
    expect(suggestedClass(items.disputes[0])).toBeNull()
    expect(suggestedClass(items.suspects[0])).toBe(2)
  })
})

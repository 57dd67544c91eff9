import { describe, expect, it } from 'vitest'
import type { QualityReport } from '../../../../src-main/contract/quality.ts'
import { acceptedClass, indexAt, placeAt, reviewItems, suggestedClass } from './review-items.ts'

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

describe('acceptedClass', () => {
  it('keeps a suspect, settles a dispute, and shares what near-duplicates agree on', () => {
    expect(acceptedClass(items.suspects[0], [1])).toBe(1)
    expect(acceptedClass(items.disputes[0], [1])).toBe(3)
    expect(acceptedClass(items.duplicates[0], [2, null, 2])).toBe(2)
    expect(acceptedClass(items.duplicates[0], [2, 1, null])).toBeNull()
    expect(acceptedClass(items.outliers[0], [null])).toBeNull()
  })

  it('does not settle a dispute as what no person said; that is only suggested', () => {
    const alone = { ...items.disputes[0], dispute: { ...dispute, consensusClassId: 7 } }
    expect(acceptedClass(alone, [])).toBeNull()
    expect(suggestedClass(alone)).toBe(7)
    expect(suggestedClass(items.disputes[0])).toBeNull()
    expect(suggestedClass(items.suspects[0])).toBe(2)
  })
})

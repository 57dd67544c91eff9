import { describe, expect, it } from 'vitest'
import { draftOf, parsePercent, priorOfDraft } from './prior-draft.ts'

const quality = (classId: number, share: number | null) => ({
  classId,
  labeled: 0,
  audited: 0,
  predicted: 0,
  precision: null,
  recall: null,
  share: share === null ? null : { value: share, low: 0, high: 1 },
})
const classes = [quality(1, 0.7), quality(2, 0.3)]

describe('draftOf', () => {
  it('starts from what was given, in percent of its sum', () => {
    const given = { kind: 'given' as const, shares: [{ classId: 1, share: 3 }] }
    expect([...draftOf(given, classes)]).toEqual([
      [1, '100'],
      [2, '0'],
    ])
  })

  it('starts from the audit, or evenly where it does not tell yet', () => {
    expect([...draftOf({ kind: 'uniform' }, classes).values()]).toEqual(['70', '30'])
    const early = [quality(1, null), quality(2, null), quality(3, null)]
    expect([...draftOf({ kind: 'estimated' }, early).values()]).toEqual(['33.3', '33.3', '33.3'])
  })
})

describe('parsePercent', () => {
  it('takes numbers as people write them', () => {
    expect([' 12.5 ', '12,5', '0'].map(parsePercent)).toEqual([12.5, 12.5, 0])
    expect(['', '-1', 'many'].map(parsePercent)).toEqual([null, null, null])
  })
})

describe('priorOfDraft', () => {
  it('is there only when every field holds a number and one is above zero', () => {
    expect(
      priorOfDraft(
        new Map([
          [1, '20'],
          [2, '60'],
        ]),
      ),
    ).toEqual({
      kind: 'given',
      shares: [
        { classId: 1, share: 0.2 },
        { classId: 2, share: 0.6 },
      ],
    })
    expect(priorOfDraft(new Map([[1, 'x']]))).toBeNull()
    expect(priorOfDraft(new Map([[1, '0']]))).toBeNull()
  })
})

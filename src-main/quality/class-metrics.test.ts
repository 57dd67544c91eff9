import { describe, expect, it } from 'vitest'
import { jeffreysInterval } from './binomial-interval.ts'
import { classMetrics } from './class-metrics.ts'

// Ten audit samples of two of three classes; one of class 0 is taken for 1, one of class 1 is not guessed at all.
const audit = {
  label: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1],
  guess: [0, 0, 0, 0, 0, 1, 1, 1, 1, -1],
  weight: new Array(10).fill(1),
}
const counts = { labeled: [16, 4, 20], predicted: [50, 30, 0], samples: 130 }

describe('classMetrics', () => {
  const [first, second, third] = classMetrics([7, 8, 9], audit, counts)

  it('counts, per class, labels, audit labels and guesses', () => {
    expect(first).toMatchObject({ classId: 7, labeled: 16, audited: 6, predicted: 50 })
    expect(third).toMatchObject({ classId: 9, labeled: 20, audited: 0, predicted: 0 })
  })

  it('has precision and recall with intervals from the audit', () => {
    expect(first.precision).toEqual({ value: 1, ...jeffreysInterval(5, 5) })
    expect(first.recall).toEqual({ value: 5 / 6, ...jeffreysInterval(5, 6) })
    expect(second.precision?.value).toBe(0.75)
    expect(second.recall?.value).toBe(0.75)
  })

  it('says nothing where no audit sample tells', () => {
    expect(third.precision).toBeNull()
    expect(third.recall).toBeNull()
    const [alone] = classMetrics([7], { label: [], guess: [], weight: [] }, { ...counts, labeled: [3] })
    expect(alone.share).toBeNull()
  })

  it('has the share of the whole project: what is labeled otherwise is known, the audit speaks for the rest', () => {
    // 10 + 0 + 20 of 130 are labeled otherwise, 100 are the audit's to speak for.
    expect(first.share?.value).toBeCloseTo((10 + 60) / 130, 12)
    expect(second.share?.value).toBeCloseTo(40 / 130, 12)
    expect(third.share?.value).toBeCloseTo(20 / 130, 12)
    expect(third.share?.low).toBeCloseTo(20 / 130, 12)
    expect(third.share?.high).toBeCloseTo((20 + 100 * jeffreysInterval(0, 10).high) / 130, 12)
  })

  it('weighs audit samples by what they stand for', () => {
    const weight = audit.label.map((label, i) => (label === 0 && i === 5 ? 5 : 1))
    expect(classMetrics([7, 8, 9], { ...audit, weight }, counts)[0].recall?.value).toBe(0.5)
  })
})

import { describe, expect, it } from 'vitest'
import { type AuditSamples, auditsNeeded, estimateAccuracy } from './accuracy-estimate.ts'
import { jeffreysInterval } from './binomial-interval.ts'
import { type ConfidenceKind, generateAudits } from './generated-audits.ts'

const many = { count: 1e9, confidence: 0.9 }

/** `right` of `count` are right; all as sure as that and of the same weight, unless told otherwise. */
function auditOf(count: number, right: number, change: Partial<AuditSamples> = {}): AuditSamples {
  return {
    right: Array.from({ length: count }, (_, i) => (i < right ? 1 : 0)),
    confidence: new Array(count).fill(0.9),
    weight: new Array(count).fill(1),
    ...change,
  }
}

function known(audit: AuditSamples, rest = many) {
  const estimate = estimateAccuracy(audit, rest)
  if (estimate.state !== 'known') throw new Error('too early')
  return estimate
}

describe('estimateAccuracy', () => {
  it('says how many audit labels it wants before it says a number', () => {
    expect(estimateAccuracy(auditOf(0, 0), many)).toEqual({
      state: 'too-early',
      audits: 0,
      needed: auditsNeeded,
    })
    expect(estimateAccuracy(auditOf(7, 6), many)).toMatchObject({ audits: 7, needed: auditsNeeded })
    expect(known(auditOf(auditsNeeded, 6)).audits).toBe(auditsNeeded)
  })

  it('wants more of them where most stand for hardly anything that is left', () => {
    const weight = Array.from({ length: 20 }, (_, i) => (i < 6 ? 1 : 0.01))
    expect(estimateAccuracy(auditOf(20, 18, { weight }), many)).toEqual({
      state: 'too-early',
      audits: 20,
      needed: 24,
    })
  })

  it('is the Jeffreys interval of the audit where confidences tell nothing', () => {
    expect(known(auditOf(50, 45))).toEqual({
      state: 'known',
      method: 'beta',
      audits: 50,
      value: 0.9,
      low: expect.closeTo(jeffreysInterval(45, 50).low, 6),
      high: expect.closeTo(jeffreysInterval(45, 50).high, 6),
    })
    expect(known(auditOf(40, 40), { count: 1e9, confidence: 0.2 })).toMatchObject({
      method: 'beta',
      value: 1,
      high: 1,
    })
  })

  it('never takes confidences at their word that are the surer the worse', () => {
    const confidence = Array.from({ length: 50 }, (_, i) => (i < 45 ? 0.6 : 0.99))
    expect(known(auditOf(50, 45, { confidence })).method).toBe('beta')
  })

  it('is narrower where confidences tell right from wrong, and moves with those of the rest', () => {
    const confidence = Array.from({ length: 100 }, (_, i) => (i < 80 ? 0.95 : 0.4))
    const audit = auditOf(100, 80, { confidence })
    const mean = 0.8 * 0.95 + 0.2 * 0.4
    const same = known(audit, { count: 1e9, confidence: mean })
    const alone = known(auditOf(100, 80))
    expect(same.method).toBe('prediction-powered')
    expect(same.value).toBeCloseTo(0.8, 10)
    expect(same.high - same.low).toBeLessThan(0.6 * (alone.high - alone.low))
    expect(known(audit, { count: 1e9, confidence: mean - 0.1 }).value).toBeLessThan(0.72)
    expect(known(audit, { count: 1e9, confidence: 1 }).value).toBeLessThanOrEqual(1)
  })

  it('counts what stands for many unlabeled samples for more', () => {
    const weight = Array.from({ length: 60 }, (_, i) => (i < 48 ? 1 : 4))
    const { value, low, high } = known(auditOf(60, 48, { weight }))
    expect(value).toBeCloseTo(0.5, 10)
    const alone = known(auditOf(60, 30))
    expect(high - low).toBeGreaterThan(1.2 * (alone.high - alone.low))
  })

  it('is less sure where the audit’s labels are most of those that guesses come from', () => {
    const widths = [50, 250, 1e9].map((labels) => {
      const estimate = estimateAccuracy(auditOf(50, 45), many, labels)
      return estimate.state === 'known' ? estimate.high - estimate.low : Number.NaN
    })
    expect(widths[0]).toBeGreaterThan(1.15 * widths[2])
    expect(widths[1]).toBeGreaterThan(1.01 * widths[2])
  })

  it('is less sure of a small rest than of an endless one, and stands for samples to come where nothing is left', () => {
    const widths = [20, 200, 1e9].map((count) => {
      const { low, high } = known(auditOf(50, 45), { count, confidence: 0.9 })
      return high - low
    })
    expect(widths[0]).toBeGreaterThan(1.2 * widths[1])
    expect(widths[1]).toBeGreaterThan(1.05 * widths[2])
    expect(known(auditOf(50, 45), { count: 0, confidence: 0 }).value).toBe(0.9)
  })

  // All kinds, numbers and accuracies: bench/interval-coverage.ts.
  it.each<ConfidenceKind>(['calibrated', 'over', 'inverse', 'bulk'])(
    'holds the truth in 93 to 98.5 of 100 made-up projects: %s',
    (kind) => {
      const covered = [0.6, 0.8, 0.9, 0.95, 0.98].flatMap((accuracy) =>
        [1, 2, 3, 4].flatMap((project) => {
          const draw = generateAudits({ count: 800, accuracy, kind, seed: project + 100 * accuracy })
          return Array.from({ length: 100 }, (_, i) => {
            const { audit, rest, truth } = draw({ audits: 40 + (i % 4) * 20, seed: i })
            const { low, high } = known(audit, rest)
            return low <= truth && truth <= high ? 1 : 0
          })
        }),
      )
      const share = covered.reduce<number>((sum, one) => sum + one, 0) / covered.length
      expect(share).toBeGreaterThan(0.93)
      expect(share).toBeLessThan(0.985)
    },
  )
})

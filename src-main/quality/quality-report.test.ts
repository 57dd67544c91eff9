import { describe, expect, it } from 'vitest'
import { type CurvePoint, qualityGistSchema, qualityReportSchema } from '../contract/quality.ts'
import { type QualityDetails, type QualityEvidence, qualityGist, qualityReport } from './quality-report.ts'

const audits = 40
const curve: CurvePoint[] = Array.from({ length: 600 }, (_, i) => ({
  eventId: i + 1,
  labeled: i + 1,
  audits: Math.floor((i + 1) / 15),
  accuracy: null,
  confidence: 0.9,
  changed: 0.0001,
}))
const label = Array.from({ length: audits }, (_, i) => i % 2)
const evidence: QualityEvidence = {
  target: 0.85,
  labeled: 600,
  audits,
  classIds: [5, 9],
  counts: { labeled: [300, 300], predicted: [900, 500], samples: 2000 },
  audit: {
    guess: label.map((given, i) => (i === 7 ? 1 - given : given)),
    label,
    right: label.map((_, i) => (i === 7 ? 0 : 1)),
    confidence: new Array(audits).fill(0.9),
    weight: new Array(audits).fill(1),
  },
  drawn: label,
  rest: { count: 1400, confidence: 0.9 },
  curve,
}
const details: QualityDetails = {
  revision: 12,
  decoder: 'graph',
  auditsSkipped: 3,
  judged: { confidence: [0.5], right: [1], weight: [1] },
  coverage: null,
  suspects: [],
  disputes: [],
  annotators: [],
  wholeCurve: curve,
}

describe('qualityGist', () => {
  it('has what the contract says, from one estimate', () => {
    const gist = qualityGist(evidence)
    expect(qualityGistSchema.parse(gist)).toEqual(gist)
    if (gist.accuracy.state !== 'known') throw new Error('too early')
    expect(gist.accuracy.value).toBeCloseTo(39 / 40, 10)
    expect(gist.advice.rules[0]).toMatchObject({ value: gist.accuracy.low, limit: 0.85, met: true })
    expect(gist.advice.stop).toBe(true)
    expect(gist.forecast).toEqual({ state: 'reached' })
  })
})

describe('qualityReport', () => {
  it('has what the contract says, the gist with it', () => {
    const report = qualityReport(evidence, details)
    expect(qualityReportSchema.parse(report)).toEqual(report)
    expect(report).toMatchObject(qualityGist(evidence))
    expect(report.calibration).toMatchObject({ from: 'audit', bins: [{ count: audits }] })
    expect(report.classes.map(({ classId, audited }) => [classId, audited])).toEqual([
      [5, 20],
      [9, 20],
    ])
  })

  it('judges calibration by all labels while audit labels are few', () => {
    const few = {
      ...evidence,
      audit: { guess: [], label: [], right: [], confidence: [], weight: [] },
      audits: 0,
      drawn: [],
    }
    const { calibration, accuracy } = qualityReport(few, details)
    expect(calibration).toMatchObject({ from: 'all', error: null, bins: [{ count: 1 }] })
    expect(accuracy.state).toBe('too-early')
  })

  it('thins a long curve and keeps its ends', () => {
    const report = qualityReport(evidence, details)
    expect(report.curve).toHaveLength(500)
    expect([report.curve[0].labeled, report.curve[499].labeled]).toEqual([1, 600])
  })
})

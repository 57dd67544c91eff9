import { describe, expect, it } from 'vitest'
import type { AccuracyEstimate, CurvePoint } from '../contract/quality.ts'
import { type StopEvidence, stopAdvice } from './stop-advice.ts'

const accuracy: AccuracyEstimate = {
  state: 'known',
  method: 'beta',
  audits: 100,
  value: 0.97,
  low: 0.951,
  high: 0.99,
}

function curveOf(labels: number, changed: (labeled: number) => number): CurvePoint[] {
  return Array.from({ length: labels }, (_, i) => ({
    eventId: i + 1,
    labeled: i + 1,
    audits: 0,
    accuracy: null,
    confidence: 0.9,
    changed: changed(i + 1),
  }))
}

const ready: StopEvidence = {
  accuracy,
  target: 0.95,
  curve: curveOf(100, (labeled) => (labeled > 90 ? 0.0004 : 0.1)),
  unseen: { mass: { value: 0, low: 0, high: 0.05 }, singletons: 0, draws: 60 },
}

describe('stopAdvice', () => {
  it('says stop when the low end is at the target, guesses are settled and nothing new is to be met', () => {
    expect(stopAdvice(ready)).toEqual({
      stop: true,
      rules: [
        { rule: 'accuracy', met: true, value: 0.951, limit: 0.95 },
        { rule: 'stability', met: true, value: expect.closeTo(0.004, 12), limit: 0.005 },
        { rule: 'unseen', met: true, value: 0, limit: 0.01 },
      ],
    })
  })

  it.each([
    ['accuracy', { target: 0.96 }],
    ['stability', { curve: curveOf(100, (labeled) => (labeled === 95 ? 0.006 : 0)) }],
    ['unseen', { unseen: { mass: { value: 0.02, low: 0, high: 0.05 }, singletons: 1, draws: 50 } }],
  ])('goes on when %s alone is missing', (rule, change) => {
    const { stop, rules } = stopAdvice({ ...ready, ...change })
    expect(stop).toBe(false)
    expect(rules.filter(({ met }) => !met).map((unmet) => unmet.rule)).toEqual([rule])
  })

  it('looks back on 2 % of the labels where that is more than ten', () => {
    const early = curveOf(1000, (labeled) => (labeled === 985 ? 0.006 : 0))
    expect(stopAdvice({ ...ready, curve: early }).stop).toBe(false)
    const earlier = curveOf(1000, (labeled) => (labeled === 980 ? 0.006 : 0))
    expect(stopAdvice({ ...ready, curve: earlier }).stop).toBe(true)
  })

  it('does not know what it cannot judge yet', () => {
    const { stop, rules } = stopAdvice({
      target: 0.95,
      accuracy: { state: 'too-early', audits: 3, needed: 15 },
      curve: curveOf(9, () => 0),
      unseen: { mass: null, singletons: 0, draws: 3 },
    })
    expect(stop).toBe(false)
    expect(rules.map(({ met, value }) => [met, value])).toEqual([
      [false, null],
      [false, null],
      [false, null],
    ])
  })
})

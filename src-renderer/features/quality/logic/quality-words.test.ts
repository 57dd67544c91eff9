import { describe, expect, it } from 'vitest'
import {
  accuracySentence,
  adviceSentence,
  calibrationSentence,
  forecastSentence,
  ruleWords,
  shortAdvice,
  skippedAudits,
  unseenSentence,
  withBounds,
} from './quality-words.ts'

const estimate = {
  state: 'known',
  method: 'beta',
  audits: 40,
  value: 0.962,
  low: 0.941,
  high: 0.978,
} as const
const advice = (...met: boolean[]) => ({
  stop: met.every(Boolean),
  rules: met.map((each) => ({ rule: 'unseen' as const, met: each, value: null, limit: 0.01 })),
})

describe('accuracySentence', () => {
  it('gives the interval and says where the target lies', () => {
    expect(accuracySentence(estimate, 0.95)).toBe(
      'Expected accuracy 96.2% (94.1–97.8), which still includes the target of 95%; from 40 audit questions.',
    )
    expect(accuracySentence(estimate, 0.94)).toContain('all of it at or above the target of 94%')
    expect(accuracySentence(estimate, 0.99)).toContain('all of it below')
  })

  it('gives no number before there is one', () => {
    expect(accuracySentence({ state: 'too-early', audits: 7, needed: 20 }, 0.95)).toBe(
      'Not enough audit labels yet: 7 of 20.',
    )
  })

  it('keeps a decimal where it is zero, so that numbers below each other line up', () => {
    expect(withBounds({ value: 1, low: 0.9, high: 1 })).toBe('100.0% (90.0–100.0)')
  })
})

describe('forecastSentence', () => {
  it('gives a range, never a single promise', () => {
    expect(forecastSentence({ state: 'range', low: 40, high: 70 }, 0.95)).toBe(
      'About 40–70 more labels to 95%.',
    )
    expect(forecastSentence({ state: 'range', low: 1, high: 1 }, 0.95)).toBe('About 1 more label to 95%.')
    expect(forecastSentence({ state: 'range', low: 40, high: null }, 0.95)).toContain('At least about 40')
  })

  it('says when no more labels may be needed, only more of the audit', () => {
    expect(forecastSentence({ state: 'range', low: 0, high: 0 }, 0.95)).toContain('95% is probably reached')
    expect(forecastSentence({ state: 'range', low: 0, high: null }, 0.95)).toContain('may be reached already')
  })

  it('says when it cannot tell, or when labels do not help', () => {
    expect(forecastSentence({ state: 'too-early', labels: 1, needed: 20 }, 0.95)).toBe(
      'A forecast needs 20 labels; there is 1.',
    )
    expect(forecastSentence({ state: 'out-of-reach', ceiling: 0.93 }, 0.95)).toContain('at about 93%')
    expect(forecastSentence({ state: 'reached' }, 0.95)).toContain('is reached')
  })
})

describe('stop advice', () => {
  it('counts the rules that are met', () => {
    expect(adviceSentence(advice(true, true, true))).toBe('You can stop: all rules are met.')
    expect(adviceSentence(advice(true, false, false))).toBe('Go on: 1 of 3 rules is met.')
    expect(adviceSentence(advice(false, false, false))).toBe('Go on: none of 3 rules are met.')
  })

  it('names each rule with its value and its limit', () => {
    expect(ruleWords({ rule: 'accuracy', met: false, value: 0.941, limit: 0.95 })).toEqual({
      name: 'Lower end of the accuracy interval',
      value: '94.1%',
      needs: 'at least 95%',
    })
    expect(ruleWords({ rule: 'stability', met: true, value: 0.003, limit: 0.005 }).needs).toBe('below 0.5%')
    expect(ruleWords({ rule: 'unseen', met: false, value: null, limit: 0.01 }).value).toBe('not known yet')
  })

  it('tells the annotator the one thing that matters', () => {
    const range = { state: 'range', low: 40, high: 70 } as const
    const gist = {
      target: 0.95,
      accuracy: estimate,
      forecast: range,
      advice: advice(false, true),
      audits: 40,
    }
    expect(shortAdvice(gist)).toBe('About 40–70 more labels to 95%.')
    expect(shortAdvice({ ...gist, advice: advice(true, true) })).toContain('You can stop')
    expect(shortAdvice({ ...gist, forecast: { state: 'reached' } })).toContain('Go on: 1 of 2')
    const early = { state: 'too-early', audits: 2, needed: 15 } as const
    expect(shortAdvice({ ...gist, accuracy: early })).toBe('A number comes with 15 audit answers.')
  })
})

describe('unseenSentence', () => {
  it('gives the mass with its interval and what it rests on', () => {
    const mass = { value: 0.012, low: 0, high: 0.045 }
    expect(unseenSentence({ mass, singletons: 1, draws: 60 })).toBe(
      'Chance that the next random sample is of a class nobody has labeled: 1.2% (0.0–4.5), from 60 random draws. 1 class is known from one random draw alone.',
    )
    expect(unseenSentence({ mass: null, singletons: 0, draws: 3 })).toContain('cannot be told yet')
  })
})

describe('skippedAudits', () => {
  it('says what is missing', () => {
    expect(skippedAudits(1)).toContain('1 audit question was skipped')
    expect(skippedAudits(3)).toContain('3 audit questions were skipped')
  })
})

describe('calibrationSentence', () => {
  it('says where it comes from', () => {
    expect(calibrationSentence({ from: 'audit', error: 0.021, bins: [] })).toContain('2.1 points apart')
    expect(calibrationSentence({ from: 'all', error: null, bins: [] })).toContain('for want of audit')
  })
})

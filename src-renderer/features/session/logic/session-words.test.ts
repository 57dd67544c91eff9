import { describe, expect, it } from 'vitest'
import { paceWords, parseGoal, reasonChips, timeLeftWords } from './session-words.ts'

describe('timeLeftWords', () => {
  it('gives a range, in minutes up to an hour and a half, then in hours', () => {
    expect(timeLeftWords({ low: 7.4, high: 18 })).toBe('7–20 min')
    expect(timeLeftWords({ low: 22, high: 43 })).toBe('20–45 min')
    expect(timeLeftWords({ low: 80, high: 200 })).toBe('1.5–3.5 h')
    expect(timeLeftWords({ low: 30, high: 31 })).toBe('30 min')
    expect(timeLeftWords({ low: 0, high: 300 })).toBe('0–5 h')
  })

  it('leaves the upper end open, and says nothing where nothing tells', () => {
    expect(timeLeftWords({ low: 40, high: null })).toBe('from 40 min')
    expect(timeLeftWords({ low: 0, high: 0 })).toBe('hardly any')
    expect(timeLeftWords(null)).toBeNull()
  })
})

describe('paceWords', () => {
  it('tells the most and the latest', () => {
    expect(paceWords([3, 12, 8])).toBe(
      'Labels in each of the last 3 minutes at work: at most 12, in the latest 8',
    )
    expect(paceWords([])).toContain('at most 0')
  })
})

describe('parseGoal', () => {
  it('takes whole numbers as people write them', () => {
    expect([' 200 ', '1,000', '1.000', '100000'].map(parseGoal)).toEqual([200, 1000, 1000, 100_000])
    expect(['', '0', '-3', 'many', '100001', '2e3'].map(parseGoal)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ])
  })
})

describe('reasonChips', () => {
  it('offers what was used most, and not what stands there', () => {
    expect(reasonChips(['blurred', null, 'two digits', 'blurred', 'cut off'], 'cut off ')).toEqual([
      'blurred',
      'two digits',
    ])
    expect(reasonChips(['a', 'b', 'c'], '', 2)).toEqual(['a', 'b'])
  })
})

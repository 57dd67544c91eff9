import { describe, expect, it } from 'vitest'
import type { AgreementFigure } from '../../../src-main/contract/agreement.ts'
import { figureNote, figureValue, readingOf } from './figure-words.ts'

const known = (value: number, low?: number, high?: number): AgreementFigure => ({
  state: 'known',
  value,
  interval: low === undefined || high === undefined ? null : { low, high },
})
const unknown: AgreementFigure = { state: 'unknown', reason: 'one-class' }

describe('figures of agreement in words', () => {
  it('have their interval, or say why there is none', () => {
    expect(figureValue(known(0.7134, 0.62, 0.8), 'coefficient')).toBe('0.71')
    expect(figureNote(known(0.7134, 0.62, 0.8), 'coefficient')).toBe('0.62 to 0.80')
    expect(figureValue(known(0.914, 0.88, 0.95), 'share')).toBe('91.4%')
    expect(figureNote(known(1), 'coefficient')).toMatch(/interval/i)
    expect(figureValue(unknown, 'share')).toBeNull()
    expect(figureNote(unknown, 'share')).toMatch(/class/)
  })

  it('are read by the low end of the interval', () => {
    expect(readingOf(known(0.9, 0.81, 0.95))).toBe('firm')
    expect(readingOf(known(0.85, 0.7, 0.95))).toBe('tentative')
    expect(readingOf(known(0.7, 0.5, 0.8))).toBe('weak')
    expect(readingOf(known(0.9))).toBe('firm')
    expect(readingOf(unknown)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { curveColumns, shareRange } from './curve-columns.ts'

const point = (eventId: number, labeled: number, value: number | null) => ({
  eventId,
  labeled,
  audits: 0,
  accuracy: value === null ? null : { value, low: value - 0.1, high: 1 },
  confidence: 0.5,
  changed: 0,
})

describe('curveColumns', () => {
  it('leaves a gap where it was too early', () => {
    const series = curveColumns([point(1, 1, null), point(2, 2, 0.8)])
    expect(series.labeled).toEqual([1, 2])
    expect(series.value).toEqual([null, 0.8])
    expect(series.high).toEqual([null, 1])
  })

  it('draws a number of labels once, as it was last', () => {
    const series = curveColumns([point(1, 1, 0.5), point(2, 2, 0.6), point(4, 1, 0.7)])
    expect(series.labeled).toEqual([1, 2])
    expect(series.value).toEqual([0.7, 0.6])
  })
})

describe('shareRange', () => {
  it('begins a tenth below and ends at all', () => {
    expect(shareRange([0.83, null], [0.95])).toEqual([0.8, 1])
    expect(shareRange([0.97])).toEqual([0.9, 1])
    expect(shareRange([])).toEqual([0.5, 1])
  })
})

import i18next from 'i18next'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  formatAbout,
  formatAgo,
  formatBytes,
  formatConfidence,
  formatCount,
  formatDateTime,
  formatDuration,
  formatPercent,
  formatRange,
  formatTimeLeft,
} from './format.ts'
import { useLanguage } from './i18n.ts'

describe('format', () => {
  it('groups thousands', () => {
    expect(formatCount(60_000)).toBe('60,000')
  })

  it('writes shares and sizes', () => {
    expect(formatPercent(0.8345)).toBe('83.5%')
    expect(formatBytes(512)).toBe('512 bytes')
    expect(formatBytes(4_210_000)).toBe('4.21 MB')
  })

  it('writes estimates no finer than they are', () => {
    expect(formatRange(0.941, 0.978)).toBe('94–98%')
    expect(formatRange(0.07, 0.29)).toBe('7–29%')
    expect(formatRange(1, 1)).toBe('100%')
    expect(formatRange(-0.01, 1.01)).toBe('0–100%')
    expect([0, 3.4, 38, 423, 1287].map(formatAbout)).toEqual(['0', '3', '38', '420', '1,300'])
  })

  it('never calls a guess certain', () => {
    expect([0.42, 0.994, 0.995, 1].map(formatConfidence)).toEqual(['42%', '99%', '>99%', '>99%'])
  })

  it('writes durations', () => {
    expect(formatDuration(0.2)).toBe('under 1 s')
    expect(formatDuration(8.4)).toBe('8 s')
    expect(formatDuration(125)).toBe('2 min 05 s')
    expect(formatDuration(4320)).toBe('1 h 12 min')
    expect(formatTimeLeft(4)).toBe('a few seconds left')
    expect(formatTimeLeft(43)).toBe('about 45 s left')
    expect(formatTimeLeft(200)).toBe('about 3 min left')
    expect(formatTimeLeft(9000)).toBe('about 2.5 h left')
  })

  it('tells how long ago something was', () => {
    const now = Date.parse('2026-05-04T12:00:00Z')
    expect(formatAgo('2026-05-04T11:59:40Z', now)).toBe('just now')
    expect(formatAgo('2026-05-04T09:00:00Z', now)).toBe('3 hours ago')
    expect(formatAgo('2026-05-03T11:00:00Z', now)).toBe('yesterday')
  })
})

describe('in German', () => {
  beforeAll(async () => {
    await i18next.changeLanguage('de')
    useLanguage.setState({ language: 'de' })
  })
  afterAll(async () => {
    await i18next.changeLanguage('en')
    useLanguage.setState({ language: 'en' })
  })

  it('writes numbers, shares and times as German does', () => {
    expect(formatCount(60_000)).toBe('60.000')
    expect(formatPercent(0.8345)).toBe('83,5\u00a0%')
    expect(formatConfidence(0.999)).toBe('>99\u00a0%')
    expect(formatRange(0.941, 0.978)).toBe('94–98\u00a0%')
    expect(formatBytes(4_210_000)).toBe('4,21 MB')
    expect(formatTimeLeft(170)).toBe('noch etwa 3 min')
    expect(formatDuration(0.2)).toBe('unter 1 s')
    expect(formatDateTime('2026-05-04T15:12:00')).toBe('04.05.2026, 15:12')
  })
})

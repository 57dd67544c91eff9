import { describe, expect, it } from 'vitest'
import { groupQuality } from './group-quality.ts'

describe('the quality of groups', () => {
  const count = 400
  const group = Array.from({ length: count }, (_, i) => (i < 300 ? 0 : 1))
  const audits = Array.from({ length: 80 }, (_, i) => i * 5)
  const without = new Uint8Array(count)

  it('tells of those that are labeled less and told less well', () => {
    const [large, small] = groupQuality({
      values: ['clinic A', 'clinic B'],
      group,
      labeled: Uint8Array.from(group, (g, i) => (g === 0 ? i % 2 : Number(i % 25 === 0))),
      excluded: without,
      audit: {
        ordinals: audits,
        right: audits.map((i) => Number(group[i] === 0 || i % 10 === 0)),
        weight: audits.map(() => 1),
      },
    })
    expect(large).toMatchObject({
      value: 'clinic A',
      size: 300,
      labeled: 150,
      audits: 60,
      labeledLess: false,
    })
    expect(small).toMatchObject({ value: 'clinic B', size: 100, labeled: 4, audits: 20, labeledLess: true })
    expect(small.accuracy?.value).toBe(0.5)
    expect(small.lessAccurate).toBe(true)
    expect(large.lessAccurate).toBe(false)
  })

  it('gives no accuracy by a handful of samples, and leaves out what is excluded', () => {
    const rows = groupQuality({
      values: ['a', 'b', 'never'],
      group,
      labeled: without,
      excluded: Uint8Array.from(group, (g) => g),
      audit: { ordinals: audits.slice(0, 14), right: new Uint8Array(14), weight: new Uint8Array(14).fill(1) },
    })
    expect(rows).toMatchObject([{ value: 'a', size: 300, audits: 14, accuracy: null, lessAccurate: false }])
  })
})

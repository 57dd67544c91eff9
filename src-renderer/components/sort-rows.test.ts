import { describe, expect, it } from 'vitest'
import { pressHeading, sortRows } from './sort-rows.ts'

const rows = [
  { name: 'b', share: 0.2 },
  { name: 'a', share: null },
  { name: 'c', share: 0.9 },
  { name: 'd', share: 0.2 },
]
const names = (sorted: { name: string }[]) => sorted.map(({ name }) => name).join('')

describe('sortRows', () => {
  it('sorts numbers and words, either way', () => {
    expect(names(sortRows(rows, (row) => row.name, false))).toBe('abcd')
    expect(names(sortRows(rows, (row) => row.name, true))).toBe('dcba')
  })

  it('keeps what has no value last, and ties in their order', () => {
    expect(names(sortRows(rows, (row) => row.share, false))).toBe('bdca')
    expect(names(sortRows(rows, (row) => row.share, true))).toBe('cbda')
  })
})

describe('pressHeading', () => {
  it('turns the order around, or starts with the more telling end', () => {
    expect(pressHeading({ by: 'size', descending: true }, 'size', true)).toEqual({
      by: 'size',
      descending: false,
    })
    expect(pressHeading({ by: 'size', descending: true }, 'name', false)).toEqual({
      by: 'name',
      descending: false,
    })
  })
})

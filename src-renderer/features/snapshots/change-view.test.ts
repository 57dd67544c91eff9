import { describe, expect, it } from 'vitest'
import { changeView, classesPerPage } from './change-view.ts'

const cells = [
  { from: 1, to: 1, count: 50 },
  { from: null, to: 2, count: 9 },
  { from: 1, to: 2, count: 4 },
  { from: 2, to: null, count: 12 },
  { from: 2, to: 1, count: 1 },
]

describe('changeView', () => {
  it('puts the classes with most changes first, and counts shares by row', () => {
    const { rows, columns, total } = changeView(cells, { onlyChanges: false, first: 0 })
    expect(rows.map(({ from, count }) => [from, count])).toEqual([
      [2, 13],
      [null, 9],
      [1, 54],
    ])
    expect(columns).toEqual([1, 2, null])
    expect(rows[0].cells.get(null)).toEqual({ from: 2, to: null, count: 12, share: 12 / 13 })
    expect(total).toBe(3)
  })

  it('leaves out what stayed the same where only changes are asked for', () => {
    const { rows } = changeView(cells, { onlyChanges: true, first: 0 })
    expect(rows.map(({ from, count }) => [from, count])).toEqual([
      [2, 13],
      [null, 9],
      [1, 4],
    ])
    expect(changeView([cells[0]], { onlyChanges: true, first: 0 }).rows).toEqual([])
  })

  it('shows many classes page by page', () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ from: i + 1, to: i + 2, count: 100 - i }))
    const { rows, columns, total } = changeView(many, { onlyChanges: true, first: classesPerPage })
    expect([rows.length, rows[0].from, columns.length, total]).toEqual([10, 21, 10, 30])
    const wide = Array.from({ length: 70 }, (_, i) => ({ from: null, to: i + 1, count: 1 }))
    expect(changeView(wide, { onlyChanges: true, first: 0 })).toMatchObject({ columnsLeftOut: 10, total: 1 })
  })
})

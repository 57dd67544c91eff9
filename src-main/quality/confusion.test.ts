import { describe, expect, it } from 'vitest'
import { confusion } from './confusion.ts'

describe('confusion', () => {
  const classIds = [11, 12, 13, 14]

  it('counts what people said against what the model said', () => {
    const matrix = confusion(classIds, {
      label: [0, 0, 0, 1, 2],
      guess: [0, 0, 1, 1, -1],
      weight: [1, 1, 1, 1, 1],
    })
    expect(matrix.audits).toBe(5)
    expect(matrix.weighted).toBe(false)
    expect(matrix.cells).toEqual([
      { labelId: 11, guessId: 11, count: 2, weight: 2 },
      { labelId: 11, guessId: 12, count: 1, weight: 1 },
      { labelId: 12, guessId: 12, count: 1, weight: 1 },
      { labelId: 13, guessId: null, count: 1, weight: 1 },
    ])
  })

  it('puts classes that are confused side by side and first, those without mistakes last', () => {
    const { classIds: order } = confusion(classIds, {
      // 13 and 11 are mixed up most; 12 once with 11; 14 never.
      label: [3, 3, 3, 2, 2, 0, 1],
      guess: [3, 3, 3, 0, 0, 2, 0],
      weight: [1, 1, 1, 1, 1, 1, 1],
    })
    expect(order).toEqual([11, 13, 12, 14])
  })

  it('knows each sample once, weighs it, and leaves out what it cannot name', () => {
    const matrix = confusion(classIds, { label: [0, -1, 1], guess: [1, 0, 1], weight: [0.5, 1, 2] })
    expect(matrix.audits).toBe(2)
    expect(matrix.weighted).toBe(true)
    expect(matrix.cells.map(({ weight }) => weight)).toEqual([0.5, 2])
  })

  it('has an order of a thousand classes in no time', () => {
    const many = Array.from({ length: 1000 }, (_, i) => i + 1)
    const label = Array.from({ length: 5000 }, (_, i) => i % 1000)
    const guess = label.map((l, i) => (i % 7 === 0 ? (l * 31 + i) % 1000 : l))
    const started = performance.now()
    const { classIds: order } = confusion(many, { label, guess, weight: label.map(() => 1) })
    expect(new Set(order).size).toBe(1000)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

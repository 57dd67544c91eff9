import { describe, expect, it } from 'vitest'
import { accuracyAgainstTruth } from './accuracy.ts'

describe('accuracyAgainstTruth', () => {
  it('judges samples that have a truth and no label; no opinion is wrong', () => {
    expect(accuracyAgainstTruth([0, 1, 2, -1, 1], [1, 0, 0, 0, 0], [0, 1, -1, 1, 0])).toBe(1 / 3)
  })

  it('is unknown where there is nothing to judge', () => {
    expect(accuracyAgainstTruth([0, 1], [0, 1], [-1, 1])).toBeNull()
  })
})

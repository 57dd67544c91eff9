import { expect, test } from 'vitest'
import { mostProbable } from './most-probable.ts'

test('the lowest class with the largest probability, or none', () => {
  expect(mostProbable(Float32Array.of(0.25, 0.375, 0.375))).toBe(1)
  expect(mostProbable([0, 0])).toBe(-1)
  expect(mostProbable([])).toBe(-1)
})

import { expect, test } from 'vitest'
import { calibrationError } from './calibration-error.ts'

test('is the distance of confidence from accuracy, bin by bin', () => {
  // Two at .95 of which one is right, two at .45 of which one is right.
  expect(calibrationError([0.95, 0.95, 0.45, 0.45], [1, 0, 1, 0])).toBeCloseTo((2 * 0.45 + 2 * 0.05) / 4, 12)
  expect(calibrationError([1, 1], [1, 1])).toBe(0)
  expect(calibrationError([], [])).toBe(0)
})

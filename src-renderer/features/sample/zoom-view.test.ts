import { expect, it } from 'vitest'
import { closeUp, fittedScale, zoomLimits } from './zoom-view.ts'

const box = { width: 400, height: 300 }

it('fits a picture into its box', () => {
  expect(fittedScale({ width: 28, height: 28 }, box)).toBeCloseTo(300 / 28)
  expect(fittedScale({ width: 4000, height: 1000 }, box)).toBe(0.1)
  expect(fittedScale({ width: 0, height: 0 }, box)).toBe(1)
  expect(fittedScale({ width: 28, height: 28 }, { width: 0, height: 0 })).toBe(1)
})

it('lets small and large pictures be seen whole, in their true size and close up', () => {
  expect(zoomLimits(10)).toEqual([0.1, 8])
  expect(zoomLimits(0.1)).toEqual([1, 160])
})

it('goes close with a double click', () => {
  expect(closeUp(0.1)).toBe(10)
  expect(closeUp(10)).toBe(3)
})

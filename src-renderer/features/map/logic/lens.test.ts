import { expect, it } from 'vitest'
import { resizedLens, usualLens } from './lens.ts'

it('grows and shrinks the lens within the screen', () => {
  const size = { width: 400, height: 200 }
  expect(resizedLens(usualLens, 1, size)).toBeGreaterThan(usualLens)
  expect(resizedLens(resizedLens(usualLens, 1, size), -1, size)).toBeCloseTo(usualLens)
  let radius = usualLens
  for (let i = 0; i < 20; i++) radius = resizedLens(radius, 1, size)
  expect(radius).toBe(92)
  for (let i = 0; i < 40; i++) radius = resizedLens(radius, -1, size)
  expect(radius).toBe(8)
})

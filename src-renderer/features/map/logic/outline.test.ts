import { expect, it } from 'vitest'
import { clusterOutline } from './outline.ts'

it('goes around the core of a cluster and leaves what is far out of it', () => {
  const grid = Array.from({ length: 25 }, (_, i) => [(i % 5) / 10, Math.floor(i / 5) / 10])
  const places = Float32Array.from([...grid.flat(), 9, 9])
  const outline = clusterOutline(
    Array.from({ length: 26 }, (_, i) => i),
    places,
  )
  expect(outline.length).toBeGreaterThanOrEqual(3)
  for (const { x, y } of outline) {
    expect(x).toBeLessThan(0.5)
    expect(y).toBeLessThan(0.5)
  }
})

it('has nothing to outline without samples', () => {
  expect(clusterOutline([], new Float32Array())).toEqual([])
})

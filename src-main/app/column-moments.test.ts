import { expect, it } from 'vitest'
import { ColumnMoments } from './column-moments.ts'

it('knows mean, spread and range of every column', () => {
  const moments = new ColumnMoments(2)
  moments.add(new Float32Array([1, 1e6 + 1, 3, 1e6 + 3]))
  moments.add([5, 1e6 + 5])
  const { mean, deviation, low, high } = moments.result()
  expect([...mean]).toEqual([3, 1e6 + 3])
  for (const spread of deviation) expect(spread).toBeCloseTo(Math.sqrt(8 / 3), 9)
  expect([[...low], [...high]]).toEqual([
    [1, 1e6 + 1],
    [5, 1e6 + 5],
  ])
})

it('is all zeros without rows', () => {
  const { mean, deviation, low, high } = new ColumnMoments(1).result()
  expect([mean, deviation, low, high].map((column) => column[0])).toEqual([0, 0, 0, 0])
})

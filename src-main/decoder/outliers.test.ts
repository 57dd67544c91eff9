import { describe, expect, it } from 'vitest'
import { farthestSamples, median, outlierScores } from './outliers.ts'

const listsOf = (distances: readonly number[]) => ({
  count: distances.length,
  neighbours: 2,
  index: new Uint32Array(2 * distances.length),
  squaredDistance: Float32Array.from(distances.flatMap((distance) => [0, distance ** 2])),
})

describe('outlierScores', () => {
  it('measures the distance to the last neighbour by the usual one', () => {
    const scores = outlierScores(listsOf([1, 2, 2, 2, 8]))
    expect([...scores]).toEqual([0.5, 1, 1, 1, 4])
    expect(farthestSamples(scores, 2)).toEqual([4, 1])
  })

  it('finds nothing unusual where most samples are copies, or where there is only one', () => {
    expect([...outlierScores(listsOf([0, 0, 0, 5]))]).toEqual([1, 1, 1, 1])
    expect([...outlierScores({ ...listsOf([3]), neighbours: 0 })]).toEqual([1])
  })
})

describe('median', () => {
  it('is the middle value and leaves the values as they are', () => {
    const values = Float32Array.of(3, 1, 2)
    expect(median(values)).toBe(2)
    expect([...values]).toEqual([3, 1, 2])
  })
})

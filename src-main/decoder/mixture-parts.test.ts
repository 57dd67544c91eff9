import { describe, expect, it } from 'vitest'
import { mixtureParts } from './mixture-parts.ts'
import { createRandom } from './random.ts'

/** Points around centres, one centre after the other; `sizes` of them each. */
function pointsAround(
  centres: readonly (readonly number[])[],
  sizes: readonly number[],
  seed = 1,
): Float32Array {
  const random = createRandom(seed)
  const normal = () => random() + random() + random() + random() - 2
  return Float32Array.from(
    centres.flatMap((centre, c) =>
      Array.from({ length: sizes[c] }, () => centre.map((x) => x + normal())).flat(),
    ),
  )
}

describe('parts of a cluster', () => {
  const points = pointsAround(
    [
      [0, 0],
      [9, 0],
      [0, 9],
    ],
    [30, 50, 40],
  )
  const of = { count: 120, dimensions: 2, fitted: 120 }

  it('are where its samples lie, the largest first', () => {
    const parts = mixtureParts(points, { ...of, parts: 3 })
    expect([...parts]).toEqual([...Array(30).fill(2), ...Array(50).fill(0), ...Array(40).fill(1)])
    expect(mixtureParts(points, { ...of, parts: 3 })).toEqual(parts)
  })

  it('are not changed by points that came later', () => {
    const before = mixtureParts(points.subarray(0, 160), { count: 80, dimensions: 2, fitted: 80, parts: 2 })
    expect([...before]).toEqual([...Array(30).fill(1), ...Array(50).fill(0)])
    // So many that the smaller part is the larger one now: their numbers stay, for later splits name parts by them.
    const later = pointsAround([[0, 0]], [60], 2)
    const after = mixtureParts(Float32Array.of(...points.subarray(0, 160), ...later), {
      count: 140,
      dimensions: 2,
      fitted: 80,
      parts: 2,
    })
    expect([...after]).toEqual([...before, ...Array(60).fill(1)])
  })

  it('leave copies of one sample together', () => {
    const copies = new Float32Array(20).fill(3)
    expect(new Set(mixtureParts(copies, { count: 10, dimensions: 2, fitted: 10, parts: 3 })).size).toBe(1)
  })

  it('are as many as asked for, up to eight', () => {
    const centres = Array.from({ length: 8 }, (_, c) => [20 * c, (c % 2) * 20])
    const parts = mixtureParts(pointsAround(centres, Array(8).fill(12), 3), {
      count: 96,
      dimensions: 2,
      fitted: 96,
      parts: 8,
    })
    expect(new Set(parts).size).toBe(8)
  })
})

import KDBush from 'kdbush'
import { describe, expect, it } from 'vitest'
import { isInside, nearestSample, samplesInside, samplesWithin } from './lasso.ts'

const points = [
  [0, 0],
  [0.5, 0.5],
  [0.9, 0.9],
  [-0.5, 0.5],
  [0.5, -0.5],
]
const places = Float32Array.from(points.flat())
const index = new KDBush(points.length, 64, Float32Array)
for (const [x, y] of points) index.add(x, y)
index.finish()

describe('lasso', () => {
  it('takes what is inside an outline, however it was drawn', () => {
    const triangle = [
      { x: -0.1, y: -0.1 },
      { x: 0.8, y: -0.1 },
      { x: 0.8, y: 0.8 },
    ]
    expect(samplesInside(triangle, places, index)).toEqual([0, 1])
    expect(samplesInside([...triangle].reverse(), places, index)).toEqual([0, 1])
  })

  it('leaves out what lies in a bay of the outline', () => {
    const horseshoe = [
      { x: -1, y: -1 },
      { x: 1, y: -1 },
      { x: 1, y: 1 },
      { x: 0.7, y: 1 },
      { x: 0.7, y: -0.2 },
      { x: -0.2, y: -0.2 },
      { x: -1, y: 1 },
    ]
    expect(samplesInside(horseshoe, places, index)).toEqual([2, 4])
  })

  it('takes nothing with a line or a point', () => {
    expect(samplesInside([{ x: 0, y: 0 }], places, index)).toEqual([])
    expect(samplesInside([], places, index)).toEqual([])
  })

  it('counts crossings of its own outline, too', () => {
    const bow = [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
      { x: 1, y: 0 },
      { x: 0, y: 1 },
    ]
    expect(isInside(bow, 0.9, 0.5)).toBe(true)
    expect(isInside(bow, 0.5, 0.9)).toBe(false)
  })

  it('takes what is under the lens, and finds the nearest', () => {
    expect(samplesWithin(index, { x: 0.45, y: 0.5 }, 0.1)).toEqual([1])
    expect(samplesWithin(index, { x: 0.25, y: 0.25 }, 0.4)).toEqual([0, 1])
    expect(nearestSample(index, places, { x: 0.8, y: 0.8 }, 0.5)).toBe(2)
    expect(nearestSample(index, places, { x: -0.9, y: -0.9 }, 0.2)).toBeNull()
  })
})

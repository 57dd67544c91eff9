import { describe, expect, it } from 'vitest'
import { deviations, profilePoints, type SampleProfile, unusualColumns } from './profile.ts'

const profile: SampleProfile = {
  names: ['a', 'b', 'c', 'd'],
  values: [0, 5, 7, 3],
  cluster: { component: 1, mean: [1, 5, 2, 3], deviation: [0.25, 1, 2, 0] },
  range: [
    { low: 0, high: 4 },
    { low: 0, high: 10 },
    { low: 2, high: 12 },
    { low: 3, high: 3 },
  ],
}

describe('profilePoints', () => {
  it('places values, means and spreads between least and largest', () => {
    const points = profilePoints(profile, 10)
    expect(points.map(({ place }) => place)).toEqual([0, 0.5, 0.5, 0.5])
    expect(points[0].cluster).toEqual({ place: 0.25, low: 0.1875, high: 0.3125 })
    // Cut off where the range ends.
    expect(points[2].cluster).toEqual({ place: 0, low: 0, high: 0.2 })
  })

  it('draws neighbours together where there are too many columns', () => {
    const points = profilePoints(profile, 2)
    expect(points.map(({ from, to, place }) => [from, to, place])).toEqual([
      [0, 1, 0.25],
      [2, 3, 0.5],
    ])
    expect(profilePoints(profile, 3).map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [1, 1],
      [2, 3],
    ])
  })

  it('does without a cluster', () => {
    expect(profilePoints({ ...profile, cluster: null }, 9)[0].cluster).toBeNull()
  })
})

it('counts differences in standard deviations, with a least one for clusters that have none', () => {
  expect([0, 1, 2, 3].map((column) => deviations(profile, column))).toEqual([-4, 0, 2.5, 0])
  const stiff = { ...profile, cluster: { component: 1, mean: [1, 5, 2, 3], deviation: [0, 0, 0, 0] } }
  expect(deviations(stiff, 0)).toBeCloseTo(-1 / 0.08)
})

it('names what is unlike the cluster, the farthest first', () => {
  expect(unusualColumns(profile, 3)).toEqual([0, 2])
  expect(unusualColumns(profile, 1)).toEqual([0])
  expect(unusualColumns({ ...profile, cluster: null }, 3)).toEqual([])
})

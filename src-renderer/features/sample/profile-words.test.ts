import { expect, it } from 'vitest'
import { profilePoints, type SampleProfile } from './profile.ts'
import { clusterWords, differenceWords, pointWords } from './profile-words.ts'

const profile: SampleProfile = {
  names: ['petal width', '', 'c', 'd'],
  values: [2.3, 5, 7, 9],
  cluster: { component: 1, mean: [1.3391, 5123.4, 2, 3], deviation: [0.1837, 120, 0, 1] },
  range: Array.from({ length: 4 }, () => ({ low: 0, high: 10 })),
}

it('gives the cluster with the digits its deviation leaves certain', () => {
  expect([0, 1, 2, 3].map((column) => clusterWords(profile, column))).toEqual([
    '1.34 ± 0.18',
    '5,120 ± 120',
    '2 ± 0',
    '3.0 ± 1.0',
  ])
  expect(clusterWords({ ...profile, cluster: null }, 0)).toBeNull()
})

it('names a difference', () => {
  expect(differenceWords(profile, 0)).toBe('petal width 2.3 (cluster 1.34 ± 0.18)')
})

it('reads a column, also one without a name, and several together', () => {
  const [first, second] = profilePoints(profile, 4)
  expect(pointWords(profile, first)).toBe('petal width: 2.3, cluster 1.34 ± 0.18, unusual')
  expect(pointWords({ ...profile, cluster: null }, second)).toBe('Column 2: 5')
  expect(pointWords(profile, profilePoints(profile, 2)[0])).toBe('petal width to Column 2: mean 3.65')
})

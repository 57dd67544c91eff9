import { expect, it } from 'vitest'
import type { ClusterClasses } from '../../../../src-main/contract/quality.ts'
import { clusterHeat } from './cluster-heat.ts'

it('keeps labels and guesses apart, and orders classes by the clusters shown', () => {
  const clusters: ClusterClasses[] = [
    { component: 4, size: 50, labels: [[1, 5]], guesses: [[2, 40]] },
    {
      component: 0,
      size: 9,
      labels: [
        [2, 6],
        [1, 2],
      ],
      guesses: [],
    },
  ]
  const labels = clusterHeat(clusters, 'labels', 0)
  expect(labels.classIds).toEqual([1, 2])
  expect(labels.rows.map(({ component, total }) => [component, total])).toEqual([
    [4, 5],
    [0, 8],
  ])
  const guesses = clusterHeat(clusters, 'guesses', 0)
  expect(guesses.classIds).toEqual([2])
  expect(guesses.rows[1].total).toBe(0)
  expect(clusterHeat(clusters, 'labels', 1).rows).toHaveLength(1)
})

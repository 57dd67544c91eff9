import { expect, it } from 'vitest'
import { noComponent } from '../decoder/sparse-posteriors.ts'
import { clusterClasses } from './cluster-classes.ts'

it('counts labels and guesses of each cluster apart, the largest cluster first', () => {
  expect(
    clusterClasses({
      component: Uint16Array.of(0, 2, 2, 2, noComponent, 2),
      componentCount: 3,
      labels: [0, 7, 0, 0, 7, 9, 9],
      guesses: [-1, 0, 1, 1, 1, 0],
      classIds: [7, 9],
    }),
  ).toEqual([
    {
      component: 2,
      size: 4,
      labels: [
        [7, 1],
        [9, 1],
      ],
      guesses: [[9, 2]],
    },
    { component: 0, size: 1, labels: [], guesses: [] },
  ])
})

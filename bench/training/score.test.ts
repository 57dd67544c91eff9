import { expect, test } from 'vitest'
import { generateMixture } from '../../src-main/decoder/generated-mixture.ts'
import { argmaxComponents } from '../../src-main/decoder/sparse-posteriors.ts'
import { accuracies, purity, refittedPurity } from './score.ts'

const truthOf = (classes: number[], classCount: number) => ({ classes: Int16Array.from(classes), classCount })

test('purity counts the most frequent class of each cluster', () => {
  expect(purity([0, 0, 0, 1, 1], truthOf([0, 0, 1, 1, 1], 2))).toBe(4 / 5)
  expect(purity([3, 3, 3, 3], truthOf([0, 1, 2, 3], 4))).toBe(1 / 4)
  expect(purity([0, 1, 2], truthOf([1, 1, 1], 2))).toBe(1)
})

const data = generateMixture({ count: 600, components: 6, classes: 3, dimensions: 4, seed: 3, spread: 0.1 })
const truth = { classes: data.truth, classCount: 3 }
const sorted = { posteriors: data.posteriors, means: data.means, dimensions: 4 }

test('accuracy is taken for each decoder, at the numbers of labels that leave something to judge', () => {
  const found = accuracies(sorted, truth, { decoders: ['soft', 'graph'], seeds: 2, graphSeed: 1 })
  expect(Object.keys(found)).toEqual(['soft', 'graph'])
  expect(found.graph?.map(({ labels }) => labels)).toEqual([10, 30, 50, 60, 100, 200, 300])
  expect(found.graph?.[6].mean).toBeGreaterThan(0.9)
})

test('a mixture fitted anew finds most of well-separated clusters again', () => {
  expect(purity(argmaxComponents(sorted.posteriors), truth)).toBeGreaterThan(0.99)
  expect(refittedPurity(sorted, truth, 1)).toBeGreaterThan(0.8)
})

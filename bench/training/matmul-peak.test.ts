import { expect, test } from 'vitest'
import { operations, stepProducts } from './matmul-peak.ts'

const shape = {
  inputLength: 10,
  likelihood: 'bernoulli',
  clusters: 4,
  latentDimensions: 3,
  hiddenUnits: [5],
} as const

test('a warm-up step multiplies forward, back to the weights and, but for the data, back to the inputs', () => {
  const products = stepProducts(shape, 2, 'warmup')
  // Layers 10→5 (no gradient of its input), 5→3, 3→5, 5→10.
  const expected = 2 * 2 * (2 * 50 + 3 * 15 + 3 * 15 + 3 * 50)
  expect(operations(products)).toBe(expected)
  expect(products.filter(({ rows, columns }) => rows === 2 && columns === 10)).toHaveLength(1)
})

test('the full loss adds the variances and the mixture', () => {
  const more = operations(stepProducts(shape, 2, 'elbo')) - operations(stepProducts(shape, 2, 'warmup'))
  const variances = 3 * 2 * 2 * 15
  const mixture = 2 * 2 * 6 * 4 + 4 * 2 * 2 * 4 * 3
  expect(more).toBe(variances + mixture)
})

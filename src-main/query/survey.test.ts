import { describe, expect, it } from 'vitest'
import { stateWith } from './query-examples.ts'
import { dot, Survey, subtractMultiple } from './survey.ts'

const { graph } = stateWith([])
const { nodes } = graph
const green = graph.farGreen as Float32Array
const weights = Float64Array.from({ length: nodes }, (_, j) => 1 + (j % 3))

/** The same by plain downdates of the full matrix: C ← C − c_j c_jᵀ / (C_jj + σ²). */
function plainCovariance(observed: readonly number[]): number[][] {
  const at = (j: number, k: number) => green[j * nodes + k]
  const c = Array.from({ length: nodes }, (_, j) =>
    Array.from({ length: nodes }, (_, k) => at(j, k) / Math.sqrt(at(j, j) * at(k, k))),
  )
  for (const node of observed) {
    const column = c.map((row) => row[node])
    const scale = column[node] + 0.05
    for (let j = 0; j < nodes; j += 1) {
      for (let k = 0; k < nodes; k += 1) c[j][k] -= (column[j] * column[k]) / scale
    }
  }
  return c
}

describe('Survey', () => {
  it.each([[[]], [[5]], [[5, 0, 17, 5]]])('knows what observing nodes %j leaves open', (observed) => {
    const survey = new Survey(graph)
    for (const node of observed) survey.observe(node)
    const plain = plainCovariance(observed)
    const covariance = survey.covarianceWith(weights)
    const gains = survey.gains(covariance)
    plain.forEach((row, j) => {
      const expected = row.reduce((sum, value, k) => sum + value * weights[k], 0)
      expect(survey.variance[j]).toBeCloseTo(row[j], 5)
      expect(covariance[j]).toBeCloseTo(expected, 4)
      expect(gains[j]).toBeCloseTo(expected ** 2 / (row[j] + 0.05), 3)
    })
  })

  it('can be followed without computing the covariance again', () => {
    const survey = new Survey(graph)
    const covariance = survey.covarianceWith(weights)
    const row = survey.observe(3)
    subtractMultiple(covariance, row, dot(row, weights))
    survey.covarianceWith(weights).forEach((value, j) => {
      expect(covariance[j]).toBeCloseTo(value, 9)
    })
    expect(survey.observations).toBe(1)
  })
})

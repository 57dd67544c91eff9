import { describe, expect, it } from 'vitest'
import { generateMixture } from './generated-mixture.ts'
import { greensFunction } from './greens-function.ts'
import { posteriorRows } from './sparse-posteriors.ts'

const { posteriors } = generateMixture({
  count: 60,
  components: 7,
  classes: 3,
  dimensions: 2,
  seed: 2,
  width: 4,
})
const rows = posteriorRows(posteriors)

describe('greensFunction', () => {
  it('is a lift: weighted by degree, every row has the mean 1', () => {
    const green = greensFunction(rows, 0.9)
    const degrees = new Float64Array(7)
    for (let i = 0; i < 60; i += 1) {
      for (let a = i * 4; a < i * 4 + 4; a += 1) {
        for (let b = i * 4; b < i * 4 + 4; b += 1) {
          if (a !== b) degrees[rows.index[a]] += rows.weight[a] * rows.weight[b]
        }
      }
    }
    const volume = degrees.reduce((sum, degree) => sum + degree, 0)
    for (let j = 0; j < 7; j += 1) {
      let mean = 0
      for (let k = 0; k < 7; k += 1) mean += (green[j * 7 + k] * degrees[k]) / volume
      expect(mean).toBeCloseTo(1, 5)
    }
  })

  it('solves (I − αS) D^½ G D^½ = (1 − α) ΣD I', () => {
    const alpha = 0.9
    const green = greensFunction(rows, alpha)
    // W of dense Z, so that the sparse sum is not checked by itself.
    const dense = Array.from({ length: 60 }, (_, i) => {
      const row = new Float64Array(7)
      for (let at = i * 4; at < i * 4 + 4; at += 1) row[rows.index[at]] += rows.weight[at]
      return row
    })
    const overlap = (j: number, k: number) =>
      j === k ? 0 : dense.reduce((sum, row) => sum + row[j] * row[k], 0)
    const nodes = [...Array(7).keys()]
    const degree = nodes.map((j) => nodes.reduce((sum, k) => sum + overlap(j, k), 0))
    const volume = degree.reduce((sum, value) => sum + value, 0)
    for (const i of nodes) {
      for (const j of nodes) {
        const solved = nodes.reduce((sum, k) => {
          const spread = overlap(i, k) / Math.sqrt(degree[i] * degree[k])
          const entry = (i === k ? 1 : 0) - alpha * spread
          return sum + entry * Math.sqrt(degree[k] * degree[j]) * green[k * 7 + j]
        }, 0)
        expect(solved / ((1 - alpha) * volume)).toBeCloseTo(i === j ? 1 : 0, 5)
      }
    }
  })

  it('stays finite where nodes share no sample', () => {
    const alone = {
      count: 3,
      nodes: 3,
      neighbours: 1,
      index: Uint16Array.of(0, 1, 2),
      weight: Float32Array.of(1, 1, 1),
    }
    const green = greensFunction(alone, 0.9)
    expect(green.every(Number.isFinite)).toBe(true)
    expect(green[0]).toBeGreaterThan(0)
    expect(green[1]).toBe(0)
  })
})

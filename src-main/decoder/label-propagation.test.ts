import { describe, expect, it } from 'vitest'
import { buildAnchorGraph } from './anchor-graph.ts'
import { generateMixture } from './generated-mixture.ts'
import { LabelPropagation } from './label-propagation.ts'
import { nearestNeighbours } from './nearest-neighbours.ts'
import { buildNeighbourGraph, type NeighbourGraph } from './neighbour-graph.ts'
import { invertSymmetric } from './symmetric-inverse.ts'

const count = 200
const { means, truth } = generateMixture({ count, components: 4, classes: 2, dimensions: 3, seed: 6 })
const anchors = buildAnchorGraph(means, count, 3, { anchors: 20 })
const graph = buildNeighbourGraph(nearestNeighbours(means, count, 3, anchors, 6))

/** (1 − α)·ΣD · D^-½ (I − αS)^-1 D^-½ by inverting the whole matrix. */
function fullGreen({ starts, index, spread, scale, volume }: NeighbourGraph, alpha: number): Float64Array {
  const matrix = new Float64Array(count * count)
  for (let i = 0; i < count; i += 1) {
    matrix[i * count + i] = 1
    for (let at = starts[i]; at < starts[i + 1]; at += 1) matrix[i * count + index[at]] -= alpha * spread[at]
  }
  invertSymmetric(matrix, count)
  return matrix.map((value, at) => {
    return (1 - alpha) * volume * scale[Math.floor(at / count)] * value * scale[at % count]
  })
}

function columnOf(propagation: LabelPropagation, samples: number[], weights?: number[]): Float32Array {
  const column = new Float32Array(count)
  propagation.spread({ samples, weights }, column)
  return column
}

const largestGap = (a: Float32Array, b: ArrayLike<number>) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0)

describe('LabelPropagation', () => {
  it.each([0.9, 0.99])('solves the whole system, α = %d', (alpha) => {
    const green = fullGreen(graph, alpha)
    const expected = Float64Array.from(
      { length: count },
      (_, i) => green[i * count + 3] + 0.5 * green[i * count + 40],
    )
    const column = columnOf(new LabelPropagation(graph, alpha), [3, 40], [1, 0.5])
    expect(largestGap(column, expected)).toBeLessThan(2e-3)
  })

  it('answers with a lift: weighted by degree, its mean is the sum of the weights', () => {
    const column = columnOf(new LabelPropagation(graph), [3, 40, 41], [1, 0.5, 1])
    const mean = column.reduce((sum, value, i) => sum + value / graph.scale[i] ** 2, 0) / graph.volume
    expect(mean).toBeCloseTo(2.5, 4)
  })

  it('is linear: labels say together what they say one by one', () => {
    const propagation = new LabelPropagation(graph)
    const sum = columnOf(propagation, [5]).map((value, i) => value + columnOf(propagation, [9, 77])[i])
    expect(largestGap(columnOf(propagation, [5, 9, 77]), sum)).toBeLessThan(2e-3)
  })

  it('depends on the labels alone: a label given and taken back leaves no trace', () => {
    const propagation = new LabelPropagation(graph)
    const before = columnOf(propagation, [5, 9])
    columnOf(propagation, [5, 9, 77])
    expect(columnOf(propagation, [9, 5])).toEqual(before)
  })

  it('knows what a label says at its own sample without solving for all others', () => {
    const green = fullGreen(graph, 0.99)
    const propagation = new LabelPropagation(graph)
    for (const sample of [0, 3, 40, 77, 199]) {
      const exact = green[sample * count + sample]
      expect(Math.abs(propagation.own(sample) / exact - 1)).toBeLessThan(1e-3)
    }
  })

  it('tells classes apart from one label each', () => {
    const propagation = new LabelPropagation(graph)
    // Components 0 to 3 are dealt to the classes in turn, so every class has two.
    const columns = [0, 1].map((l) => {
      const ofClass = [...truth.keys()].filter((i) => truth[i] === l).slice(0, 8)
      return columnOf(propagation, ofClass)
    })
    const right = truth.reduce((sum, l, i) => sum + (columns[l][i] > columns[1 - l][i] ? 1 : 0), 0)
    expect(right / count).toBeGreaterThan(0.95)
  })

  it('stays where the label is when nothing is joined', () => {
    const lone = {
      count: 2,
      starts: Uint32Array.of(0, 0, 0),
      index: new Uint32Array(),
      spread: new Float32Array(),
      scale: Float64Array.of(1, 1),
      volume: 2,
    }
    const column = new Float32Array(2)
    new LabelPropagation(lone).spread({ samples: [0] }, column)
    expect(column.every(Number.isFinite)).toBe(true)
    expect(column[0]).toBeGreaterThan(column[1])
    expect(Number.isFinite(new LabelPropagation(lone).own(0))).toBe(true)
  })
})

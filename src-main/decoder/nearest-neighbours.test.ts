import { describe, expect, it } from 'vitest'
import { buildAnchorGraph } from './anchor-graph.ts'
import { generateMixture } from './generated-mixture.ts'
import { nearestNeighbours } from './nearest-neighbours.ts'

/** By comparing all with all: squared distances to the k nearest, nearest first. */
function exactly(means: Float32Array, count: number, dimensions: number, sample: number, k: number) {
  const distances = Array.from({ length: count }, (_, other) => {
    let sum = 0
    for (let d = 0; d < dimensions; d += 1)
      sum += (means[sample * dimensions + d] - means[other * dimensions + d]) ** 2
    return { other, sum }
  })
  return distances
    .filter(({ other }) => other !== sample)
    .sort((a, b) => a.sum - b.sum)
    .slice(0, k)
}

const cellsOf = (index: number[], anchors: number[]) => ({
  nodes: anchors.length,
  anchors,
  neighbours: 1,
  index: Uint16Array.from(index),
})

describe('nearestNeighbours', () => {
  it('finds at least 95 of 100 of the ten nearest, with their distances', () => {
    const count = 6000
    const dimensions = 16
    const { means } = generateMixture({ count, components: 20, classes: 5, dimensions, seed: 3 })
    const graph = buildAnchorGraph(means, count, dimensions, { anchors: 200 })
    const progress: number[] = []
    const lists = nearestNeighbours(means, count, dimensions, graph, 10, (fraction) =>
      progress.push(fraction),
    )
    let found = 0
    for (let sample = 0; sample < count; sample += 60) {
      const exact = exactly(means, count, dimensions, sample, 10)
      const named = [...lists.index.subarray(sample * 10, sample * 10 + 10)]
      expect(named).not.toContain(sample)
      expect(new Set(named).size).toBe(10)
      named.forEach((other, k) => {
        const at = exact.findIndex((entry) => entry.other === other)
        if (at < 0) return
        found += 1
        expect(lists.squaredDistance[sample * 10 + k]).toBeCloseTo(exact[at].sum, 4)
      })
    }
    expect(found / 1000).toBeGreaterThan(0.95)
    expect(progress.at(-1)).toBe(1)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  })

  it('lists nearest first, and names whom each other names at the same distance', () => {
    const means = Float32Array.of(0, 1, 3, 7)
    const lists = nearestNeighbours(means, 4, 1, cellsOf([0, 0, 1, 1], [0.5, 5]), 2)
    expect([...lists.index]).toEqual([1, 2, 0, 2, 1, 0, 2, 1])
    expect([...lists.squaredDistance]).toEqual([1, 9, 1, 4, 4, 9, 16, 36])
  })

  it('gives what there is where there are fewer samples than neighbours', () => {
    const lists = nearestNeighbours(Float32Array.of(0, 2), 2, 1, cellsOf([0, 0], [1]), 10)
    expect(lists).toMatchObject({ neighbours: 1, index: Uint32Array.of(1, 0) })
    expect(nearestNeighbours(Float32Array.of(0), 1, 1, cellsOf([0], [0]), 10).neighbours).toBe(0)
  })

  it('searches cells of very many copies in pieces', () => {
    const count = 9000
    const means = new Float32Array(count)
    means[count - 1] = 5
    const cells = cellsOf([...new Array(count - 1).fill(0), 1], [0, 5])
    const lists = nearestNeighbours(means, count, 1, cells, 3)
    expect(lists.squaredDistance.subarray(0, -3).every((squared) => squared === 0)).toBe(true)
    expect([...lists.squaredDistance.subarray(-3)]).toEqual([25, 25, 25])
    for (let i = 0; i < count; i += 1) expect(lists.index.subarray(3 * i, 3 * i + 3)).not.toContain(i)
  })
})

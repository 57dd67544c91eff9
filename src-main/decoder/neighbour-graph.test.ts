import { describe, expect, it } from 'vitest'
import { buildNeighbourGraph } from './neighbour-graph.ts'

const lists = {
  count: 4,
  neighbours: 2,
  // 0–1 is mutual, as are 1–2 and 2–3; 0 → 2 and 3 → 1 are not.
  index: Uint32Array.of(1, 2, 0, 2, 1, 3, 2, 1),
  squaredDistance: Float32Array.of(1, 9, 1, 4, 4, 16, 16, 36),
}

/** S as a full matrix. */
function dense(graph: ReturnType<typeof buildNeighbourGraph>): number[][] {
  return Array.from({ length: graph.count }, (_, i) => {
    const row = new Array<number>(graph.count).fill(0)
    for (let at = graph.starts[i]; at < graph.starts[i + 1]; at += 1) row[graph.index[at]] += graph.spread[at]
    return row
  })
}

describe('buildNeighbourGraph', () => {
  it('weighs by distance over the distance to the last neighbour, symmetrically', () => {
    const graph = buildNeighbourGraph(lists)
    const w = (squared: number, width: number) => Math.exp((-4 * squared) / width)
    const weights = [
      [0, (w(1, 9) + w(1, 4)) / 2, w(9, 9) / 2, 0],
      [0, 0, (w(4, 4) + w(4, 16)) / 2, w(36, 36) / 2],
      [0, 0, 0, (w(16, 16) + w(16, 36)) / 2],
      [0, 0, 0, 0],
    ]
    const full = weights.map((row, i) => row.map((value, j) => value + weights[j][i]))
    const degrees = full.map((row) => row.reduce((sum, value) => sum + value, 0))
    const spread = dense(graph)
    full.forEach((row, i) => {
      expect(graph.scale[i]).toBeCloseTo(degrees[i] ** -0.5, 6)
      row.forEach((value, j) => {
        expect(spread[i][j]).toBeCloseTo(value / Math.sqrt(degrees[i] * degrees[j]), 6)
      })
    })
    expect(graph.volume).toBeCloseTo(
      degrees.reduce((sum, degree) => sum + degree, 0),
      6,
    )
  })

  it('lists each neighbour once, in order', () => {
    const { starts, index } = buildNeighbourGraph(lists)
    expect([...starts]).toEqual([0, 2, 5, 8, 10])
    expect([...index]).toEqual([1, 2, 0, 2, 3, 0, 1, 3, 1, 2])
  })

  it('joins copies as closely as can be, and stays finite for a lone sample', () => {
    const copies = { ...lists, squaredDistance: new Float32Array(8) }
    expect(dense(buildNeighbourGraph(copies)).flat().every(Number.isFinite)).toBe(true)
    const alone = { count: 1, neighbours: 0, index: new Uint32Array(), squaredDistance: new Float32Array() }
    expect(buildNeighbourGraph(alone)).toMatchObject({ volume: 1, scale: Float64Array.of(1) })
  })
})

import { expect, test } from 'vitest'
import type { NodeGraph } from '../decoder/greens-function.ts'
import { indexClusters } from './cluster-index.ts'
import { nodeMembers } from './node-members.ts'

// Samples 0, 2, 3 and 5 are nearest to node 1, sample 1 to node 0, none to node 2; sample 4 is not sorted yet.
const graph: NodeGraph = {
  count: 6,
  nodes: 3,
  neighbours: 2,
  index: Uint16Array.of(1, 0, 0, 1, 1, 2, 1, 0, 0, 0, 1, 0),
  weight: Float32Array.of(0.5, 0.5, 0.75, 0.25, 0.75, 0.25, 0.5, 0.5, 0, 0, 0.5, 0.5),
  alpha: 0.9,
  green: new Float32Array(9),
}
const responsibilities = Float32Array.of(0.5, 1, 1, 0.75, 0, 0.5)
const posteriors = {
  count: 6,
  componentCount: 1,
  width: 1,
  components: new Uint16Array(6),
  weights: responsibilities,
}
const clusters = indexClusters(posteriors)

test('each node lists its samples: the nearest, then the most typical, then the first', () => {
  const members = nodeMembers(graph, clusters)
  expect([0, 1, 2].map((node) => [...members.of(node)])).toEqual([[1], [2, 3, 0, 5], []])
  expect([...members.of(1)]).toEqual([2, 3, 0, 5])
})

test('the lists are made once for a graph and its clusters', () => {
  expect(nodeMembers(graph, clusters)).toBe(nodeMembers(graph, clusters))
  expect(nodeMembers({ ...graph }, clusters)).not.toBe(nodeMembers(graph, clusters))
  expect(nodeMembers(graph, indexClusters(posteriors))).not.toBe(nodeMembers(graph, clusters))
})

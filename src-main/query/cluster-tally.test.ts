import { expect, test } from 'vitest'
import { indexClusters } from './cluster-index.ts'
import { tallyClusters } from './cluster-tally.ts'

test('a tally counts labels by class and what the decoder makes of the rest, cluster by cluster, without junk', () => {
  // Clusters: 0 has samples 0–2, 1 has 3–4; the last sample is not sorted yet.
  const clusters = indexClusters({
    count: 6,
    componentCount: 2,
    width: 1,
    components: Uint16Array.of(0, 0, 0, 1, 1, 0),
    weights: Float32Array.of(1, 1, 1, 1, 1, 0),
  })
  const predictions = {
    best: Int16Array.of(1, 1, 0, 0, -1, -1),
    confidence: new Float32Array(6),
    uncertainty: Float32Array.of(0.5, 0.25, 0.75, 0.25, 1, 1),
  }
  const labeled = Uint16Array.of(300, 0, 0, 2, 0, 0)
  const tally = tallyClusters({ clusters, predictions, labeled, classIds: [2, 300] })
  expect([...tally.labels]).toEqual([1, 1])
  expect([...tally.told]).toEqual([0, 1, 1, 0])
  expect([...tally.uncertainty]).toEqual([1, 1])
  expect([...tally.guessed]).toEqual([0.25, 0.75, 0, 0])
  expect([...tally.seen]).toEqual([1, 2, 1, 0])

  const excluded = Uint8Array.of(0, 1, 0, 1, 0, 0)
  const told = Uint16Array.of(300, 0, 0, 0, 0, 0)
  const without = tallyClusters({ clusters, predictions, labeled: told, excluded, classIds: [2, 300] })
  expect([...without.labels]).toEqual([1, 0])
  expect([...without.excluded]).toEqual([1, 1])
  expect([...without.uncertainty]).toEqual([0.75, 1])
  expect([...without.guessed]).toEqual([0.25, 0, 0, 0])
  expect([...without.seen]).toEqual([1, 1, 0, 0])
})

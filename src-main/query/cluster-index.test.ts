import { describe, expect, it } from 'vitest'
import { noComponent, type SparsePosteriors } from '../decoder/sparse-posteriors.ts'
import { clusterSize, indexClusters } from './cluster-index.ts'

const posteriors: SparsePosteriors = {
  count: 6,
  componentCount: 3,
  width: 2,
  components: Uint16Array.of(0, 1, 0, 1, 0, 1, 2, 0, 0, 1, 0, 0),
  weights: Float32Array.of(1, 0, 1, 0, 0.75, 0.25, 0.5, 0.5, 1, 0, 0, 0),
}

describe('indexClusters', () => {
  it('puts every sorted sample into the cluster it belongs to most', () => {
    const clusters = indexClusters(posteriors)
    // The fourth sample is a tie between 2 and 0.
    expect([...clusters.component]).toEqual([0, 0, 0, 0, 0, noComponent])
    expect(clusterSize(clusters, 0)).toBe(5)
    expect(clusterSize(clusters, 1)).toBe(0)
    expect(clusterSize(clusters, noComponent)).toBe(0)
  })

  it('knows responsibilities and their margins', () => {
    const { responsibility, responsibilityMargin } = indexClusters(posteriors)
    expect([...responsibility]).toEqual([1, 1, 0.75, 0.5, 1, 0])
    expect([...responsibilityMargin]).toEqual([1, 1, 0.5, 0, 1, 0])
  })

  it('lists the most typical first: large responsibility, near the mean', () => {
    expect([...indexClusters(posteriors).samples]).toEqual([0, 1, 4, 2, 3])
    const means = Float32Array.of(5, 0, 0, 0, 1, 0)
    expect([...indexClusters(posteriors, { means, dimensions: 1 }).samples]).toEqual([4, 1, 2, 3, 0])
  })
})

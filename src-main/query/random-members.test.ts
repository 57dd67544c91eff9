import { describe, expect, it } from 'vitest'
import { indexClusters } from './cluster-index.ts'
import { randomMembers } from './random-members.ts'

/** Clusters of samples in turn. */
function clustersOf(count: number, componentCount: number) {
  const components = Uint16Array.from({ length: count }, (_, sample) => sample % componentCount)
  return indexClusters({
    count,
    componentCount,
    width: 1,
    components,
    weights: new Float32Array(count).fill(1),
  })
}

describe('the random order of a cluster', () => {
  it('has every member once and depends on the seed', () => {
    const clusters = clustersOf(90, 3)
    const order = randomMembers(clusters, 1, 4)
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => 3 * i + 1))
    expect(randomMembers(clustersOf(90, 3), 1, 4)).toEqual(order)
    expect(randomMembers(clusters, 1, 5)).not.toEqual(order)
    expect(randomMembers(clusters, 7, 4)).toHaveLength(0)
  })

  it('is kept by the parts of a cluster, and by those who were there before others came', () => {
    const whole = [...randomMembers(clustersOf(80, 1), 0, 2)]
    expect([...randomMembers(clustersOf(80, 2), 1, 2)]).toEqual(whole.filter((sample) => sample % 2 === 1))
    expect([...randomMembers(clustersOf(60, 1), 0, 2)]).toEqual(whole.filter((sample) => sample < 60))
  })

  it('puts every member first equally often', () => {
    const clusters = clustersOf(10, 1)
    const first = new Uint32Array(10)
    const draws = 2000
    for (let seed = 0; seed < draws; seed += 1) first[randomMembers(clusters, 0, seed)[0]] += 1
    // Binomial, four standard deviations.
    const spread = 4 * Math.sqrt(draws * 0.1 * 0.9)
    for (const times of first) expect(Math.abs(times - draws / 10)).toBeLessThan(spread)
  })
})

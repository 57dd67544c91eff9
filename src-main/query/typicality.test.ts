import { describe, expect, it } from 'vitest'
import { clusterSize } from './cluster-index.ts'
import { clusters, stateWith } from './query-examples.ts'
import { clusterMembers } from './typicality.ts'

const state = stateWith([])
const size = clusterSize(clusters, 0)
const all = { component: 0, offset: 0, limit: size }

describe('clusterMembers', () => {
  it.each(['typical', 'borderline', 'random'] as const)('pages through all members in %s order', (order) => {
    const whole = clusterMembers(state, { ...all, order })
    expect([...whole].sort((a, b) => a - b)).toEqual(
      [...clusters.component.keys()].filter((i) => clusters.component[i] === 0),
    )
    const pages = [0, 7, 14].flatMap((offset) =>
      clusterMembers(state, { component: 0, order, offset, limit: 7 }),
    )
    expect(pages).toEqual(whole.slice(0, 21))
    expect(clusterMembers(state, { component: 0, order, offset: size, limit: 7 })).toEqual([])
  })

  it('goes from the core outwards', () => {
    const { typicality } = clusters
    const ranks = clusterMembers(state, { ...all, order: 'typical' }).map((sample) => typicality[sample])
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a))
  })

  it('starts borderline with the least certain, before any label with those nearly in another cluster', () => {
    const margins = clusterMembers(state, { ...all, order: 'borderline' }).map(
      (sample) => clusters.responsibilityMargin[sample],
    )
    expect(margins).toEqual(margins.toSorted((a, b) => a - b))
    const labeled = stateWith([...clusters.samples.subarray(0, 5), ...clusters.samples.subarray(200, 205)])
    const uncertainties = clusterMembers(labeled, { ...all, order: 'borderline' }).map(
      (sample) => labeled.predictions.uncertainty[sample],
    )
    expect(uncertainties).toEqual(uncertainties.toSorted((a, b) => b - a))
  })

  it('draws another random order for another seed', () => {
    const first = clusterMembers(state, { ...all, order: 'random', seed: 1 })
    expect(clusterMembers(state, { ...all, order: 'random', seed: 1 })).toEqual(first)
    expect(clusterMembers(state, { ...all, order: 'random', seed: 2 })).not.toEqual(first)
  })

  it('has nothing to show of a component that does not exist', () => {
    expect(clusterMembers(state, { component: 99, order: 'typical', offset: 0, limit: 5 })).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { indexClusters } from './cluster-index.ts'
import { type ClusteredSamples, type ComponentSplit, findParts, splitComponent } from './split-component.ts'

const width = 2

/** Component 0 lies in two places (samples 0–5 around 0, 6–9 around 20), component 1 (10–13) elsewhere. */
const places = [
  ...[0, 1, 2, 1, 0, 1].map((x) => [x, 0]),
  ...[20, 21, 20, 21].map((x) => [x, 1]),
  ...[5, 6, 5, 6].map((x) => [x, 50]),
]
const means = Float32Array.from(places.flat())
const latent = {
  dimensions: 2,
  of: (members: Uint32Array) => Float32Array.from([...members].flatMap((member) => places[member])),
}

function sortedUpTo(count: number): ClusteredSamples {
  const first = Array.from({ length: count }, (_, sample) => (sample < 10 ? 0 : 1))
  const posteriors = {
    count,
    componentCount: 2,
    width,
    components: Uint16Array.from(first.flatMap((c) => [c, 1 - c])),
    weights: Float32Array.from(first.flatMap(() => [0.75, 0.25])),
  }
  return {
    posteriors,
    clusters: indexClusters(posteriors, { means: means.subarray(0, 2 * count), dimensions: 2 }),
  }
}

function split(samples: ClusteredSamples, request: ComponentSplit): ClusteredSamples {
  return splitComponent(samples, request, findParts(samples, request, latent))
}

describe('a split cluster', () => {
  const whole = sortedUpTo(14)
  const parted = split(whole, { component: 0, parts: 2, sorted: 14 })
  const membersOf = ({ clusters }: ClusteredSamples, component: number) =>
    [...clusters.samples.subarray(clusters.offsets[component], clusters.offsets[component + 1])].sort(
      (a, b) => a - b,
    )

  it('falls into parts by where its samples lie; the largest keeps the number', () => {
    expect(membersOf(parted, 0)).toEqual([0, 1, 2, 3, 4, 5])
    expect(membersOf(parted, 2)).toEqual([6, 7, 8, 9])
    expect(membersOf(parted, 1)).toEqual([10, 11, 12, 13])
    expect(parted.clusters.splitFrom).toEqual(new Map([[2, 0]]))
    expect(parted.posteriors.componentCount).toBe(3)
    expect(parted.clusters.componentCount).toBe(3)
  })

  it('takes its share of each member along, and leaves others what they had of it', () => {
    const row = (sample: number) => [
      ...parted.posteriors.components.subarray(sample * width, (sample + 1) * width),
    ]
    expect([row(0), row(6), row(10)]).toEqual([
      [0, 1],
      [2, 1],
      [1, 0],
    ])
    expect(parted.posteriors.weights).toBe(whole.posteriors.weights)
    expect(whole.posteriors.components[12]).toBe(0)
  })

  it('has members typical of their parts, as an index made anew would', () => {
    const anew = indexClusters(parted.posteriors, { means, dimensions: 2 })
    expect(parted.clusters.typicality).toEqual(anew.typicality)
    expect(parted.clusters.samples).toEqual(anew.samples)
    expect(parted.clusters.offsets).toEqual(anew.offsets)
    expect(parted.clusters.component).toEqual(anew.component)
  })

  it('can be split further, and other clusters, too', () => {
    const further = split(split(parted, { component: 2, parts: 2, sorted: 14 }), {
      component: 1,
      parts: 3,
      sorted: 14,
    })
    expect(further.posteriors.componentCount).toBe(6)
    expect(further.clusters.splitFrom?.get(3)).toBe(2)
    expect(further.clusters.splitFrom?.get(5)).toBe(1)
  })

  it('keeps its parts when samples are sorted later', () => {
    const early = split(sortedUpTo(9), { component: 0, parts: 2, sorted: 9 })
    const late = split(whole, { component: 0, parts: 2, sorted: 9 })
    expect([...late.clusters.component.subarray(0, 9)]).toEqual([...early.clusters.component])
    expect(late.clusters.component[9]).toBe(late.clusters.component[8])
  })

  it('stays whole where there are fewer members than parts', () => {
    const { clusters } = split(whole, { component: 1, parts: 8, sorted: 14 })
    expect(new Set(clusters.component)).toEqual(new Set([0, 1]))
  })
})

import { describe, expect, it } from 'vitest'
import type { ClusterView } from '../contract/labeling.ts'
import { surveySeen } from './candidates.ts'
import { clusterBoard } from './cluster-board.ts'
import { clusters, stateWith } from './query-examples.ts'
import { explain, pickSamples } from './queue.ts'
import { clusterReason, sampleReason } from './reasons.ts'

const row: ClusterView = {
  component: 3,
  size: 50,
  labeled: 2,
  excluded: 0,
  splitFrom: null,
  uncertainty: 0.1,
  priority: 0.1,
  mix: [],
}
const pure = [{ classId: 10, share: 1 }]
const mixed = [
  { classId: 10, share: 0.5 },
  { classId: 11, share: 0.25 },
  { classId: 12, share: 0.15 },
  { classId: 13, share: 0.1 },
]

describe('clusterReason', () => {
  it('says that nobody has labeled the cluster, that it is mixed, or that it is settled', () => {
    expect(clusterReason({ ...row, labeled: 0, mix: mixed })).toEqual({
      kind: 'unlabeled-cluster',
      component: 3,
      size: 50,
    })
    expect(clusterReason({ ...row, mix: mixed })).toEqual({
      kind: 'mixed-cluster',
      component: 3,
      size: 50,
      classes: mixed.slice(0, 3),
    })
    expect(clusterReason({ ...row, mix: pure })).toEqual({ kind: 'settled', component: 3, size: 50 })
  })
})

describe('sampleReason', () => {
  // One label in every cluster, at its most typical sample.
  const state = stateWith([0, 1, 2, 3, 4, 5, 6, 7].map((c) => clusters.samples[clusters.offsets[c]]))
  const sample = clusters.samples[clusters.offsets[2] + 1]
  const survey = surveySeen(state)
  const certain = {
    ...state,
    decoder: { ...state.decoder, probabilities: () => Float32Array.of(0.9, 0.1, 0, 0) },
  }
  const torn = {
    ...state,
    decoder: { ...state.decoder, probabilities: () => Float32Array.of(0, 0.375, 0, 0.625) },
  }

  it('puts an unlabeled cluster first', () => {
    expect(sampleReason(torn, sample, { ...row, labeled: 0 }, survey)).toMatchObject({
      kind: 'unlabeled-cluster',
    })
  })

  it('names the classes a sample lies between, most probable first', () => {
    expect(sampleReason(torn, sample, { ...row, mix: mixed }, survey)).toEqual({
      kind: 'between-classes',
      classes: [
        { classId: 13, probability: 0.625 },
        { classId: 11, probability: 0.375 },
      ],
    })
  })

  it('then speaks of its cluster, and then of the clusters it lies between', () => {
    expect(sampleReason(certain, sample, { ...row, mix: mixed }, survey).kind).toBe('mixed-cluster')
    const responsibility = clusters.responsibility.slice()
    responsibility[sample] = 0.5
    const between = { ...certain, clusters: { ...clusters, responsibility } }
    const reason = sampleReason(between, sample, { ...row, mix: pure }, survey)
    expect(reason).toMatchObject({ kind: 'between-clusters' })
    if (reason.kind === 'between-clusters') expect(reason.components[0].component).toBe(2)
    expect(sampleReason(certain, sample, { ...row, mix: pure }, survey)).toMatchObject({
      kind: 'settled',
      component: 2,
    })
  })

  it('says first when a sample is unlike anything else', () => {
    const oddness = new Float32Array(clusters.count).fill(1)
    oddness[sample] = 4
    expect(sampleReason({ ...certain, oddness }, sample, { ...row, mix: pure }, survey)).toEqual({
      kind: 'outlier',
      distance: 4,
    })
  })

  it('says that no label is near where those in the cluster tell little about it', () => {
    const unseen = surveySeen(stateWith([]))
    expect(sampleReason(certain, sample, { ...row, mix: pure }, unseen)).toMatchObject({
      kind: 'no-label-near',
      likeness: 0,
    })
  })

  it('has no other reason than chance for a sample that is not sorted yet', () => {
    expect(sampleReason(state, sample, undefined, survey)).toEqual({ kind: 'random' })
  })

  it('comes with every question', () => {
    const fresh = stateWith([])
    const picked = pickSamples(fresh, 'default', 5, new Set(), 1)
    expect(picked.length).toBe(5)
    for (const { sample: asked, reason } of explain(fresh, picked)) {
      const size = clusterBoard(fresh).find(({ component }) => component === clusters.component[asked])?.size
      expect(reason).toEqual({ kind: 'unlabeled-cluster', component: clusters.component[asked], size })
    }
  })
})

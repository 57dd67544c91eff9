import { describe, expect, it } from 'vitest'
import type { SparsePosteriors } from '../decoder/sparse-posteriors.ts'
import { clusterBoard } from './cluster-board.ts'
import { indexClusters } from './cluster-index.ts'
import { tallyClusters } from './cluster-tally.ts'
import { clusterBeliefs, clusterInformationGain } from './information-gain.ts'

// Clusters: 0 has samples 0–2, 1 has 3–4, 2 has none, 3 has 5; the last sample is not sorted yet.
const posteriors: SparsePosteriors = {
  count: 7,
  componentCount: 4,
  width: 1,
  components: Uint16Array.of(0, 0, 0, 1, 1, 3, 0),
  weights: Float32Array.of(1, 1, 1, 1, 1, 1, 0),
}
const clusters = indexClusters(posteriors)
const predictions = {
  best: Int16Array.of(1, 1, 0, 0, 0, -1, -1),
  confidence: new Float32Array(7),
  uncertainty: Float32Array.of(0.5, 0.25, 0.75, 0.25, 1, 1, 1),
}

const none = { labeled: 0, excluded: 0, splitFrom: null }

describe('clusterBoard', () => {
  it('shows size, labels, uncertainty and class mix of each cluster that has samples', () => {
    const labeled = Uint8Array.of(8, 0, 0, 0, 0, 0, 0)
    const rows = clusterBoard({ clusters, predictions, labeled, classIds: [7, 8] })
    expect(rows.map(({ priority, ...row }) => row).sort((a, b) => a.component - b.component)).toEqual([
      {
        component: 0,
        size: 3,
        labeled: 1,
        excluded: 0,
        splitFrom: null,
        uncertainty: 1 / 3,
        mix: [
          { classId: 8, share: 2 / 3 },
          { classId: 7, share: 1 / 3 },
        ],
      },
      { ...none, component: 1, size: 2, uncertainty: 0.625, mix: [{ classId: 7, share: 1 }] },
      { ...none, component: 3, size: 1, uncertainty: 1, mix: [] },
    ])
  })

  it('leaves junk out of everything but the size', () => {
    const state = {
      clusters: { ...clusters, splitFrom: new Map([[3, 1]]) },
      predictions,
      labeled: Uint8Array.of(8, 0, 0, 0, 0, 0, 0),
      excluded: Uint8Array.of(0, 1, 0, 0, 0, 1, 0),
      classIds: [7, 8],
    }
    const rows = clusterBoard(state)
    const row = (component: number) => rows.find((other) => other.component === component)
    expect(row(0)).toMatchObject({ size: 3, labeled: 1, excluded: 1, uncertainty: 0.375 })
    expect(row(0)?.mix.map(({ share }) => share)).toEqual([0.5, 0.5])
    expect(row(3)).toMatchObject({ size: 1, excluded: 1, splitFrom: 1, uncertainty: 0, priority: 0, mix: [] })
  })

  it('puts large clusters first that nobody knows anything about, and those labeled whole last', () => {
    const unsure = { ...predictions, uncertainty: new Float32Array(7).fill(1) }
    const order = (labeled: Uint8Array, of = unsure) =>
      clusterBoard({ clusters, predictions: of, labeled, classIds: [7, 8] }).map(({ component }) => component)
    expect(order(new Uint8Array(7))).toEqual([0, 1, 3])
    expect(order(Uint8Array.of(7, 7, 0, 0, 0, 0, 0))).toEqual([1, 3, 0])
    expect(order(Uint8Array.of(7, 7, 7, 0, 0, 0, 0))).toEqual([1, 3, 0])
    // The decoder is sure about the largest.
    expect(
      order(new Uint8Array(7), { ...unsure, uncertainty: Float32Array.of(0, 0, 0, 1, 1, 1, 1) })[0],
    ).toBe(1)
  })

  it('weighs bits of an answer by the samples without a label', () => {
    const labeled = Uint8Array.of(7, 0, 0, 0, 0, 0, 0)
    const state = { clusters, predictions, labeled, classIds: [7, 8] }
    const tally = tallyClusters(state)
    const bits = clusterInformationGain(clusterBeliefs(tally), 0)
    const row = clusterBoard(state, tally).find(({ component }) => component === 0)
    expect(bits).toBeGreaterThan(0)
    expect(row?.priority).toBeCloseTo((bits * 2) / 7, 12)
    const whole = clusterBoard({ ...state, labeled: new Uint8Array(7).fill(8) })
    expect(whole.map(({ priority }) => priority)).toEqual([0, 0, 0])
  })

  it('names five classes of a mix at most', () => {
    const many = 12
    const single = indexClusters({
      count: many,
      componentCount: 1,
      width: 1,
      components: new Uint16Array(many),
      weights: new Float32Array(many).fill(1),
    })
    const mixed = {
      best: Int16Array.from({ length: many }, (_, i) => i % 6),
      confidence: new Float32Array(many),
      uncertainty: new Float32Array(many),
    }
    const labeled = new Uint8Array(many)
    const [{ mix }] = clusterBoard({
      clusters: single,
      predictions: mixed,
      labeled,
      classIds: [0, 1, 2, 3, 4, 5],
    })
    expect(mix.map(({ classId }) => classId)).toEqual([0, 1, 2, 3, 4])
  })

  it('is there before any class exists', () => {
    const blank = {
      best: new Int16Array(7).fill(-1),
      confidence: new Float32Array(7),
      uncertainty: new Float32Array(7).fill(1),
    }
    const board = clusterBoard({ clusters, predictions: blank, labeled: new Uint8Array(7), classIds: [] })
    expect(board.map(({ component, size, uncertainty }) => [component, size, uncertainty])).toEqual([
      [0, 3, 1],
      [1, 2, 1],
      [3, 1, 1],
    ])
  })
})

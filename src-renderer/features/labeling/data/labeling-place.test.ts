import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClusterView, Reason } from '../../../../src-main/contract/labeling.ts'
import { offer } from '../logic/queue-list.ts'
import { blankSample } from '../testing/blank-sample.ts'
import { LabelingPlace } from './labeling-place.ts'

vi.mock('../../../lib/trpc.ts', () => ({
  trpc: {
    labeling: {
      queue: { query: () => new Promise(() => {}) },
      samples: { query: () => new Promise(() => {}) },
    },
  },
}))
vi.stubGlobal('window', { localStorage: { getItem: () => null, setItem: () => {} }, innerHeight: 900 })

class Place extends LabelingPlace {
  protected override readStale(): void {}
}

const board = (...clusters: [component: number, size: number, splitFrom?: number][]): ClusterView[] =>
  clusters.map(([component, size, splitFrom = null]) => ({
    component,
    size,
    labeled: 0,
    excluded: 0,
    splitFrom: splitFrom ?? null,
    uncertainty: 1,
    priority: 1,
    mix: [],
  }))

const sample = (id: number) => blankSample(id, { component: 3, responsibility: 1 })

describe('LabelingPlace', () => {
  let place: Place
  const open = () => place.view.getState().members
  beforeEach(() => {
    place = new Place(new QueryClient())
  })

  it('opens the cluster there is most to learn from, or the one of the address', () => {
    place.takeBoard(board([7, 10], [3, 5]))
    expect(open()?.component).toBe(7)
    const other = new Place(new QueryClient())
    other.arriveAt('clusters', 3)
    other.takeBoard(board([7, 10], [3, 5]))
    expect(other.view.getState().members?.component).toBe(3)
  })

  it('reads a cluster anew when it was split, and goes back to the whole when a part is gone', () => {
    place.takeBoard(board([7, 10], [3, 5]))
    const whole = open()
    place.takeBoard(board([7, 6], [3, 5], [20, 4, 7]))
    expect(open()).not.toBe(whole)
    expect(place.view.getState().boardOrder).toEqual([7, 20, 3])
    place.openCluster(3)
    place.openCluster(20)
    place.takeBoard(board([7, 10], [3, 5]))
    expect(open()?.component).toBe(7)
  })

  it('keeps the list while only labels change', () => {
    place.takeBoard(board([7, 10], [3, 5]))
    const list = open()
    place.takeBoard(board([3, 5], [7, 10]))
    expect(open()).toBe(list)
  })

  it('opens what was chosen on the map as a grid, still chosen', () => {
    place.takeBoard(board([7, 10]))
    place.setMode('map')
    place.view.setState(({ selection }) => ({ selection: { ...selection, chosen: new Set([4, 9]) } }))
    place.setMode('clusters')
    expect(open()?.source).toEqual({ kind: 'picked', ids: [4, 9], title: null })
    expect([...place.view.getState().selection.chosen]).toEqual([4, 9])
    place.takeBoard(board([7, 10]))
    expect(open()?.component).toBeNull()
    place.stepCluster(1)
    expect(open()?.component).toBe(7)
    expect(place.view.getState().selection.chosen.size).toBe(0)
  })

  it('chooses nothing of samples that are listed for another reason', () => {
    place.view.setState(({ selection }) => ({ selection: { ...selection, chosen: new Set([4]) } }))
    place.openSamples([1, 2], 'Labeled as cat')
    expect(place.view.getState().selection.chosen.size).toBe(0)
  })

  it('takes the sample in question along to the map, but not one whose guess is hidden', () => {
    const ask = (reason: Reason) =>
      place.queue.change((list) => offer(list, [{ sample: sample(5), reason, effect: null }]))
    place.setMode('queue')
    ask({ kind: 'audit' })
    place.setMode('map')
    expect(place.view.getState().mapFocus).toBeNull()

    const other = new Place(new QueryClient())
    other.setMode('queue')
    other.queue.change((list) =>
      offer(list, [{ sample: sample(5), reason: { kind: 'settled', component: 3, size: 9 }, effect: null }]),
    )
    other.setMode('map')
    expect(other.view.getState().mapFocus).toBe(5)
  })
})

import { describe, expect, it } from 'vitest'
import {
  argmaxComponents,
  membersByComponent,
  noComponent,
  posteriorRows,
  type SparsePosteriors,
} from './sparse-posteriors.ts'
import { columnSums } from './sparse-rows.ts'

const posteriors: SparsePosteriors = {
  count: 4,
  componentCount: 4,
  width: 2,
  components: Uint16Array.of(2, 0, 3, 1, 0, 0, 0, 2),
  weights: Float32Array.of(0.75, 0.25, 0.5, 0.5, 0, 0, 1, 0),
}

describe('sparse posteriors', () => {
  it('finds the component with the largest responsibility, the lowest of equals', () => {
    expect([...argmaxComponents(posteriors)]).toEqual([2, 1, noComponent, 0])
  })

  it('groups the samples by it and leaves out those that are not sorted yet', () => {
    const { offsets, samples } = membersByComponent(argmaxComponents(posteriors), 4)
    expect([...offsets]).toEqual([0, 1, 2, 3, 3])
    expect([...samples]).toEqual([3, 1, 0])
  })

  it('adds up to the masses of the components', () => {
    expect([...columnSums(posteriorRows(posteriors))]).toEqual([1.25, 0.5, 0.75, 0.5])
    expect([...columnSums(posteriorRows(posteriors), [1, 0, 5, 2])]).toEqual([2.25, 0, 0.75, 0])
  })
})

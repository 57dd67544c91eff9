import { afterEach, describe, expect, it } from 'vitest'
import type { NeighbourhoodState } from '../contract/neighbourhood.ts'
import { buildAnchorGraph } from '../decoder/anchor-graph.ts'
import { generateMixture } from '../decoder/generated-mixture.ts'
import { buildNeighbourhood, type LatentSamples } from '../decoder/neighbourhood.ts'
import { createRandom } from '../decoder/random.ts'
import type { Refinement } from '../decoder/refinement.ts'
import { Refiner } from '../decoder/refiner.ts'
import { NeighbourhoodService } from './neighbourhood-service.ts'

const count = 400
const dimensions = 3
const { means } = generateMixture({ count, components: 4, classes: 2, dimensions, seed: 5 })
// A copy of sample 20 at place 30, and sample 40 far away from everything.
means.copyWithin(30 * dimensions, 20 * dimensions, 21 * dimensions)
means.fill(25, 40 * dimensions, 41 * dimensions)
const cells = buildAnchorGraph(means, count, dimensions, { anchors: 30 })
const latent: LatentSamples = { count, dimensions, means, cells }

let end = async () => {}
afterEach(() => end())

/** A service over the samples, with labels that a test sets and what became of them. */
function serve(delays = { start: 0, quiet: 20, longest: 60 }) {
  const seen: { states: NeighbourhoodState[]; refinements: Refinement[]; told: number } = {
    states: [],
    refinements: [],
    told: 0,
  }
  const labels = {
    decoder: {},
    classCount: 2,
    given: new Int16Array(count).fill(-1),
    drawn: new Uint8Array(count),
    inUse: true,
  }
  const service = new NeighbourhoodService({
    // Every input is a vector of its own, but for ordinals 20 and 30.
    samples: {
      count: () => count,
      inputShape: () => ({ kind: 'vector', length: 8, columns: [] }),
      input: (id) => Float32Array.from({ length: 8 }, createRandom(id === 31 ? 21 : id)),
    },
    target: () => ({
      decoder: labels.decoder,
      request: { classCount: labels.classCount, labels: labels.given.slice(), drawn: labels.drawn.slice() },
      adopt: (refinement) => {
        seen.refinements.push(refinement)
        return labels.inUse
      },
    }),
    publish: (state) => seen.states.push(state),
    onRefined: () => {
      seen.told++
    },
    delays,
  })
  end = () => service.close()
  return { service, seen, labels }
}

async function until(holds: () => boolean): Promise<void> {
  const patience = performance.now() + 20_000
  while (!holds()) {
    if (performance.now() > patience) throw new Error('it never happened')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const states = (seen: NeighbourhoodState[]) =>
  seen.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1])

describe('NeighbourhoodService', () => {
  it('finds copies and outliers, the former proven by their inputs', async () => {
    const { service, seen } = serve()
    expect(service.odd()).toBeNull()
    service.start(latent, null)
    await until(() => service.state().oddKnown)
    expect(service.odd()).toMatchObject({ duplicateGroups: [[21, 31]], duplicates: 2 })
    expect(service.odd()?.outliers[0]).toMatchObject({ sample: 41 })
    expect(service.outlierScores()?.[40]).toBe(service.odd()?.outliers[0].distance)
    expect(seen.states[0]).toEqual({ state: 'building', progress: 0, note: null, oddKnown: false })
  })

  it('refines labels when nobody labels for a moment, in the thread as in this one', async () => {
    const { service, seen, labels } = serve()
    labels.given[3] = 0
    labels.given[9] = 1
    service.start(latent, null)
    await until(() => seen.refinements.length === 1)
    const expected = new Refiner(buildNeighbourhood(latent).graph)
    expect(seen.refinements[0]).toEqual(expected.refine({ classCount: 2, labels: labels.given }))
    expect(seen.told).toBe(1)
    labels.given[12] = 1
    for (let k = 0; k < 50; k++) service.labelsChanged()
    await until(() => seen.refinements.length === 2)
    expect(seen.refinements[1].labels).toEqual(labels.given)
    // Only the other class is new, also for the decoder.
    expect(seen.refinements[1].columns[0]).toBe(seen.refinements[0].columns[0])
    expect(seen.refinements[1].columns[1]).not.toEqual(seen.refinements[0].columns[1])
    expect(states(seen.states)).toEqual(['building', 'idle', 'refining', 'idle', 'refining', 'idle'])
  })

  it('does not wait for quiet forever', async () => {
    const { service, seen, labels } = serve({ start: 0, quiet: 10_000, longest: 50 })
    service.start(latent, null)
    await until(() => service.outlierScores() !== null)
    labels.given[1] = 0
    const talking = setInterval(() => service.labelsChanged(), 5)
    await until(() => seen.refinements.length > 0)
    clearInterval(talking)
  })

  it('leaves labels alone that are refined already, but not for another decoder', async () => {
    const { service, seen, labels } = serve()
    labels.given[3] = 0
    service.start(latent, null)
    await service.settled()
    await service.settled()
    expect(seen.refinements).toHaveLength(1)
    labels.decoder = {}
    await service.settled()
    expect(seen.refinements).toHaveLength(2)
    // The same labels are not solved again.
    expect(seen.refinements[1].columns).toEqual(seen.refinements[0].columns)
    labels.inUse = false
    labels.given[4] = 1
    await service.settled()
    expect([seen.refinements.length, seen.told]).toEqual([3, 2])
  })

  it('goes on until it is known of every drawn sample what its own label says there', async () => {
    const { service, seen, labels } = serve()
    labels.given.fill(0, 0, 120)
    labels.drawn.fill(1, 0, 120)
    service.start(latent, null)
    await service.settled()
    expect(seen.refinements.at(-1)?.own.size).toBe(120)
    labels.given[200] = 1
    service.labelsChanged()
    await until(() => seen.refinements.at(-1)?.columns[1] !== null)
    expect(seen.refinements.at(-1)?.own.size).toBe(120)
  })

  it('says once what failed, and takes labels as before', async () => {
    const { service, seen } = serve()
    const broken = means.slice()
    broken[5] = Number.NaN
    service.start({ ...latent, means: broken }, null)
    await service.settled()
    expect(service.state()).toMatchObject({
      state: 'failed',
      note: expect.stringContaining('places a sample nowhere'),
    })
    service.labelsChanged()
    await service.settled()
    expect(states(seen.states)).toEqual(['building', 'failed'])
    service.start(latent, null)
    await service.settled()
    expect(service.state().state).toBe('idle')
  })

  it('is off where there is nothing to work on, or too much', async () => {
    const { service, labels } = serve()
    service.start(null, 'Too many.')
    await service.settled()
    expect(service.state()).toMatchObject({ state: 'off', note: 'Too many.' })
    labels.classCount = 200_000
    labels.given[1] = 0
    service.start(latent, null)
    await service.settled()
    expect(service.state()).toMatchObject({
      state: 'off',
      note: expect.stringContaining('too many to refine'),
    })
    await until(() => service.odd() !== null)
  })

  it('ends with the project, whatever it is doing', async () => {
    for (const pause of [0, 30, 100, 200]) {
      const { service, seen } = serve()
      service.start(latent, null)
      await new Promise((resolve) => setTimeout(resolve, pause))
      await service.close()
      const told = seen.states.length
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(seen.states).toHaveLength(told)
    }
  })
})

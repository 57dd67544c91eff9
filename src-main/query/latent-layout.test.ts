import { describe, expect, it } from 'vitest'
import { buildAnchorGraph } from '../decoder/anchor-graph.ts'
import { generateMixture } from '../decoder/generated-mixture.ts'
import { type LaidOutSamples, layOutLatents } from './latent-layout.ts'

/** Clusters that stand alone: on the map they must, too. */
function generated(count: number): LaidOutSamples & { means: Float32Array; truth: Int16Array } {
  const dimensions = 6
  const mixture = { count, components: 8, classes: 8, dimensions, seed: 3, spread: 0.15 }
  const { means, truth } = generateMixture(mixture)
  const cells = buildAnchorGraph(means, count, dimensions, { anchors: 120, seed: 1 })
  return { count, dimensions, means, cells, truth }
}

/** Share of samples whose nearest other one on the map is of their own cluster. */
function sharedWithNearest(places: Float32Array, truth: Int16Array): number {
  let shared = 0
  for (let i = 0; i < truth.length; i += 1) {
    let nearest = -1
    let least = Number.POSITIVE_INFINITY
    for (let j = 0; j < truth.length; j += 1) {
      const squared = (places[2 * i] - places[2 * j]) ** 2 + (places[2 * i + 1] - places[2 * j + 1]) ** 2
      if (j !== i && squared < least) {
        least = squared
        nearest = j
      }
    }
    if (truth[nearest] === truth[i]) shared += 1
  }
  return shared / truth.length
}

describe('layOutLatents', () => {
  const samples = generated(2400)
  const places = layOutLatents(samples, { seed: 1 })

  it('lays what is alike side by side, within the map', () => {
    expect(places.length).toBe(2 * samples.count)
    expect(places.every((value) => value >= -1 && value <= 1)).toBe(true)
    expect(sharedWithNearest(places, samples.truth)).toBeGreaterThan(0.98)
  })

  it('is the same again with the same seed, and another one with another', () => {
    expect(layOutLatents(samples, { seed: 1 })).toEqual(places)
    expect(layOutLatents(samples, { seed: 2 })).not.toEqual(places)
  })

  it('places samples by their anchors where there are too many for neighbours', () => {
    const byAnchors = layOutLatents({ ...samples, means: null }, { seed: 1 })
    expect(sharedWithNearest(byAnchors, samples.truth)).toBeGreaterThan(0.95)
  })

  it('tells how far it is, rising to 1', () => {
    const told: number[] = []
    layOutLatents({ ...samples, means: null }, { seed: 1, onProgress: (fraction) => told.push(fraction) })
    expect(told.at(-1)).toBe(1)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  })

  it('lays out a handful', () => {
    for (const count of [1, 3, 40]) {
      const few = generated(count)
      const laid = layOutLatents(few, { seed: 1 })
      expect(laid.length).toBe(2 * count)
      expect(laid.every(Number.isFinite)).toBe(true)
    }
  })

  it('refuses samples that the model places nowhere', () => {
    const broken = { ...samples, means: samples.means.slice().fill(Number.NaN, 60, 66) }
    expect(() => layOutLatents(broken, { seed: 1 })).toThrow(/places a sample nowhere/)
  })
})

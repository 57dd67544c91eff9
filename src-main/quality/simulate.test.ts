import { describe, expect, it } from 'vitest'
import { buildAnchorGraph } from '../decoder/anchor-graph.ts'
import { createDecoder } from '../decoder/create-decoder.ts'
import { generateMixture } from '../decoder/generated-mixture.ts'
import { permutation } from '../decoder/random.ts'
import { indexClusters } from '../query/cluster-index.ts'
import { type SimulationOptions, simulate } from './simulate.ts'

const count = 500
const classCount = 5
const { means, posteriors, truth } = generateMixture({
  count,
  components: 15,
  classes: classCount,
  dimensions: 4,
  seed: 3,
  spread: 0.25,
})
const graph = buildAnchorGraph(means, count, 4, { anchors: 60 })
const options: SimulationOptions = {
  posteriors,
  clusters: indexClusters(posteriors, { means, dimensions: 4 }),
  graph,
  createDecoder: () => createDecoder('graph', { posteriors, graph }),
  truth,
  classCount,
  strategy: 'random',
  labelCounts: [40, 10],
  seeds: [1, 2, 3, 4],
}

/** The same, with the labels of one random order given all at once. */
function accuracyOfFirst(labels: number, seed: number): number {
  const order = permutation(count, seed)
  const decoder = options.createDecoder()
  decoder.setClassCount(classCount)
  for (const sample of order.subarray(0, labels)) decoder.addLabel(sample, truth[sample])
  const rest = order.subarray(labels)
  const isRight = (sample: number) => {
    const probabilities = decoder.probabilities(sample)
    return probabilities.indexOf(Math.max(...probabilities)) === truth[sample]
  }
  return rest.filter(isRight).length / rest.length
}

describe('simulate', () => {
  it('gives mean and deviation of the accuracy on the rest, by number of labels', () => {
    const { results } = simulate(options)
    expect(results.map(({ labels }) => labels)).toEqual([10, 40])
    for (const { labels, mean, sd } of results) {
      const values = options.seeds.map((seed) => accuracyOfFirst(labels, seed))
      const expected = values.reduce((sum, value) => sum + value, 0) / 4
      const squares = values.reduce((sum, value) => sum + (value - expected) ** 2, 0)
      expect(mean).toBeCloseTo(expected, 10)
      expect(sd).toBeCloseTo(Math.sqrt(squares / 3), 10)
    }
  })

  it('does better with chosen questions than with random ones', () => {
    const random = simulate({ ...options, labelCounts: [15] }).results[0].mean
    const chosen = simulate({ ...options, labelCounts: [15], strategy: 'default' }).results[0].mean
    expect(chosen).toBeGreaterThan(random + 0.05)
  })

  it('says how many labels an accuracy takes, and null where it is not reached', () => {
    const { labelsTo, results } = simulate({ ...options, strategy: 'default', targets: [0.3, 1.1] })
    expect(labelsTo['1.1']).toBeNull()
    expect(labelsTo['0.3']).toBeGreaterThan(0)
    expect(labelsTo['0.3']).toBeLessThan(results[0].mean > 0.3 ? 11 : 41)
  })

  it('gives an interval once there are audit labels, and a calibration error', () => {
    const [few, many] = simulate({ ...options, strategy: 'default', labelCounts: [15, 120] }).results
    expect(few.interval).toBeNull()
    expect(many.interval?.low).toBeLessThan(many.mean)
    expect(many.interval?.coverage).toBeGreaterThan(0.5)
    expect(many.ece).toBeGreaterThan(0)
    expect(many.ece).toBeLessThan(0.3)
  })

  it('suffers from errors, and less where several people label each sample', () => {
    const noisy = { ...options, strategy: 'sigma' as const, labelCounts: [40], noise: 0.3 }
    const [clean] = simulate({ ...noisy, noise: 0 }).results
    const [alone] = simulate(noisy).results
    const [together] = simulate({ ...noisy, annotators: 3 }).results
    expect(alone.mean).toBeLessThan(clean.mean - 0.02)
    expect(together.mean).toBeGreaterThan(alone.mean)
  })

  it.each(['sigma', 'biggest', 'margin', 'entropy', 'typical'] as const)('plays %s questions', (strategy) => {
    const [{ labels, mean, interval }] = simulate({ ...options, strategy, labelCounts: [30] }).results
    expect(labels).toBe(30)
    expect(mean).toBeGreaterThan(1 / classCount)
    // Chosen samples say nothing about accuracy.
    expect(interval).toBeNull()
  })

  it.each(['random', 'default'] as const)('asks %s questions only where truth is known', (strategy) => {
    const partial = truth.map((value, sample) => (sample < 60 ? value : -1))
    const [{ labels, mean }] = simulate({ ...options, truth: partial, strategy, labelCounts: [30] }).results
    expect(labels).toBe(30)
    expect(mean).toBeGreaterThan(0.5)
    expect(mean * 30 * 4).toBeCloseTo(Math.round(mean * 30 * 4), 6)
  })

  it('has no deviation with one seed, reports progress, and gives the same again', () => {
    const seen: number[] = []
    const once = { ...options, seeds: [7], onProgress: (fraction: number) => seen.push(fraction) }
    const results = simulate(once)
    expect(results.results.every(({ sd }) => sd === 0)).toBe(true)
    expect(seen).toEqual([1])
    expect(simulate(once)).toEqual(results)
  })

  it.each([
    ['no truth', { truth: new Int16Array(count).fill(-1) }, 'no-truth'],
    ['as many labels as samples', { labelCounts: [count] }, 'bad-request'],
    ['no label', { labelCounts: [0] }, 'bad-request'],
    ['half a label', { labelCounts: [1.5] }, 'bad-request'],
    ['nothing asked for', { labelCounts: [] }, 'bad-request'],
  ])('refuses %s', (_, change, code) => {
    expect(() => simulate({ ...options, ...change })).toThrow(expect.objectContaining({ code }))
  })
})

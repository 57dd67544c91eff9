import { describe, expect, it } from 'vitest'
import { FewlabelError } from '../contract/errors.ts'
import {
  attachSamples,
  buildAnchorGraph,
  deserializeAnchorGraph,
  serializeAnchorGraph,
} from './anchor-graph.ts'
import { generateMixture } from './generated-mixture.ts'

const dimensions = 4
const { means } = generateMixture({ count: 300, components: 8, classes: 4, dimensions, seed: 7 })
const graph = buildAnchorGraph(means, 300, dimensions, { seed: 2 })
const { header, parts } = serializeAnchorGraph(graph)
const partMap = () => new Map(parts.map(({ name, bytes }) => [name, bytes.slice()]))

describe('buildAnchorGraph', () => {
  it('uses at most a quarter as many anchors as there are samples', () => {
    expect(graph.nodes).toBe(75)
    expect(graph.neighbours).toBe(4)
    expect(graph.index.length).toBe(1200)
  })

  it('ties each sample to its anchors with weights that fall with the distance and sum to 1', () => {
    for (let sample = 0; sample < 300; sample += 1) {
      const weights = graph.weight.subarray(sample * 4, sample * 4 + 4)
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5)
      expect([...weights]).toEqual([...weights].sort((a, b) => b - a))
      expect(weights[3]).toBeGreaterThan(0)
    }
  })

  it('is the same for the same seed', () => {
    expect(buildAnchorGraph(means, 300, dimensions, { seed: 2 })).toEqual(graph)
  })

  it('reports rising progress that ends at 1', () => {
    const seen: number[] = []
    buildAnchorGraph(means, 300, dimensions, { onProgress: (fraction) => seen.push(fraction) })
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
  })

  it.each([1, 2, 5, 9])('works with %d samples', (count) => {
    const small = buildAnchorGraph(means, count, dimensions)
    expect(small.nodes).toBeGreaterThan(0)
    expect(small.green.every(Number.isFinite)).toBe(true)
    expect(small.weight.every(Number.isFinite)).toBe(true)
  })

  it('works where all samples are alike', () => {
    const same = buildAnchorGraph(new Float32Array(400).fill(1), 100, dimensions)
    expect(same.green.every(Number.isFinite)).toBe(true)
    expect(same.weight.every((weight) => Math.abs(weight - 0.25) < 1e-6)).toBe(true)
  })

  it('names the sample that has no place', () => {
    const broken = means.slice()
    broken[10 * dimensions + 1] = Number.NaN
    try {
      buildAnchorGraph(broken, 300, dimensions)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(FewlabelError)
      expect((error as FewlabelError).toDocument()).toMatchObject({
        code: 'training-diverged',
        found: 'NaN',
        place: 'sample 11',
      })
    }
  })

  it('refuses to be built of nothing', () => {
    expect(() => buildAnchorGraph(new Float32Array(0), 0, dimensions)).toThrow(RangeError)
  })
})

describe('attachSamples', () => {
  it('ties new samples as they would have been tied before, and changes nothing else', () => {
    const grown = attachSamples(graph, means.subarray(0, 3 * dimensions), 3, dimensions)
    expect(grown.count).toBe(303)
    expect(grown.green).toBe(graph.green)
    expect(grown.index.subarray(0, 1200)).toEqual(graph.index)
    expect(grown.weight.subarray(0, 1200)).toEqual(graph.weight)
    expect(grown.index.subarray(1200)).toEqual(graph.index.subarray(0, 12))
    for (let at = 0; at < 12; at += 1) expect(grown.weight[1200 + at]).toBeCloseTo(graph.weight[at], 4)
  })

  it('refuses samples of another latent space', () => {
    expect(() => attachSamples(graph, means, 1, dimensions + 1)).toThrow(RangeError)
  })
})

describe('a stored anchor graph', () => {
  it('is read as it was written', () => {
    const read = deserializeAnchorGraph(JSON.parse(JSON.stringify(header)), partMap())
    expect(read).toEqual(graph)
  })

  it('may be one from before questions had a reach of their own', () => {
    const before = partMap()
    before.delete('farGreen')
    const { farGreen, ...rest } = graph
    expect(farGreen).toHaveLength(graph.nodes ** 2)
    expect(deserializeAnchorGraph(header, before)).toEqual(rest)
  })

  it('may lie anywhere in memory', () => {
    const shifted = new Map(
      [...partMap()].map(([name, bytes]) => {
        const memory = new Uint8Array(bytes.length + 1)
        memory.set(bytes, 1)
        return [name, memory.subarray(1)]
      }),
    )
    expect(deserializeAnchorGraph(header, shifted)).toEqual(graph)
  })

  it.each([
    ['no header', null, partMap()],
    ['another header', { format: 'else' }, partMap()],
    ['a size of zero', { ...header, nodes: 0 }, partMap()],
    ['a missing array', header, new Map([...partMap()].filter(([name]) => name !== 'green'))],
    ['a short array', header, partMap().set('weight', new Uint8Array(8))],
    ['a node that does not exist', header, partMap().set('index', new Uint8Array(2400).fill(255))],
  ])('is refused with %s', (_, badHeader, badParts) => {
    expect(() => deserializeAnchorGraph(badHeader, badParts)).toThrow(
      expect.objectContaining({ code: 'project-damaged' }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { Adam } from './adam.ts'
import {
  addOverlap,
  type ComponentOverlap,
  cheapestAssignment,
  emptyOverlap,
  numberLike,
  renumberComponents,
} from './component-matching.ts'
import { MixtureEvaluator } from './diagonal-mixture.ts'
import { gmvaeParameters } from './gmvae.ts'
import { softmax } from './gmvae-trainer.ts'
import { Random } from './random.ts'

/** The overlap of clusterings in which every sample is in one cluster: rows of pairs [before, after, samples]. */
function overlapOf(before: number, after: number, pairs: [number, number, number][]): ComponentOverlap {
  const overlap = emptyOverlap(before, after)
  for (const [o, n, samples] of pairs) {
    addOverlap(
      overlap,
      { components: new Uint16Array(samples).fill(o), weights: new Float32Array(samples).fill(1) },
      { components: new Uint16Array(samples).fill(n), weights: new Float32Array(samples).fill(1) },
      samples,
      1,
    )
  }
  return overlap
}

describe('cheapestAssignment', () => {
  function* permutations(values: number[]): Generator<number[]> {
    if (values.length === 0) yield []
    for (const [i, value] of values.entries()) {
      for (const rest of permutations(values.toSpliced(i, 1))) yield [value, ...rest]
    }
  }
  const total = (costs: Float64Array, columns: ArrayLike<number>) =>
    Array.from(columns).reduce((sum, column, row) => sum + costs[row * columns.length + column], 0)

  it('finds what trying all assignments finds', () => {
    const random = new Random(4)
    for (let trial = 0; trial < 60; trial++) {
      const size = 1 + (trial % 6)
      const costs = Float64Array.from({ length: size * size }, () => Math.floor(random.symmetric(10)))
      const columns = cheapestAssignment(costs, size)
      expect([...columns].sort()).toEqual(Array.from({ length: size }, (_, i) => i))
      const best = Math.min(
        ...Array.from(permutations(Array.from({ length: size }, (_, i) => i)), (p) => total(costs, p)),
      )
      expect(total(costs, columns)).toBeCloseTo(best, 9)
    }
  })

  it('assigns a thousand within seconds', () => {
    const random = new Random(5)
    const costs = Float64Array.from({ length: 1e6 }, () => random.uniform())
    expect(new Set(cheapestAssignment(costs, 1000)).size).toBe(1000)
  })
})

describe('addOverlap', () => {
  it('multiplies soft responsibilities out', () => {
    const overlap = emptyOverlap(2, 3)
    addOverlap(
      overlap,
      { components: Uint16Array.of(0, 1), weights: Float32Array.of(0.75, 0.25) },
      { components: Uint16Array.of(2, 0), weights: Float32Array.of(0.5, 0.5) },
      1,
      2,
    )
    expect([...overlap.common]).toEqual([0.375, 0, 0.375, 0.125, 0, 0.125])
    expect([...overlap.massesBefore]).toEqual([0.75, 0.25])
    expect([...overlap.massesAfter]).toEqual([0.5, 0, 0.5])
  })
})

describe('numberLike', () => {
  const numbersOf = (overlap: ComponentOverlap) => {
    const { numbers, kept } = numberLike(overlap)
    return { numbers: [...numbers], kept }
  }

  it('finds clusters again in another order', () => {
    const overlap = overlapOf(3, 3, [
      [0, 2, 50],
      [1, 0, 40],
      [2, 1, 30],
      [2, 0, 3],
    ])
    expect(numbersOf(overlap)).toEqual({ numbers: [1, 2, 0], kept: 3 })
  })

  it('gives the number of a cluster that was split to its larger part', () => {
    const overlap = overlapOf(3, 3, [
      [0, 0, 60],
      [0, 2, 40],
      [1, 1, 50],
      // Number 2 was empty before.
    ])
    expect(numbersOf(overlap)).toEqual({ numbers: [0, 1, 2], kept: 2 })
  })

  it('gives numbers that nobody had to new clusters first', () => {
    // The new clusters 0 and 1 are the old 1 and 0; 2 is scattered, 3 and 4 are empty.
    const overlap = overlapOf(3, 5, [
      [0, 1, 20],
      [1, 0, 20],
      [2, 2, 5],
      [2, 3, 5],
      [2, 4, 5],
    ])
    const { numbers, kept } = numberLike(overlap)
    expect([...numbers.slice(0, 2)]).toEqual([1, 0])
    expect([...numbers].sort()).toEqual([0, 1, 2, 3, 4])
    expect(kept).toBeLessThan(4)
  })

  it('has no place for numbers beyond a smaller mixture', () => {
    const overlap = overlapOf(4, 2, [
      [3, 0, 20],
      [1, 1, 20],
    ])
    expect(numbersOf(overlap)).toEqual({ numbers: [0, 1], kept: 1 })
  })

  it('changes nothing the second time', () => {
    const random = new Random(6)
    const pairs = Array.from({ length: 40 }, (): [number, number, number] => [
      random.below(7),
      random.below(9),
      1 + random.below(30),
    ])
    const { numbers, kept } = numberLike(overlapOf(7, 9, pairs))
    const again = numberLike(
      overlapOf(
        7,
        9,
        pairs.map(([o, n, samples]) => [o, numbers[n], samples]),
      ),
    )
    expect([...again.numbers]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(again.kept).toBe(kept)
  })
})

describe('renumberComponents', () => {
  it('leaves every density as it is, and moments and masses with their components', () => {
    const random = new Random(7)
    const shape = {
      inputLength: 2,
      likelihood: 'bernoulli',
      clusters: 5,
      latentDimensions: 3,
      hiddenUnits: [2],
    } as const
    const parameters = gmvaeParameters(shape)
    for (let i = 0; i < parameters.values.length; i++) parameters.values[i] = random.normal()
    const adam = new Adam(parameters.values.length)
    adam.m.set(parameters.values.map((value) => value + 1))
    adam.v.set(parameters.values.map((value) => value + 2))
    const masses = Float64Array.of(1, 2, 3, 4, 5)
    const numbers = Uint32Array.of(3, 0, 4, 1, 2)
    const responsibilities = () => {
      const evaluator = new MixtureEvaluator({
        clusters: 5,
        dimensions: 3,
        weights: softmax(parameters.view('mixture/logits')),
        means: Float64Array.from(parameters.view('mixture/means')),
        variances: Float64Array.from(parameters.view('mixture/log-variances'), Math.exp),
      })
      const found = new Float64Array(5)
      const density = evaluator.responsibilities([0.3, -0.2, 0.5], 0, found)
      return { density, found }
    }
    const net = parameters.view('encoder/0/weights').slice()
    const before = responsibilities()
    renumberComponents(parameters, adam, [masses], numbers)
    const after = responsibilities()
    expect(after.density).toBeCloseTo(before.density, 10)
    for (const [n, number] of numbers.entries()) expect(after.found[number]).toBeCloseTo(before.found[n], 10)
    expect([...masses]).toEqual([2, 4, 5, 1, 3])
    expect(adam.m).toEqual(parameters.values.map((value) => value + 1))
    expect(adam.v).toEqual(parameters.values.map((value) => value + 2))
    expect(parameters.view('encoder/0/weights')).toEqual(net)
  })
})

import { describe, expect, it, test } from 'vitest'
import { createRandom } from '../decoder/random.ts'
import { indexClusters } from './cluster-index.ts'
import { tallyClusters } from './cluster-tally.ts'
import {
  type ClusterBeliefs,
  clusterBeliefs,
  clusterInformationGain,
  digamma,
  informationGain,
} from './information-gain.ts'

test('digamma has its known values and its recurrence', () => {
  const gamma = 0.5772156649015329
  expect(digamma(1)).toBeCloseTo(-gamma, 10)
  expect(digamma(0.5)).toBeCloseTo(-gamma - 2 * Math.LN2, 10)
  expect(digamma(10)).toBeCloseTo(2.251752589066721, 10)
  for (const x of [0.01, 0.3, 2.7, 5.9, 6.1, 40]) {
    expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 9)
  }
})

/** Two clusters with integer concentrations over three classes. */
const first = [1, 4, 2]
const second = [5, 1, 1]
const beliefs = believing([first, second])

function believing(concentrations: number[][]): ClusterBeliefs {
  const total = concentrations.map((a) => a.reduce((sum, each) => sum + each, 0))
  return {
    categories: concentrations[0].length,
    concentration: Float64Array.from(concentrations.flat()),
    total: Float64Array.from(total),
    remaining: Float64Array.from(concentrations, expectedEntropyByQuadrature),
  }
}

/** Σ_l E[−θ_l log2 θ_l], each θ_l being Beta(a_l, Σa − a_l): a_l / Σa · E[−log2 θ] of Beta(a_l + 1, Σa − a_l), midpoint rule. */
function expectedEntropyByQuadrature(a: ArrayLike<number>): number {
  const each = Array.from(a)
  const total = each.reduce((sum, one) => sum + one, 0)
  const steps = 20_000
  let entropy = 0
  for (const one of each) {
    let numerator = 0
    let denominator = 0
    for (let i = 0; i < steps; i += 1) {
      const x = (i + 0.5) / steps
      const density = x ** one * (1 - x) ** (total - one - 1)
      numerator -= density * Math.log2(x)
      denominator += density
    }
    entropy += ((one / total) * numerator) / denominator
  }
  return entropy
}

const entropyOf = (shares: number[]) => -shares.reduce((sum, p) => sum + (p > 0 ? p * Math.log2(p) : 0), 0)

const posteriors = {
  count: 4,
  componentCount: 2,
  width: 2,
  components: Uint16Array.of(0, 1, 1, 0, 0, 1, 0, 0),
  weights: Float32Array.of(1, 0, 1, 0, 0.625, 0.375, 0, 0),
}

describe('informationGain', () => {
  it('is the mutual information of answer and class shares where a sample belongs to one cluster', () => {
    for (const [sample, a] of [first, second].entries()) {
      const total = a.reduce((sum, each) => sum + each, 0)
      const exact = entropyOf(a.map((each) => each / total)) - expectedEntropyByQuadrature(a)
      expect(informationGain(beliefs, posteriors, sample)).toBeCloseTo(exact, 10)
      expect(clusterInformationGain(beliefs, sample)).toBeCloseTo(exact, 10)
    }
  })

  it('is an upper bound where it belongs to two, and not a loose one', () => {
    const random = createRandom(5)
    const gammaOf = (shape: number) => {
      let sum = 0
      for (let k = 0; k < shape; k += 1) sum -= Math.log(1 - random())
      return sum
    }
    const draw = (a: number[]) => {
      const parts = a.map(gammaOf)
      const sum = parts.reduce((total, part) => total + part, 0)
      return parts.map((part) => part / sum)
    }
    const draws = 4000
    let remaining = 0
    for (let i = 0; i < draws; i += 1) {
      const one = draw(first)
      const other = draw(second)
      remaining += entropyOf(one.map((share, l) => 0.625 * share + 0.375 * other[l])) / draws
    }
    const mean = first.map((a, l) => (0.625 * a) / 7 + (0.375 * second[l]) / 7)
    const exact = entropyOf(mean) - remaining
    const bound = informationGain(beliefs, posteriors, 2)
    expect(bound).toBeGreaterThan(exact)
    expect(bound).toBeLessThan(1)
  })

  it('is nothing for a sample that is not sorted yet', () => {
    expect(informationGain(beliefs, posteriors, 3)).toBe(0)
  })
})

describe('clusterBeliefs', () => {
  // Three clusters of four samples, two classes.
  const clusters = indexClusters({
    count: 12,
    componentCount: 3,
    width: 1,
    components: Uint16Array.from({ length: 12 }, (_, i) => Math.floor(i / 4)),
    weights: new Float32Array(12).fill(1),
  })
  const gains = (state: { labeled?: number[]; best?: number[]; uncertainty?: number[] }) => {
    const predictions = {
      best: Int16Array.from(state.best ?? Array(12).fill(0)),
      confidence: new Float32Array(12),
      uncertainty: Float32Array.from(state.uncertainty ?? Array(12).fill(1)),
    }
    const labeled = state.labeled ?? Array(12).fill(0)
    const found = clusterBeliefs(tallyClusters({ clusters, predictions, labeled, classIds: [3, 7] }))
    return [0, 1, 2].map((c) => clusterInformationGain(found, c))
  }

  it('knows the entropy that is left when the class shares are known', () => {
    const labeled = [3, 3, 7, 7, 3, 3, 3, 7, 0, 7, 7, 3]
    const predictions = {
      best: new Int16Array(12),
      confidence: new Float32Array(12),
      uncertainty: new Float32Array(12).fill(0.25),
    }
    const found = clusterBeliefs(tallyClusters({ clusters, predictions, labeled, classIds: [3, 7] }))
    for (const c of [0, 1, 2]) {
      const own = found.concentration.subarray(3 * c, 3 * c + 3)
      expect(own.reduce((sum, a) => sum + a, 0)).toBeCloseTo(found.total[c], 12)
      expect(found.remaining[c]).toBeCloseTo(expectedEntropyByQuadrature(own), 5)
    }
  })

  it('rates a guess below a question, and labels that agree above a guess', () => {
    const [unknown, guessed, agreed] = gains({
      uncertainty: [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
      labeled: [0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 3, 0],
    })
    expect(unknown).toBeGreaterThan(guessed)
    expect(guessed).toBeGreaterThan(agreed)
    expect(agreed).toBeGreaterThan(0)
  })

  it('gives guesses no more weight however many samples are guessed', () => {
    const some = gains({ uncertainty: [0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1] })
    expect(some[0]).toBeLessThan(some[1])
    expect(some[1]).toBeLessThan(some[2])
    const twoLabels = gains({ labeled: [3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] })
    expect(some[0]).toBeCloseTo(twoLabels[0], 12)
  })

  it('expects more of a cluster in which labels differ', () => {
    const [agreeing, differing] = gains({ labeled: [3, 3, 0, 0, 3, 7, 0, 0, 0, 0, 0, 0] })
    expect(differing).toBeGreaterThan(agreeing)
  })

  it('knows that there is something to learn before there are classes', () => {
    const predictions = {
      best: new Int16Array(12).fill(-1),
      confidence: new Float32Array(12),
      uncertainty: new Float32Array(12).fill(1),
    }
    const state = { clusters, predictions, labeled: new Uint8Array(12), classIds: [] }
    expect(clusterInformationGain(clusterBeliefs(tallyClusters(state)), 0)).toBeGreaterThan(0)
  })
})

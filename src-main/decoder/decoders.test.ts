import { describe, expect, it } from 'vitest'
import { buildAnchorGraph } from './anchor-graph.ts'
import { createDecoder } from './create-decoder.ts'
import {
  anchors,
  answers,
  classCount,
  fresh,
  k,
  label,
  labelings,
  posteriors,
  samples,
  truth,
} from './decoder-examples.ts'
import { generateMixture } from './generated-mixture.ts'
import { componentGraph, createGraphDecoder } from './graph-decoder.ts'
import type { NodeGraph } from './greens-function.ts'
import { createPredictions } from './label-decoder.ts'
import { argmaxComponents } from './sparse-posteriors.ts'

/** q(c|x) as a full matrix. */
const q = samples.map((sample) => {
  const row = Array<number>(k).fill(0)
  for (let at = sample * k; at < (sample + 1) * k; at += 1)
    row[posteriors.components[at]] = posteriors.weights[at]
  return row
})

function firstLargest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values))
}

/** The published equations, word for word. */
function publishedSoft(labeled: readonly number[]): number[][] {
  const m = Array.from({ length: classCount }, (_, l) => {
    const members = labeled.filter((sample) => truth[sample] === l)
    const row = Array.from({ length: k }, (_, c) =>
      members.length === 0 ? 0 : members.reduce((sum, sample) => sum + q[sample][c], 0) / members.length,
    )
    const total = row.reduce((sum, value) => sum + value, 0)
    return total > 0 ? row.map((value) => value / total) : row
  })
  return samples.map((sample) => m.map((row) => row.reduce((sum, value, c) => sum + q[sample][c] * value, 0)))
}

function publishedHard(labeled: readonly number[]): number[][] {
  const home = q.map(firstLargest)
  return samples.map((sample) =>
    Array.from({ length: classCount }, (_, l) => {
      const here = labeled.filter((other) => home[other] === home[sample])
      return here.filter((other) => truth[other] === l).length
    }),
  )
}

/** F = Z·G·Zᵀ·(one-hot / count), in full matrices. */
function denseGraph(labeled: readonly number[], graph: NodeGraph): number[][] {
  const z = samples.map((sample) => {
    const row = Array<number>(graph.nodes).fill(0)
    for (let a = 0; a < graph.neighbours; a += 1) {
      row[graph.index[sample * graph.neighbours + a]] = graph.weight[sample * graph.neighbours + a]
    }
    return row
  })
  const spread = (a: readonly number[], b: readonly number[]) => {
    let sum = 0
    for (let i = 0; i < a.length; i += 1) {
      for (let j = 0; j < b.length; j += 1) sum += a[i] * graph.green[i * graph.nodes + j] * b[j]
    }
    return sum
  }
  return samples.map((sample) =>
    Array.from({ length: classCount }, (_, l) => {
      const members = labeled.filter((other) => truth[other] === l)
      if (members.length === 0) return 0
      return members.reduce((sum, other) => sum + spread(z[sample], z[other]), 0) / members.length
    }),
  )
}

function normalise(values: readonly number[]): number[] {
  const sum = values.reduce((total, value) => total + value, 0)
  return values.map((value) => value / sum)
}

describe('soft decoder', () => {
  it.each(labelings)('follows the published equation (labels %d, …)', (...labeled) => {
    const { predictions, probabilities } = answers(label(fresh('soft'), labeled))
    publishedSoft(labeled).forEach((scores, sample) => {
      expect(predictions.best[sample]).toBe(firstLargest(scores))
      normalise(scores).forEach((probability, l) => {
        expect(probabilities[sample][l]).toBeCloseTo(probability, 6)
      })
    })
  })
})

describe('hard decoder', () => {
  it.each(labelings)('follows the published equation (labels %d, …)', (...labeled) => {
    const { predictions, probabilities } = answers(label(fresh('hard'), labeled))
    publishedHard(labeled).forEach((counts, sample) => {
      expect(predictions.best[sample]).toBe(firstLargest(counts))
      const isEmpty = counts.every((value) => value === 0)
      const expected = isEmpty ? counts.map(() => 1 / classCount) : normalise(counts)
      expected.forEach((probability, l) => {
        expect(probabilities[sample][l]).toBeCloseTo(probability, 6)
      })
    })
  })

  it('gives class 0 to clusters without a label, even when nobody labeled class 0', () => {
    const decoder = fresh('hard')
    decoder.addLabel(0, 2)
    const { predictions } = answers(decoder)
    const home = argmaxComponents(posteriors)
    for (const sample of samples) {
      const isLabeledCluster = home[sample] === home[0]
      expect(predictions.best[sample]).toBe(isLabeledCluster ? 2 : 0)
      if (!isLabeledCluster) expect(predictions.uncertainty[sample]).toBe(1)
    }
  })

  it('gives a tie to the lowest class', () => {
    const home = argmaxComponents(posteriors)
    const [first, second] = samples.filter((sample) => home[sample] === home[0])
    const decoder = fresh('hard')
    decoder.addLabel(first, 2)
    decoder.addLabel(second, 1)
    expect(answers(decoder).predictions.best[first]).toBe(1)
  })
})

describe('graph decoder', () => {
  it.each(labelings)('follows the dense formula over anchors (labels %d, …)', (...labeled) => {
    const decoder = label(fresh('graph'), labeled)
    const { sharpness } = decoder
    const { predictions, probabilities } = answers(decoder)
    denseGraph(labeled, anchors).forEach((scores, sample) => {
      expect(predictions.best[sample]).toBe(firstLargest(scores))
      const evidence = normalise(scores.map((score) => (score === 0 ? 0 : (score + 0.05) ** sharpness)))
      evidence.forEach((probability, l) => {
        expect(probabilities[sample][l]).toBeCloseTo(probability, 6)
      })
    })
  })

  it('spreads over components by the same formula where there is no anchor graph', () => {
    const decoder = createDecoder('graph', { posteriors })
    decoder.setClassCount(classCount)
    const { best } = answers(label(decoder, labelings[3])).predictions
    denseGraph(labelings[3], componentGraph(posteriors)).forEach((scores, sample) => {
      expect(best[sample]).toBe(firstLargest(scores))
    })
  })

  it('changes only the class that is labeled, but for the sharpness', () => {
    const decoder = label(fresh('graph'), labelings[3])
    const sharpness = decoder.sharpness
    const before = samples.map((sample) => decoder.probabilities(sample).slice())
    const sample = samples.find((candidate) => !labelings[3].includes(candidate)) as number
    decoder.addLabel(sample, 1)
    samples.forEach((other) => {
      const after = decoder.probabilities(other)
      const ratio = (row: Float32Array, power: number) => (row[0] / row[2]) ** (1 / power)
      expect(ratio(after, decoder.sharpness)).toBeCloseTo(ratio(before[other], sharpness), 3)
    })
  })

  it('makes its own cluster certain with one label, and leaves what lies far away uncertain', () => {
    const { means: apart, truth: side } = generateMixture({
      count: 200,
      components: 3,
      classes: 3,
      dimensions: 3,
      seed: 5,
      spread: 0.05,
    })
    const decoder = createGraphDecoder(buildAnchorGraph(apart, 200, 3, { alpha: 0.95 }))
    decoder.setClassCount(1)
    decoder.addLabel(0, 0)
    const predictions = createPredictions(200)
    decoder.decodeAll(predictions)
    side.forEach((group, sample) => {
      if (group === side[0]) expect(predictions.uncertainty[sample]).toBeLessThan(0.2)
      else expect(predictions.uncertainty[sample]).toBeGreaterThan(0.8)
    })
  })
})

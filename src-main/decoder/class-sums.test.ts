import { describe, expect, it } from 'vitest'
import { buildAnchorGraph } from './anchor-graph.ts'
import { createDecoder } from './create-decoder.ts'
import { generateMixture } from './generated-mixture.ts'
import { createPredictions, type LabelDecoder } from './label-decoder.ts'
import { createRandom } from './random.ts'

const count = 400
const classCount = 100
const { means, posteriors } = generateMixture({ count, components: 8, classes: 4, dimensions: 4, seed: 3 })
const graph = buildAnchorGraph(means, count, 4, { anchors: 40 })

function fresh(): LabelDecoder {
  const decoder = createDecoder('graph', { posteriors, graph })
  decoder.setClassCount(classCount)
  return decoder
}

function said(decoder: LabelDecoder) {
  const predictions = createPredictions(count)
  decoder.decodeAll(predictions)
  return predictions
}

describe('with many classes', () => {
  it('predictions depend on the labels alone, bit for bit, however they came about', () => {
    const random = createRandom(2)
    const decoder = fresh()
    const predictions = createPredictions(count)
    const held = new Int16Array(count).fill(-1)
    for (let step = 0; step < 400; step += 1) {
      const sample = Math.floor(random() * count)
      if (held[sample] >= 0) decoder.removeLabel(sample, held[sample])
      held[sample] = random() < 0.2 ? -1 : Math.floor(random() * classCount)
      if (held[sample] >= 0) decoder.addLabel(sample, held[sample])
      if (step % 3 === 0) decoder.decodeAll(predictions)
      if (step % 100 !== 99) continue
      decoder.decodeAll(predictions)
      const anew = fresh()
      anew.setLabels(held)
      expect(predictions).toEqual(said(anew))
    }
    expect(new Set(held).size).toBeGreaterThan(65)
  })

  it('the confidence is the largest probability, bit for bit', () => {
    const decoder = fresh()
    for (let sample = 0; sample < classCount; sample += 1) decoder.addLabel(sample, sample)
    const { best, confidence } = said(decoder)
    for (let sample = 0; sample < count; sample += 7) {
      const probabilities = decoder.probabilities(sample)
      expect(probabilities[best[sample]]).toBe(confidence[sample])
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4)
    }
  })
})

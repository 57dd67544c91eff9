import { describe, expect, it } from 'vitest'
import { decoderKinds } from '../contract/labeling.ts'
import { createDecoder } from './create-decoder.ts'
import {
  anchors,
  answers,
  classCount,
  count,
  fresh,
  k,
  label,
  labelings,
  posteriors,
  samples,
  truth,
} from './decoder-examples.ts'
import { createPredictions } from './label-decoder.ts'
import { createRandom } from './random.ts'
import type { SparsePosteriors } from './sparse-posteriors.ts'

describe.each(decoderKinds)('%s decoder, as every decoder', (kind) => {
  it('has no opinion without labels', () => {
    const { predictions, probabilities } = answers(fresh(kind))
    expect(predictions).toEqual(createPredictions(count))
    expect(probabilities.every((row) => row.every((value) => value === 0))).toBe(true)
  })

  it('gives probabilities that sum to 1, and the largest of them as confidence', () => {
    const { predictions, probabilities } = answers(label(fresh(kind), labelings[2]))
    probabilities.forEach((row, sample) => {
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
      expect(predictions.best[sample]).toBe(row.indexOf(Math.max(...row)))
      expect(predictions.confidence[sample]).toBe(Math.max(...row))
      expect(predictions.uncertainty[sample]).toBeGreaterThanOrEqual(0)
      expect(predictions.uncertainty[sample]).toBeLessThanOrEqual(1)
    })
  })

  it('is in the same state, bit for bit, after any edits that leave the same labels', () => {
    const random = createRandom(9)
    const edited = fresh(kind)
    const held = new Map<number, number>()
    const scratch = createPredictions(count)
    for (let step = 0; step < 400; step += 1) {
      const sample = Math.floor(random() * count)
      const before = held.get(sample)
      if (before !== undefined) {
        edited.removeLabel(sample, before)
        held.delete(sample)
      }
      if (random() < 0.6) {
        const classIndex = Math.floor(random() * classCount)
        edited.addLabel(sample, classIndex)
        held.set(sample, classIndex)
      }
      if (step % 7 === 0) edited.decodeAll(scratch)
    }
    const direct = fresh(kind)
    for (const sample of [...held.keys()].sort((a, b) => b - a))
      direct.addLabel(sample, held.get(sample) as number)
    expect(answers(edited)).toEqual(answers(direct))
  })

  it('takes a label back without a trace', () => {
    const decoder = label(fresh(kind), labelings[1])
    const before = structuredClone(answers(decoder))
    const sample = samples.find((candidate) => !labelings[1].includes(candidate)) as number
    decoder.addLabel(sample, 0)
    answers(decoder)
    decoder.removeLabel(sample, 0)
    expect(answers(decoder)).toEqual(before)
  })

  it('answers for merged classes as if they had been labeled as one', () => {
    const apart = label(fresh(kind), labelings[3])
    answers(apart)
    const merged = Int16Array.from(samples, (sample) => {
      if (!labelings[3].includes(sample)) return -1
      return truth[sample] === 2 ? 1 : truth[sample]
    })
    apart.setLabels(merged)
    apart.setClassCount(2)
    const together = fresh(kind)
    together.setClassCount(2)
    for (const sample of labelings[3]) together.addLabel(sample, merged[sample])
    expect(answers(apart)).toEqual(answers(together))
  })

  it('makes room for a class without changing what the others are given', () => {
    const decoder = label(fresh(kind), labelings[3])
    const before = answers(decoder).predictions.best.slice()
    decoder.setClassCount(classCount + 2)
    expect(answers(decoder).predictions.best).toEqual(before)
    expect(decoder.probabilities(0).length).toBe(classCount + 2)
    expect(() => decoder.setClassCount(1)).toThrow(RangeError)
  })

  it('counts the predictions that changed', () => {
    const decoder = label(fresh(kind), labelings[2])
    const predictions = createPredictions(count)
    expect(decoder.decodeAll(predictions)).toBe(count)
    expect(decoder.decodeAll(predictions)).toBe(0)
    const before = predictions.best.slice()
    const sample = samples.find((candidate) => !labelings[2].includes(candidate)) as number
    decoder.addLabel(sample, (before[sample] + 1) % classCount)
    const changed = decoder.decodeAll(predictions)
    expect(changed).toBe(samples.filter((other) => predictions.best[other] !== before[other]).length)
  })

  it('forgets everything when cleared', () => {
    const decoder = label(fresh(kind), labelings[3])
    answers(decoder)
    decoder.clear()
    expect(answers(decoder)).toEqual(answers(fresh(kind)))
  })

  it('refuses labels that cannot be', () => {
    const decoder = label(fresh(kind), [4])
    expect(() => decoder.addLabel(4, 1)).toThrow(RangeError)
    expect(() => decoder.addLabel(count, 0)).toThrow(RangeError)
    expect(() => decoder.addLabel(5, classCount)).toThrow(RangeError)
    expect(() => decoder.removeLabel(5, 0)).toThrow(RangeError)
    expect(() => decoder.removeLabel(4, (truth[4] + 1) % classCount)).toThrow(RangeError)
    expect(() => decoder.setLabels([classCount])).toThrow(RangeError)
  })

  it('has no opinion on a sample that is not sorted yet', () => {
    const unsorted: SparsePosteriors = { ...posteriors, weights: posteriors.weights.slice() }
    unsorted.weights.fill(0, 0, k)
    const weight = anchors.weight.slice()
    weight.fill(0, 0, 4)
    const decoder = createDecoder(kind, { posteriors: unsorted, graph: { ...anchors, weight } })
    decoder.setClassCount(classCount)
    label(
      decoder,
      labelings[3].filter((sample) => sample !== 0),
    )
    const { predictions, probabilities } = answers(decoder)
    expect([...probabilities[0]]).toEqual([0, 0, 0])
    expect(predictions.best[0]).toBe(-1)
    expect(predictions.uncertainty[0]).toBe(1)
    expect(predictions.best.subarray(1)).not.toContain(-1)
  })
})

describe('a class nobody labeled', () => {
  it.each(['soft', 'graph'] as const)('is never predicted by %s', (kind) => {
    const decoder = label(
      fresh(kind),
      labelings[3].filter((sample) => truth[sample] !== 0),
    )
    const { predictions, probabilities } = answers(decoder)
    expect(predictions.best).not.toContain(0)
    expect(probabilities.every((row) => row[0] === 0)).toBe(true)
  })
})

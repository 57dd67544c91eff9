import { describe, expect, it } from 'vitest'
import { buildAnchorGraph } from '../decoder/anchor-graph.ts'
import { createDecoder } from '../decoder/create-decoder.ts'
import { generateMixture } from '../decoder/generated-mixture.ts'
import { suspectedErrors } from './suspected-errors.ts'

const classIds = [11, 12, 13]

function doubt(classes: readonly number[], probabilities: readonly (readonly number[])[]) {
  return suspectedErrors(classIds, {
    samples: classes.map((_, i) => i),
    classes,
    annotator: (at) => (at === 0 ? 'Ada' : 'Grace'),
    leaveOneOut: (sample, out) => {
      out.set(probabilities[sample])
      return out
    },
  })
}

describe('suspectedErrors', () => {
  it('lists labels that all others speak against, least probable first, with what they suggest', () => {
    const suspects = doubt(
      [0, 0, 1, 1],
      [
        [0.04, 0.9, 0.06],
        [0.9, 0.1, 0],
        [0.98, 0.01, 0.01],
        [0.5, 0.05, 0.45],
      ],
    )
    expect(suspects.map(({ sample }) => sample)).toEqual([3, 1])
    expect(suspects[1]).toEqual({
      sample: 1,
      classId: 11,
      annotator: 'Ada',
      probability: expect.closeTo(0.04, 6),
      suggestedClassId: 12,
      suggestedProbability: expect.closeTo(0.9, 6),
    })
  })

  it('does not doubt the only label of a class, nor labels that nothing speaks against', () => {
    expect(
      doubt(
        [0, 1, 1],
        [
          [0, 1, 0],
          [0, 1, 0],
          [0, 0, 0],
        ],
      ),
    ).toEqual([])
  })

  it('finds most of the labels that were given wrongly, and accuses few right ones', () => {
    const { means, posteriors, truth } = generateMixture({
      count: 1000,
      components: 12,
      classes: 4,
      dimensions: 4,
      seed: 5,
      spread: 0.2,
    })
    const graph = buildAnchorGraph(means, 1000, 4, { anchors: 80 })
    const decoder = createDecoder('graph', { posteriors, graph })
    decoder.setClassCount(4)
    const samples = Array.from({ length: 120 }, (_, i) => i)
    const isWrong = (sample: number) => sample % 20 === 7
    const classes = samples.map((i) => (isWrong(i) ? (truth[i] + 1) % 4 : truth[i]))
    samples.forEach((sample, i) => {
      decoder.addLabel(sample, classes[i])
    })
    const suspects = suspectedErrors([1, 2, 3, 4], {
      samples,
      classes,
      annotator: () => 'Ada',
      leaveOneOut: (sample, out) => decoder.leaveOneOut(sample, out),
    })
    const found = suspects.filter(({ sample }) => isWrong(sample - 1))
    expect(found.length).toBeGreaterThanOrEqual(4)
    expect(suspects.length - found.length).toBeLessThanOrEqual(4)
    expect(found.every(({ sample, suggestedClassId }) => suggestedClassId === truth[sample - 1] + 1)).toBe(
      true,
    )
  })
})

import { describe, expect, it } from 'vitest'
import { anchors, count, fresh, label, labelings, means, samples, truth } from './decoder-examples.ts'
import type { LabelDecoder } from './label-decoder.ts'
import { nearestNeighbours } from './nearest-neighbours.ts'
import { buildNeighbourGraph } from './neighbour-graph.ts'
import { Refiner } from './refiner.ts'

const labeled = labelings[3]
const graph = buildNeighbourGraph(nearestNeighbours(means, count, 2, anchors, 5))

/** Probabilities as they would be with a sharpness of 1: scores, in any scale. */
function scores(probabilities: Float32Array, { sharpness }: LabelDecoder): number[] {
  const raised = Array.from(probabilities, (p) => p ** (1 / sharpness))
  const sum = raised.reduce((total, value) => total + value, 0)
  return raised.map((value) => value / sum)
}

function refined(decoder: LabelDecoder): LabelDecoder {
  const request = decoder.refinable()
  if (request) decoder.adoptRefinement(new Refiner(graph).refine(request))
  return decoder
}

function drawn(among: readonly number[]): LabelDecoder {
  const decoder = fresh('graph')
  for (const sample of among) decoder.addLabel(sample, truth[sample], { drawn: true })
  return decoder
}

describe.each(['hard', 'hard-nearest', 'soft', 'graph'] as const)('leaving a label out, %s', (kind) => {
  it('is the same as never having had it', () => {
    const decoder = label(fresh(kind), labeled)
    for (const sample of labeled) {
      const without = label(
        fresh(kind),
        labeled.filter((other) => other !== sample),
      )
      const expected = scores(without.probabilities(sample), without)
      scores(decoder.leaveOneOut(sample), decoder).forEach((value, l) => {
        expect(value).toBeCloseTo(expected[l], 4)
      })
    }
  })

  it('is what is said anyway of a sample without a label', () => {
    const decoder = label(fresh(kind), labeled)
    const open = samples.filter((sample) => !labeled.includes(sample))
    for (const sample of open) {
      decoder.leaveOneOut(sample).forEach((value, l) => {
        expect(value).toBeCloseTo(decoder.probabilities(sample)[l], 5)
      })
    }
  })

  it('says nothing where there is no other label', () => {
    expect([...label(fresh(kind), [4]).leaveOneOut(4)]).toEqual([0, 0, 0])
  })
})

describe('a refined decoder', () => {
  it('says the mean of what both graphs say', () => {
    const decoder = refined(drawn(labeled))
    const plain = drawn(labeled)
    const differs = samples.filter((sample) => {
      const [a, b] = [decoder.probabilities(sample), plain.probabilities(sample)]
      return Math.abs(a[0] - b[0]) > 1e-3
    })
    expect(differs.length).toBeGreaterThan(10)
  })

  it('leaves a label out as if it had been refined without it', () => {
    const decoder = refined(drawn(labeled))
    for (const sample of labeled) {
      const without = refined(drawn(labeled.filter((other) => other !== sample)))
      const expected = scores(without.probabilities(sample), without)
      scores(decoder.leaveOneOut(sample), decoder).forEach((value, l) => {
        expect(value).toBeCloseTo(expected[l], 2)
      })
    }
  })

  it('lets labels given since act through the rule itself, until it is refined again', () => {
    const [last, ...before] = labeled
    const decoder = refined(drawn(before))
    const then = decoder.probabilities(last)[truth[last]]
    decoder.addLabel(last, truth[last], { drawn: true })
    const now = decoder.probabilities(last)[truth[last]]
    expect(now).toBeGreaterThan(then)
    const caughtUp = refined(decoder).probabilities(last)
    const atOnce = refined(drawn([...before, last])).probabilities(last)
    expect([...caughtUp]).toEqual([...atOnce])
  })

  it('comes back, bit for bit, when a label is given and taken back', () => {
    const decoder = refined(drawn(labeled))
    const before = samples.map((sample) => [...decoder.probabilities(sample)])
    const open = samples.find((sample) => !labeled.includes(sample)) as number
    decoder.addLabel(open, 1)
    decoder.probabilities(open)
    decoder.removeLabel(open, 1)
    expect(samples.map((sample) => [...decoder.probabilities(sample)])).toEqual(before)
  })
})

import { describe, expect, it } from 'vitest'
import { FewlabelError } from '../contract/errors.ts'
import { buildAnchorGraph } from './anchor-graph.ts'
import { generateMixture } from './generated-mixture.ts'
import { buildNeighbourhood } from './neighbourhood.ts'
import { farthestSamples } from './outliers.ts'

const count = 400
const dimensions = 3
const { means } = generateMixture({ count, components: 4, classes: 2, dimensions, seed: 5 })
// A copy of sample 20 at place 30, and sample 40 far away from everything.
means.copyWithin(30 * dimensions, 20 * dimensions, 21 * dimensions)
means.fill(25, 40 * dimensions, 41 * dimensions)
const cells = buildAnchorGraph(means, count, dimensions, { anchors: 30 })

describe('buildNeighbourhood', () => {
  it('finds who is alike, the copy and the outlier', () => {
    const progress: number[] = []
    const found = buildNeighbourhood({ count, dimensions, means, cells }, (share) => progress.push(share))
    expect(found.graph.count).toBe(count)
    expect(found.graph.starts[count]).toBeGreaterThanOrEqual(count * 10)
    expect(found.candidates[0]).toEqual([20, 30])
    expect(farthestSamples(found.outlierScores, 1)).toEqual([40])
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(1)
  })

  it('names the sample that a model has placed nowhere', () => {
    const broken = means.slice()
    broken[7 * dimensions] = Number.NaN
    expect(() => buildNeighbourhood({ count, dimensions, means: broken, cells })).toThrow(FewlabelError)
  })
})

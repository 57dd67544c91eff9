import { describe, expect, it } from 'vitest'
import { generateMixture } from './generated-mixture.ts'
import { miniBatchKMeans } from './mini-batch-k-means.ts'
import { nearestCentres } from './nearest-anchors.ts'
import { createRandom } from './random.ts'

describe('nearestCentres', () => {
  it('finds the same neighbours as comparing all distances', () => {
    const random = createRandom(5)
    const dimensions = 3
    const points = Float32Array.from({ length: 150 * dimensions }, random)
    const centres = Float64Array.from({ length: 11 * dimensions }, random)
    const { index, squaredDistance } = nearestCentres(points, 150, dimensions, centres, 4)
    for (let i = 0; i < 150; i += 1) {
      const distances = Array.from({ length: 11 }, (_, j) => {
        let sum = 0
        for (let d = 0; d < dimensions; d += 1) sum += (points[i * 3 + d] - centres[j * 3 + d]) ** 2
        return sum
      })
      const order = [...distances.keys()].sort((a, b) => distances[a] - distances[b]).slice(0, 4)
      expect([...index.subarray(i * 4, i * 4 + 4)]).toEqual(order)
      expect(squaredDistance[i * 4]).toBeCloseTo(distances[order[0]], 5)
      expect(squaredDistance[i * 4 + 3]).toBeCloseTo(distances[order[3]], 5)
    }
  })
})

describe('miniBatchKMeans', () => {
  const { means, truth } = generateMixture({
    count: 900,
    components: 6,
    classes: 6,
    dimensions: 4,
    seed: 3,
    spread: 0.05,
  })

  it('puts a centre on every separate group', () => {
    const centres = miniBatchKMeans(means, 900, 4, 6, { seed: 1 })
    const { index } = nearestCentres(means, 900, 4, centres, 1)
    const pairs = new Set(Array.from(index, (centre, sample) => `${centre} ${truth[sample]}`))
    expect(pairs.size).toBe(6)
  })

  it('gives the same centres for the same seed, others for another', () => {
    const first = miniBatchKMeans(means, 900, 4, 20, { seed: 1 })
    expect(miniBatchKMeans(means, 900, 4, 20, { seed: 1 })).toEqual(first)
    expect(miniBatchKMeans(means, 900, 4, 20, { seed: 2 })).not.toEqual(first)
  })

  it('copes with fewer distinct points than centres', () => {
    const centres = miniBatchKMeans(new Float32Array(40).fill(2), 20, 2, 5, { seed: 1 })
    expect([...centres]).toEqual(Array(10).fill(2))
  })
})

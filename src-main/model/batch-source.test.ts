import { describe, expect, it } from 'vitest'
import { jitterRecipes } from '../contract/jitter-recipes.ts'
import { imageBatches, vectorBatches } from './batch-source.ts'
import { Random } from './random.ts'

const { none: still, handwriting: jitter } = jitterRecipes
const pixels = Uint8Array.from({ length: 3 * 16 }, (_, i) => (i * 37) % 256)

describe('imageBatches', () => {
  it('gathers the samples asked for and scales bytes to [0, 1]', () => {
    const batch = imageBatches(pixels, 4, 1, still).jittered(Uint32Array.of(2, 0), new Random(1))
    const expected = [...pixels.subarray(32), ...pixels.subarray(0, 16)].map((byte) =>
      Math.fround(byte / 255),
    )
    expect(batch.size).toBe(2)
    for (const [i, value] of batch.clean.entries()) expect(value).toBeCloseTo(expected[i], 6)
    expect(batch.seen).toBe(batch.clean)
  })

  it('jitters what the encoder sees and leaves the clean image alone', () => {
    const source = imageBatches(pixels, 4, 1, jitter)
    const first = source.jittered(Uint32Array.of(1), new Random(1))
    const seen = first.seen.slice()
    const clean = first.clean.slice()
    expect(seen).not.toEqual(clean)
    expect(clean).toEqual(source.clean(1, 1))
    expect(source.jittered(Uint32Array.of(1), new Random(1)).seen).toEqual(seen)
    expect(source.jittered(Uint32Array.of(1), new Random(2)).seen).not.toEqual(seen)
  })
})

describe('vectorBatches', () => {
  it('standardises columns and blurs what the encoder sees', () => {
    const standardisation = { mean: Float32Array.of(1, 2), deviation: Float32Array.of(2, 4) }
    const source = vectorBatches(Float32Array.of(3, 6, 1, 2), standardisation)
    const { clean, seen } = source.jittered(Uint32Array.of(0, 1), new Random(1))
    expect([...clean]).toEqual([1, 1, 0, 0])
    expect(seen).not.toEqual(clean)
    expect(seen.every((value, i) => Math.abs(value - clean[i]) < 1)).toBe(true)
  })
})

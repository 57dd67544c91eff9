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
  const standardisation = { mean: Float32Array.of(1, 2), deviation: Float32Array.of(2, 4), rowNorm: null }
  const sourceWith = (vectorNoise: number, columnDropout: number) =>
    vectorBatches(Float32Array.of(3, 6, 1, 2), standardisation, { vectorNoise, columnDropout })

  it('standardises columns and blurs what the encoder sees', () => {
    const { clean, seen } = sourceWith(0.1, 0).jittered(Uint32Array.of(0, 1), new Random(1))
    expect([...clean]).toEqual([1, 1, 0, 0])
    expect(seen).not.toEqual(clean)
    expect(seen.every((value, i) => Math.abs(value - clean[i]) < 1)).toBe(true)
  })

  it('swaps a share of the columns for those of other samples', () => {
    const rows = 2000
    const values = Float32Array.from({ length: 2 * rows }, (_, i) => Math.floor(i / 2) + (i % 2) * 10_000)
    const plain = { mean: new Float32Array(2), deviation: Float32Array.of(1, 1), rowNorm: null }
    const source = vectorBatches(values, plain, { vectorNoise: 0, columnDropout: 0.3 })
    const all = Uint32Array.from({ length: rows }, (_, i) => i)
    const { seen, clean } = source.jittered(all, new Random(4))
    const swapped = seen.filter((value, i) => value !== clean[i]).length
    expect(swapped / seen.length).toBeCloseTo(0.3, 1)
    // Every value is one that its own column has.
    expect(seen.every((value, i) => Math.floor(value / 10_000) === i % 2)).toBe(true)
    const before = seen.slice()
    expect(source.jittered(all, new Random(4)).seen).toEqual(before)
  })

  it('shows the samples as they are where nothing is to change', () => {
    const source = sourceWith(0, 0)
    const batch = source.jittered(Uint32Array.of(1), new Random(1))
    expect(source.jitters).toBe(false)
    expect(batch.seen).toBe(batch.clean)
  })
})

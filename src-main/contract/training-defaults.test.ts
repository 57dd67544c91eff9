import { describe, expect, it } from 'vitest'
import { jitterRecipes } from './jitter-recipes.ts'
import { defaultTrainingConfig } from './training-defaults.ts'

const images = { kind: 'image', side: 28, channels: 1 } as const

describe('defaultTrainingConfig', () => {
  it('takes more epochs and smaller batches for fewer samples', () => {
    const large = defaultTrainingConfig(images, 60_000)
    const small = defaultTrainingConfig(images, 1_000)
    expect(small.warmupEpochs).toBeGreaterThan(large.warmupEpochs)
    expect(small.elboEpochs).toBeGreaterThan(large.elboEpochs)
    expect(small.batchSize).toBeLessThan(large.batchSize)
  })

  it('stays inside the schema for any number of samples', () => {
    for (const count of [0, 1, 2, 1e3, 1e5, 1e7]) {
      expect(defaultTrainingConfig(images, count).warmupEpochs).toBeGreaterThanOrEqual(1)
    }
  })

  it('jitters images by their colours and leaves vectors alone', () => {
    expect(defaultTrainingConfig(images, 100).jitter).toEqual(jitterRecipes.handwriting)
    expect(defaultTrainingConfig({ ...images, channels: 3 }, 100).jitter).toEqual(jitterRecipes.photos)
    const vectors = { kind: 'vector' as const, length: 1, columns: ['a'] }
    expect(defaultTrainingConfig(vectors, 100).jitter).toEqual(jitterRecipes.none)
  })

  it('swaps columns where there are many of them and few samples', () => {
    const vectors = (length: number) => ({ kind: 'vector' as const, length, columns: [] })
    expect(defaultTrainingConfig(vectors(294), 2230).columnDropout).toBe(0.2)
    expect(defaultTrainingConfig(vectors(256), 10_000).columnDropout).toBe(0)
    expect(defaultTrainingConfig(vectors(40), 400).columnDropout).toBe(0)
    expect(defaultTrainingConfig(images, 400).columnDropout).toBe(0)
  })

  it('fits embeddings in passes, on as many axes as they have', () => {
    const vectors = (length: number) => ({ kind: 'vector' as const, length, columns: [] })
    const given = defaultTrainingConfig(vectors(768), 5000, { encoder: 'given' })
    expect(given).toMatchObject({ encoder: 'given', warmupEpochs: 0, latentDimensions: 32 })
    const narrow = defaultTrainingConfig(vectors(20), 5000, { encoder: 'given', clusters: 7 })
    expect(narrow).toMatchObject({ latentDimensions: 20, clusters: 7 })
  })

  it('lets the caller override and checks what it is given', () => {
    expect(defaultTrainingConfig(images, 100, { clusters: 7 }).clusters).toBe(7)
    expect(() => defaultTrainingConfig(images, 100, { clusters: 1 })).toThrow()
  })
})
